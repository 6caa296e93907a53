{{%AUTOESCAPE context="HTML"}}<link rel="preload" href="{{BASE}}/static/[[static:vollkorn-italic.woff2]]" as="font" type="font/woff2" crossorigin>
<article class="profile">
{{#PAST}}
<aside class="past" aria-label="[[An earlier version]]">
<p>{{PAST_SPAN}} <a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}">[[The page as it is now]]</a></p>
<ul>{{#PAST_BEFORE}}<li><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history/{{PAST_NUMBER}}" rel="prev">[[icon:left]][[The version before]]</a></li>{{/PAST_BEFORE}}<li><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history">[[All that changed]]</a></li>{{#PAST_AFTER}}<li><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history/{{PAST_NUMBER}}" rel="next">[[The version after]][[icon:right]]</a></li>{{/PAST_AFTER}}</ul>
</aside>
{{/PAST}}
<header class="card">
<nav class="card-tab" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/organisations">[[Organisations]]</a><a href="{{BASE}}/{{LANG}}/organisations?letter={{LETTER:url_query_escape}}"><span class="hidden">[[Letter]] </span>{{LETTER_SIGN}}</a></nav>
{{#TODAY}}<p class="card-keep"><a class="toggle" href="{{BASE}}/{{LANG}}/shortlist?org={{SLUG:url_query_escape}}" data-shortlist="{{SLUG}}">[[icon:plus]]<span>[[Keep in my list]]</span></a></p>{{/TODAY}}
<div class="card-name">
<h1 lang="{{NAME_LANG}}"{{#NAME_LONG}} class="long"{{/NAME_LONG}}>{{NAME}}</h1>
{{#ACRONYM}}<p class="acronym">{{ACRONYM_TEXT}}</p>{{/ACRONYM}}
</div>
{{#SUMMARY}}<p class="summary" lang="{{SUMMARY_LANG}}">{{SUMMARY_TEXT}}{{#SUMMARY_OTHER}} <small class="in-language" lang="{{LANG}}">{{SUMMARY_IN}}</small>{{/SUMMARY_OTHER}}</p>{{/SUMMARY}}
{{#FORMER}}<p class="former">{{FORMER_TEXT}}</p>{{/FORMER}}
<dl class="facts">
<div><dt>[[Main address]]</dt>
{{#ADDRESS}}<dd><address>{{#STREET}}{{STREET_TEXT}}<br>{{/STREET}}{{PLACE}}{{#COUNTRY}}<br>{{COUNTRY_LABEL}}{{/COUNTRY}}</address></dd>{{/ADDRESS}}
{{#NO_ADDRESS}}<dd class="nothing">[[The organisation has not given an address]]</dd>{{/NO_ADDRESS}}</div>
<div><dt>[[Website]]</dt>
{{#WEBSITE}}<dd><a href="{{WEBSITE_URL}}" rel="external">{{WEBSITE_TEXT}}</a></dd>{{/WEBSITE}}
{{#NO_WEBSITE}}<dd class="nothing">[[The organisation has not given a website]]</dd>{{/NO_WEBSITE}}</div>
{{#EMAIL}}<div><dt>[[E-mail]]</dt><dd><a href="mailto:{{EMAIL_TEXT}}">{{EMAIL_TEXT}}</a></dd></div>{{/EMAIL}}
{{#PHONE}}<div><dt>[[Telephone]]</dt><dd><a href="tel:{{PHONE_URL}}">{{PHONE_TEXT}}</a></dd></div>{{/PHONE}}
{{#ENTERPRISE}}<div><dt>[[Enterprise number]]</dt><dd class="number">{{ENTERPRISE_NUMBER}}</dd></div>
{{/ENTERPRISE}}{{#LANGUAGES}}<div><dt>[[Works in]]</dt><dd>{{LANGUAGES_TEXT}}</dd></div>{{/LANGUAGES}}
</dl>
<section class="card-facets" aria-labelledby="facets">
<h2 id="facets">[[Profile of the organisation in global citizenship education]]</h2>
{{>FACETS}}
</section>
{{#TODAY}}<p class="dates">
{{#CONFIRMED}}<span class="confirmed">[[icon:check]]{{CONFIRMED_TEXT}}</span>{{/CONFIRMED}}
{{#CONFIRMED_OLD}}<span>{{CONFIRMED_OLD_TEXT}}</span>{{/CONFIRMED_OLD}}
{{#NOT_CONFIRMED}}<span>[[Not yet confirmed by the organisation]]</span>{{/NOT_CONFIRMED}}
{{#UPDATED}}<span>{{UPDATED_TEXT}}</span>{{/UPDATED}}
<span><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history">[[What changed]]</a></span>
</p>{{/TODAY}}
</header>
<div class="leaf{{#CONTENTS}} has-contents{{/CONTENTS}}">
{{#CONTENTS}}
<nav class="contents" aria-labelledby="contents">
<h2 id="contents">[[On this page]]</h2>
<ul>
{{#CONTENTS_ROW}}<li><a href="#{{CONTENTS_ID}}">{{CONTENTS_LABEL}}</a>{{#CONTENTS_COUNT}} <small>{{CONTENTS_COUNT_TEXT}}</small>{{/CONTENTS_COUNT}}</li>
{{/CONTENTS_ROW}}
</ul>
</nav>
{{/CONTENTS}}
<div class="leaf-text">
{{#LONG_TEXT}}
<section id="{{LONG_TEXT_ID}}" aria-labelledby="{{LONG_TEXT_ID}}-heading">
<h2 id="{{LONG_TEXT_ID}}-heading">{{LONG_TEXT_HEADING}}</h2>
{{#LONG_TEXT_OTHER}}<p class="in-language">{{LONG_TEXT_IN}}</p>{{/LONG_TEXT_OTHER}}
{{#LONG_TEXT_WORDS}}<div class="prose{{#LONG_TEXT_DATED}} dated{{/LONG_TEXT_DATED}}" lang="{{LONG_TEXT_LANG}}">{{LONG_TEXT_WORDS_HTML:none}}</div>{{/LONG_TEXT_WORDS}}
{{#LONG_TEXT_NOTHING}}<p class="nothing">{{LONG_TEXT_NOTHING_TEXT}}</p>{{/LONG_TEXT_NOTHING}}
</section>
{{/LONG_TEXT}}
<section id="branches" aria-labelledby="branches-heading">
<h2 id="branches-heading">{{BRANCHES_HEADING}}</h2>
{{#BRANCHES}}
<ul class="branches">
{{#BRANCH}}
<li><h3 lang="{{BRANCH_LANG}}">{{BRANCH_NAME}}</h3>
<address>{{#BRANCH_STREET}}{{BRANCH_STREET_TEXT}}<br>{{/BRANCH_STREET}}{{#BRANCH_PLACE}}{{BRANCH_PLACE_TEXT}}<br>{{/BRANCH_PLACE}}{{#BRANCH_PHONE}}<a href="tel:{{BRANCH_PHONE_URL}}">{{BRANCH_PHONE_TEXT}}</a><br>{{/BRANCH_PHONE}}{{#BRANCH_EMAIL}}<a href="mailto:{{BRANCH_EMAIL_TEXT}}">{{BRANCH_EMAIL_TEXT}}</a>{{/BRANCH_EMAIL}}</address></li>
{{/BRANCH}}
</ul>
{{/BRANCHES}}
{{#NO_BRANCHES}}<p class="nothing">[[The organisation has not added a local branch]]</p>{{/NO_BRANCHES}}
{{#TILE_MAP}}
<link rel="stylesheet" href="{{BASE}}/static/[[static:leaflet.css]]">
<div class="tile-map" role="group" aria-labelledby="branches-heading" data-tiles="{{TILES}}" data-attribution="{{TILES_BY}}" data-in="[[Zoom in]]" data-out="[[Zoom out]]" hidden>{{#TILE_POINT}}<span data-latitude="{{LATITUDE}}" data-longitude="{{LONGITUDE}}">{{POINT_NAME}}{{#POINT_APPROXIMATE}} [[(approximate)]]{{/POINT_APPROXIMATE}}</span>{{/TILE_POINT}}</div>
<script src="{{BASE}}/static/[[static:leaflet.js]]" defer></script>
{{/TILE_MAP}}
</section>
<section id="activities" aria-labelledby="activities-heading">
<h2 id="activities-heading">[[Activities of the organisation]]{{#ACTIVITIES}} <small>{{ACTIVITY_COUNT}}</small>{{/ACTIVITIES}}</h2>
{{#ACTIVITIES}}
<table class="activities{{#ACTIVITIES_MANY}} many{{/ACTIVITIES_MANY}}">
<thead><tr><th scope="col">[[Title of the activity]]</th><th scope="col">[[Description]]</th></tr></thead>
<tbody>
{{#ACTIVITY}}
<tr><th scope="row" lang="{{ACTIVITY_TITLE_LANG}}">{{#ACTIVITY_LINK}}<a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/activities/{{ACTIVITY_NUMBER}}">{{/ACTIVITY_LINK}}{{ACTIVITY_TITLE}}{{#ACTIVITY_LINK}}</a>{{/ACTIVITY_LINK}}</th><td><div class="prose" lang="{{ACTIVITY_LANG}}">{{ACTIVITY_DESCRIPTION_HTML:none}}</div>{{#ACTIVITY_OTHER}}<p class="in-language">{{ACTIVITY_IN}}</p>{{/ACTIVITY_OTHER}}</td></tr>
{{/ACTIVITY}}
</tbody>
</table>
{{#TODAY}}<p class="more"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/activities">[[The activities with their themes and audiences]]</a></p>{{/TODAY}}
{{/ACTIVITIES}}
{{#NO_ACTIVITIES}}<p class="nothing">[[The organisation has not added an activity]]</p>{{/NO_ACTIVITIES}}
</section>
<section id="partners" aria-labelledby="partners-heading">
<h2 id="partners-heading">[[Partners and networks]]</h2>
{{>PARTNERSHIPS}}
{{#NO_PARTNERS}}<p class="nothing">[[The organisation has not named a partner]]</p>{{/NO_PARTNERS}}
{{#TODAY}}<p class="more"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/partners">[[With whom it works, and who names it]]</a></p>{{/TODAY}}
</section>
{{#ALMOST_EMPTY}}<p class="note">[[This page is still almost empty. Only the organisation itself can fill it: if it is yours, write to the federation that keeps this directory.]]</p>{{/ALMOST_EMPTY}}
</div>
</div>
</article>
