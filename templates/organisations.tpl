{{%AUTOESCAPE context="HTML"}}<div class="catalogue">
<header class="catalogue-head">
<h1>[[Organisations]]</h1>
{{>SEARCH}}
{{#LETTERS}}
<nav class="letters" aria-label="[[By first letter]]">
<ul>
<li><a href="{{BASE}}/{{LANG}}/organisations"{{#ALL_LETTERS}} aria-current="true"{{/ALL_LETTERS}}>[[All]]</a></li>
{{#LETTER}}
<li>{{#LETTER_SOME}}<a href="{{BASE}}/{{LANG}}/organisations{{LETTER_QUERY}}" title="{{LETTER_COUNT}}"{{#LETTER_CURRENT}} aria-current="true"{{/LETTER_CURRENT}}>{{LETTER_SIGN}}<span class="hidden">, {{LETTER_COUNT}}</span></a>{{/LETTER_SOME}}{{#LETTER_NONE}}<span>{{LETTER_SIGN}}</span>{{/LETTER_NONE}}</li>
{{/LETTER}}
</ul>
</nav>
{{/LETTERS}}
</header>
{{>REFINE}}
<section class="results" aria-labelledby="results">
{{>FOUND}}
<form action="{{BASE}}/{{LANG}}/shortlist">
<input type="hidden" name="from" value="{{FROM}}">
<ol class="rows">
{{#ROW}}
<li{{#ROW_RECENT}} class="recent"{{/ROW_RECENT}}>
<h3><a href="{{BASE}}/{{LANG}}/organisations/{{ROW_SLUG:url_query_escape}}" lang="{{ROW_LANG}}">{{#NAME}}{{#HIT}}<mark>{{PART}}</mark>{{/HIT}}{{#PLAIN}}{{PART}}{{/PLAIN}}{{/NAME}}</a>{{#ROW_ACRONYM}} <span class="acronym">{{#ACRONYM}}{{#HIT}}<mark>{{PART}}</mark>{{/HIT}}{{#PLAIN}}{{PART}}{{/PLAIN}}{{/ACRONYM}}</span>{{/ROW_ACRONYM}}</h3>
{{#ROW_SUMMARY}}<p lang="{{ROW_SUMMARY_LANG}}">{{#SUMMARY}}{{#HIT}}<mark>{{PART}}</mark>{{/HIT}}{{#PLAIN}}{{PART}}{{/PLAIN}}{{/SUMMARY}}</p>{{/ROW_SUMMARY}}
{{>WHY}}
<p class="row-facts">{{#ROW_PLACE}}<span>{{ROW_PLACE_TEXT}}</span>{{/ROW_PLACE}}{{#ROW_DISTANCE}}<span class="distance">{{ROW_DISTANCE_TEXT}}</span>{{/ROW_DISTANCE}}<span class="date">{{ROW_UPDATED}}</span><span class="keep" data-shortlist="{{ROW_SLUG}}"><label><input type="checkbox" name="org" value="{{ROW_SLUG}}">[[Keep]]</label></span></p>
</li>
{{/ROW}}
</ol>
{{#KEEP}}<p class="keep-these" data-shortlist-plain><button class="quiet">[[Make a list of those I keep]]</button></p>{{/KEEP}}
</form>
{{>NOTHING}}
{{>PAGING}}
</section>
</div>
