{{%AUTOESCAPE context="HTML"}}<div class="catalogue">
<header class="catalogue-head">
<h1>[[Activities]]</h1>
<p class="lead">[[What the organisations do: sessions in class, training, campaigns, tools, journeys.]]</p>
{{>SEARCH}}
</header>
{{>REFINE}}
<section class="results" aria-labelledby="results">
{{>FOUND}}
<ol class="rows">
{{#ROW}}
<li>
<h3><a href="{{BASE}}/{{LANG}}/organisations/{{ROW_SLUG:url_query_escape}}/activities/{{ROW_NUMBER}}" lang="{{ROW_LANG}}">{{#NAME}}{{#HIT}}<mark>{{PART}}</mark>{{/HIT}}{{#PLAIN}}{{PART}}{{/PLAIN}}{{/NAME}}</a></h3>
{{#ROW_SUMMARY}}<p lang="{{ROW_SUMMARY_LANG}}">{{#SUMMARY}}{{#HIT}}<mark>{{PART}}</mark>{{/HIT}}{{#PLAIN}}{{PART}}{{/PLAIN}}{{/SUMMARY}}</p>{{/ROW_SUMMARY}}
{{>WHY}}
<p class="row-facts"><span><a href="{{BASE}}/{{LANG}}/organisations/{{ROW_SLUG:url_query_escape}}" lang="{{ROW_ORGANISATION_LANG}}">{{ROW_ORGANISATION}}</a></span>{{#ROW_PLACE}}<span>{{ROW_PLACE_TEXT}}</span>{{/ROW_PLACE}}</p>
</li>
{{/ROW}}
</ol>
{{>NOTHING}}
{{>PAGING}}
</section>
</div>
