{{%AUTOESCAPE context="HTML"}}<article class="sheet activity-sheet">
<header class="sheet-head">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/organisations">[[Organisations]]</a><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/activities">[[Activities]]</a></nav>
<h1 lang="{{ACTIVITY_TITLE_LANG}}"{{#ACTIVITY_TITLE_LONG}} class="long"{{/ACTIVITY_TITLE_LONG}}>{{ACTIVITY_TITLE}}</h1>
<p class="by">[[An activity of]] <a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a>{{#LOCALITY}}, {{LOCALITY_TEXT}}{{/LOCALITY}}</p>
</header>
<div class="activity-text">
{{#ACTIVITY_OTHER}}<p class="in-language">{{ACTIVITY_IN}}</p>{{/ACTIVITY_OTHER}}
{{#ACTIVITY_WORDS}}<div class="prose large" lang="{{ACTIVITY_LANG}}">{{ACTIVITY_DESCRIPTION_HTML:none}}</div>{{/ACTIVITY_WORDS}}
{{#ACTIVITY_NOTHING}}<p class="nothing">[[The organisation has not described this activity]]</p>{{/ACTIVITY_NOTHING}}
</div>
<aside>
{{#FACTS}}
<dl class="facts activity-facts">
{{#FACT}}<div><dt>{{FACT_LABEL}}</dt><dd lang="{{FACT_LANG}}">{{FACT_TEXT}}</dd></div>
{{/FACT}}
</dl>
{{/FACTS}}
{{>FACETS}}
{{#CONTACT}}
<section class="ask" aria-labelledby="ask">
<h2 id="ask">[[Ask for this activity]]</h2>
<p>{{#EMAIL}}<a href="mailto:{{EMAIL_TEXT}}">{{EMAIL_TEXT}}</a>{{/EMAIL}}{{#PHONE}}<a href="tel:{{PHONE_URL}}">{{PHONE_TEXT}}</a>{{/PHONE}}{{#WEBSITE}}<a href="{{WEBSITE_URL}}" rel="external">{{WEBSITE_TEXT}}</a>{{/WEBSITE}}</p>
</section>
{{/CONTACT}}
</aside>
<nav class="neighbours" aria-label="[[Other activities of the organisation]]">
{{#PREVIOUS}}<a rel="prev" href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/activities/{{PREVIOUS_NUMBER}}"><small>[[icon:left]][[Previous activity]]</small><span lang="{{PREVIOUS_LANG}}">{{PREVIOUS_TITLE}}</span></a>{{/PREVIOUS}}
{{#NEXT}}<a rel="next" href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/activities/{{NEXT_NUMBER}}"><small>[[Next activity]][[icon:right]]</small><span lang="{{NEXT_LANG}}">{{NEXT_TITLE}}</span></a>{{/NEXT}}
</nav>
</article>
