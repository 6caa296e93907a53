{{%AUTOESCAPE context="HTML"}}<div class="catalogue">
<header class="catalogue-head">
<h1>[[Organisations]]</h1>
<form class="search" action="{{BASE}}/{{LANG}}/organisations" role="search">
<label for="q">[[A name, a place, a theme, a word from a text]]</label>
<div class="search-line"><input id="q" name="q" type="search" value="{{WORDS}}" maxlength="200" autocomplete="off" enterkeyhint="search"><button>[[icon:search]][[Search]]</button></div>
{{#KEPT}}<input type="hidden" name="{{KEPT_NAME}}" value="{{KEPT_CODE}}">
{{/KEPT}}
</form>
{{#LETTERS}}
<nav class="letters" aria-label="[[By first letter]]">
<ul>
<li><a href="{{BASE}}/{{LANG}}/organisations{{ALL_LETTERS_QUERY}}"{{#ALL_LETTERS}} aria-current="true"{{/ALL_LETTERS}}>[[All]]</a></li>
{{#LETTER}}
<li>{{#LETTER_SOME}}<a href="{{BASE}}/{{LANG}}/organisations{{LETTER_QUERY}}" title="{{LETTER_COUNT}}"{{#LETTER_CURRENT}} aria-current="true"{{/LETTER_CURRENT}}>{{LETTER_SIGN}}<span class="hidden">, {{LETTER_COUNT}}</span></a>{{/LETTER_SOME}}{{#LETTER_NONE}}<span>{{LETTER_SIGN}}</span>{{/LETTER_NONE}}</li>
{{/LETTER}}
</ul>
</nav>
{{/LETTERS}}
</header>
<details class="refine">
<summary>{{REFINE}}</summary>
<form action="{{BASE}}/{{LANG}}/organisations" aria-label="[[Refine the list]]">
{{#WITH_WORDS}}<input type="hidden" name="q" value="{{WORDS}}">{{/WITH_WORDS}}
<p class="hint">[[Several choices under one heading widen the list, choices under different headings narrow it. The numbers count the whole directory.]]</p>
{{#CHOICES}}
<fieldset class="facet-{{CHOICES_NAME}}">
<legend>{{#GLYPH_TYPE}}[[icon:type]]{{/GLYPH_TYPE}}{{#GLYPH_THEME}}[[icon:theme]]{{/GLYPH_THEME}}{{#GLYPH_PUBLIC}}[[icon:public]]{{/GLYPH_PUBLIC}}{{#GLYPH_PARTNER}}[[icon:partner]]{{/GLYPH_PARTNER}}{{#GLYPH_ZONE}}[[icon:zone]]{{/GLYPH_ZONE}}{{CHOICES_LABEL}}</legend>
<ul>
{{#CHOICE}}<li><label><input type="checkbox" name="{{CHOICES_NAME}}" value="{{CHOICE_CODE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span>{{CHOICE_LABEL}}</span><span class="number">{{CHOICE_COUNT}}</span></label></li>
{{/CHOICE}}
</ul>
{{#MORE_CHOICES}}
<details>
<summary>{{MORE_CHOICES_LABEL}}</summary>
<ul>
{{#MORE_CHOICE}}<li><label><input type="checkbox" name="{{CHOICES_NAME}}" value="{{CHOICE_CODE}}"><span>{{CHOICE_LABEL}}</span><span class="number">{{CHOICE_COUNT}}</span></label></li>
{{/MORE_CHOICE}}
</ul>
</details>
{{/MORE_CHOICES}}
</fieldset>
{{/CHOICES}}
<p class="apply"><button>[[Show these organisations]]</button></p>
</form>
</details>
<section class="results" aria-labelledby="results">
<h2 id="results">{{RESULTS}}</h2>
{{#CHIPS}}
<ul class="chips" aria-label="[[Chosen]]">
{{#CHIP}}<li class="facet-{{CHIP_FACET}}"><a href="{{BASE}}/{{LANG}}/organisations{{CHIP_QUERY}}"><span class="hidden">[[Remove:]] </span>{{CHIP_LABEL}}[[icon:close]]</a></li>
{{/CHIP}}
<li class="chip-all"><a href="{{BASE}}/{{LANG}}/organisations">[[Remove all]]</a></li>
</ul>
{{/CHIPS}}
<ol class="rows">
{{#ROW}}
<li{{#ROW_RECENT}} class="recent"{{/ROW_RECENT}}>
<h3><a href="{{BASE}}/{{LANG}}/organisations/{{ROW_SLUG:url_query_escape}}" lang="{{ROW_LANG}}">{{#NAME_PART}}{{#NAME_HIT}}<mark>{{PART}}</mark>{{/NAME_HIT}}{{#NAME_PLAIN}}{{PART}}{{/NAME_PLAIN}}{{/NAME_PART}}</a>{{#ROW_ACRONYM}} <span class="acronym">{{ROW_ACRONYM_TEXT}}</span>{{/ROW_ACRONYM}}</h3>
{{#ROW_SUMMARY}}<p lang="{{ROW_SUMMARY_LANG}}">{{#SUMMARY_PART}}{{#SUMMARY_HIT}}<mark>{{PART}}</mark>{{/SUMMARY_HIT}}{{#SUMMARY_PLAIN}}{{PART}}{{/SUMMARY_PLAIN}}{{/SUMMARY_PART}}</p>{{/ROW_SUMMARY}}
<p class="row-facts">{{#ROW_PLACE}}<span>{{ROW_PLACE_TEXT}}</span>{{/ROW_PLACE}}<span class="date">{{ROW_UPDATED}}</span>{{#ROW_INSIDE}}<span class="inside">[[found in the texts of its page]]</span>{{/ROW_INSIDE}}</p>
</li>
{{/ROW}}
</ol>
{{#NOTHING_FOUND}}
<div class="nothing-found">
<p>[[No organisation answers to all of this at once.]]</p>
<ul>
<li>[[Try fewer words, or only the beginning of one.]]</li>
<li>[[Remove one of the choices above.]]</li>
<li><a href="{{BASE}}/{{LANG}}/activities{{WORDS_QUERY}}">[[Look for it among the activities]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/organisations">[[See all the organisations]]</a></li>
</ul>
</div>
{{/NOTHING_FOUND}}
{{>PAGING}}
</section>
</div>
