{{%AUTOESCAPE context="HTML"}}<div class="sheet">
<header class="sheet-head">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/organisations">[[Organisations]]</a><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>
<h1>{{HEADING}}</h1>
<p class="by"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></p>
</header>
{{#ACTIVITIES_MANY}}
<nav class="titles" aria-label="[[All the titles]]">
<ol>
{{#ACTIVITY_TITLE_ROW}}<li><a href="#activity-{{ACTIVITY_NUMBER}}" lang="{{ACTIVITY_TITLE_LANG}}">{{ACTIVITY_TITLE}}</a></li>
{{/ACTIVITY_TITLE_ROW}}
</ol>
</nav>
{{/ACTIVITIES_MANY}}
{{#ACTIVITY}}
<section class="activity" id="activity-{{ACTIVITY_NUMBER}}">
<h2><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/activities/{{ACTIVITY_NUMBER}}" lang="{{ACTIVITY_TITLE_LANG}}">{{ACTIVITY_TITLE}}</a></h2>
<div class="activity-text">
{{#ACTIVITY_OTHER}}<p class="in-language">{{ACTIVITY_IN}}</p>{{/ACTIVITY_OTHER}}
<div class="prose" lang="{{ACTIVITY_LANG}}">{{ACTIVITY_DESCRIPTION_HTML:none}}</div>
</div>
{{#ACTIVITY_FACETS}}{{>FACETS}}{{/ACTIVITY_FACETS}}
</section>
{{/ACTIVITY}}
{{#NO_ACTIVITIES}}<p class="nothing">[[The organisation has not added an activity]]</p>{{/NO_ACTIVITIES}}
<p class="back"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}">[[icon:left]]<span>[[Back to the organisation’s page]]</span></a></p>
</div>
