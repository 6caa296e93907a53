{{%AUTOESCAPE context="HTML"}}<div class="sheet">
<header class="sheet-head">
<h1>[[Activities]]</h1>
<p class="lead">[[What the organisations do: sessions in class, training, campaigns, tools, journeys.]]</p>
<form class="search" action="{{BASE}}/{{LANG}}/activities" role="search">
<label for="q">[[A word from a title or a description]]</label>
<div class="search-line"><input id="q" name="q" type="search" value="{{WORDS}}" maxlength="200" autocomplete="off" enterkeyhint="search"><button>[[icon:search]][[Search]]</button></div>
</form>
</header>
<section class="results" aria-labelledby="results">
<h2 id="results">{{RESULTS}}</h2>
<ol class="rows by-organisation">
{{#ROW}}
<li>
<p class="row-facts"><span><a href="{{BASE}}/{{LANG}}/organisations/{{ROW_SLUG:url_query_escape}}" lang="{{ROW_ORGANISATION_LANG}}">{{ROW_ORGANISATION}}</a></span>{{#ROW_PLACE}}<span>{{ROW_PLACE_TEXT}}</span>{{/ROW_PLACE}}</p>
<h3><a href="{{BASE}}/{{LANG}}/organisations/{{ROW_SLUG:url_query_escape}}/activities/{{ROW_NUMBER}}" lang="{{ROW_LANG}}">{{#NAME_PART}}{{#NAME_HIT}}<mark>{{PART}}</mark>{{/NAME_HIT}}{{#NAME_PLAIN}}{{PART}}{{/NAME_PLAIN}}{{/NAME_PART}}</a></h3>
{{#ROW_SUMMARY}}<p lang="{{ROW_SUMMARY_LANG}}">{{#SUMMARY_PART}}{{#SUMMARY_HIT}}<mark>{{PART}}</mark>{{/SUMMARY_HIT}}{{#SUMMARY_PLAIN}}{{PART}}{{/SUMMARY_PLAIN}}{{/SUMMARY_PART}}</p>{{/ROW_SUMMARY}}
</li>
{{/ROW}}
</ol>
{{#NOTHING_FOUND}}
<div class="nothing-found">
<p>[[No activity speaks of this.]]</p>
<ul>
<li>[[Try fewer words, or only the beginning of one.]]</li>
<li><a href="{{BASE}}/{{LANG}}/organisations{{WORDS_QUERY}}">[[Look for it among the organisations]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/activities">[[See all the activities]]</a></li>
</ul>
</div>
{{/NOTHING_FOUND}}
{{>PAGING}}
</section>
</div>
