{{%AUTOESCAPE context="HTML"}}<link rel="preload" href="{{BASE}}/static/[[static:vollkorn-italic.woff2]]" as="font" type="font/woff2" crossorigin>
<div class="shortlist{{#LIST}} filled{{/LIST}}">
<header class="shortlist-head">
<h1>{{LIST_TITLE}}</h1>
{{#LIST}}
<p class="by" id="list-count">{{LIST_COUNT}}</p>
{{#FROM}}<p class="hint">[[Put together from a search:]] <a href="{{BASE}}/{{LANG}}/organisations?{{FROM_QUERY}}">{{#CRITERIA}}{{#CRITERION}}<span class="criterion">[[{{CRITERION_LABEL}}: {{CRITERION_VALUE}}]]</span> {{/CRITERION}}{{/CRITERIA}}</a></p>{{/FROM}}
{{/LIST}}
{{#MISSING}}
<ul class="missing">
{{#CLOSED}}<li class="note">[[No longer in the directory, and so not in this list:]] <a href="{{BASE}}/{{LANG}}/organisations/{{CLOSED_SLUG:url_query_escape}}" lang="{{CLOSED_LANG}}">{{CLOSED_NAME}}</a></li>
{{/CLOSED}}
{{#UNKNOWN}}<li class="note">[[The directory knows nobody under this name:]] <code>{{UNKNOWN_SLUG}}</code></li>
{{/UNKNOWN}}
{{#CUT}}<li class="note">{{CUT_TEXT}}</li>{{/CUT}}
</ul>
{{/MISSING}}
</header>
{{#LIST}}
<section class="list" id="list" aria-labelledby="list-heading" data-shortlist-page>
<h2 class="hidden" id="list-heading">[[Organisations]]</h2>
<ol class="rows picked">
{{#PICKED}}
<li id="on-{{SLUG}}">
<span class="picked-number" aria-hidden="true">{{NUMBER}}</span>
<h3><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a>{{#ACRONYM}} <span class="acronym">{{ACRONYM_TEXT}}</span>{{/ACRONYM}}</h3>
{{#SUMMARY}}<p class="summary" lang="{{SUMMARY_LANG}}">{{SUMMARY_TEXT}}{{#SUMMARY_OTHER}} <small class="in-language" lang="{{LANG}}">{{SUMMARY_IN}}</small>{{/SUMMARY_OTHER}}</p>{{/SUMMARY}}
<p class="row-facts">{{#PICKED_PLACE}}<span>{{PICKED_PLACE_TEXT}}</span>{{/PICKED_PLACE}}{{#WEBSITE}}<span><a href="{{WEBSITE_URL}}" rel="external">{{WEBSITE_TEXT}}</a></span>{{/WEBSITE}}</p>
<p class="picked-themes facet-theme">{{#PICKED_THEME}}<span>{{PICKED_THEME_LABEL}}</span> {{/PICKED_THEME}}</p>
<p class="picked-moves"><a href="{{BASE}}/{{LANG}}/shortlist{{WITHOUT_QUERY}}#list" data-shortlist-remove="{{SLUG}}">[[icon:close]]<span>[[Remove]]<span class="hidden" lang="{{NAME_LANG}}"> {{NAME}}</span></span></a>{{#UP}}<a href="{{BASE}}/{{LANG}}/shortlist{{UP_QUERY}}#on-{{SLUG}}" data-shortlist-move>[[icon:up]]<span>[[Up]]<span class="hidden" lang="{{NAME_LANG}}"> {{NAME}}</span></span></a>{{/UP}}{{#DOWN}}<a href="{{BASE}}/{{LANG}}/shortlist{{DOWN_QUERY}}#on-{{SLUG}}" data-shortlist-move>[[icon:down]]<span>[[Down]]<span class="hidden" lang="{{NAME_LANG}}"> {{NAME}}</span></span></a>{{/DOWN}}</p>
</li>
{{/PICKED}}
</ol>
</section>
<section class="tools" id="tools" aria-labelledby="tools-heading">
<h2 class="hidden" id="tools-heading">[[What to do with this list]]</h2>
<form class="tool" action="{{BASE}}/{{LANG}}/shortlist">
<label for="list-title">[[Title of the list]]</label>
<p class="hint" id="list-title-hint">[[What it is for: a class, a day, a project. It stands on the cover of the booklet.]]</p>
<div class="search-line"><input id="list-title" name="title" type="text" value="{{TITLE_VALUE}}" maxlength="100" autocomplete="off" aria-describedby="list-title-hint"><button class="quiet">[[Change]]</button></div>
{{#KEPT}}<input type="hidden" name="org" value="{{KEPT_SLUG}}">
{{/KEPT}}
{{#KEPT_FROM}}<input type="hidden" name="from" value="{{KEPT_FROM_QUERY}}">{{/KEPT_FROM}}
</form>
<div class="tool">
<label for="list-address">[[Address to share]]</label>
<p class="hint" id="list-address-hint">[[Whoever opens it finds this very list. Nothing is kept on our side.]]</p>
<div class="search-line"><input id="list-address" type="text" value="{{LIST_ADDRESS}}" readonly aria-describedby="list-address-hint"><button type="button" class="quiet" data-copy="list-address" data-copied="[[Copied]]" hidden>[[Copy]]</button></div>
</div>
<div class="tool">
<h3>[[On paper]]</h3>
<p class="hint">[[This page prints as a booklet: a cover, an index by theme and by commune, then a page for each organisation.]]</p>
<button type="button" class="quiet" data-print hidden>[[icon:print]][[Print the booklet]]</button>
</div>
<div class="tool" data-shortlist-keep hidden>
<h3>[[In this browser]]</h3>
<p class="hint" data-state="none" hidden>[[This browser can keep the list, so that you can go on adding to it while you read.]]</p>
<p class="hint" data-state="other" hidden>[[This browser keeps another list: the link at the top of the page leads to it. This one would take its place.]]</p>
<p class="hint" data-state="same" hidden>[[This browser keeps this list. On a computer that others use, let it forget it when you are done.]]</p>
<button type="button" class="quiet" data-keep data-kept="[[The list is kept in this browser.]]" hidden>[[Keep this list in this browser]]</button>
<button type="button" class="quiet" data-forget data-forgotten="[[The list is forgotten. Its address still leads to it.]]" hidden>[[Forget it]]</button>
</div>
</section>
{{>BOOKLET}}
{{/LIST}}
{{#EMPTY}}
<div class="nothing-found" data-shortlist-page>
<p>[[There is no organisation in this list yet.]]</p>
<ul>
<li>[[On the page of an organisation, choose “Keep in my list”.]]</li>
<li>[[In the list of organisations, tick those that you want to keep.]]</li>
<li>[[Then come back here: to put them in order, to share them as one address, to print them as a booklet.]]</li>
</ul>
<p class="more"><a href="{{BASE}}/{{LANG}}/organisations">[[See all the organisations]]</a></p>
</div>
{{/EMPTY}}
</div>
