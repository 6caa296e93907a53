{{%AUTOESCAPE context="HTML"}}<div class="sheet">
<header class="sheet-head">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/organisations">[[Organisations]]</a><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>
<h1>{{HEADING}}</h1>
<p class="by"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></p>
</header>
<section class="beside" aria-labelledby="names">
<h2 id="names">[[Whom it names]]</h2>
{{>PARTNERSHIPS}}
{{#NO_PARTNERS}}<p class="nothing">[[The organisation has not named a partner]]</p>{{/NO_PARTNERS}}
</section>
<section class="beside" aria-labelledby="named-by">
<h2 id="named-by">[[Who names it]]</h2>
{{#NAMED_BY}}
<p class="hint">{{NAMED_BY_COUNT}}</p>
<ul class="named">
{{#NAMED_BY_ROW}}
<li><a href="{{BASE}}/{{LANG}}/organisations/{{NAMED_BY_SLUG:url_query_escape}}" lang="{{NAMED_BY_LANG}}">{{NAMED_BY_NAME}}</a><small>{{NAMED_BY_AS}}{{#MUTUAL}} <span class="mutual">[[icon:mutual]][[mutual]]</span>{{/MUTUAL}}</small></li>
{{/NAMED_BY_ROW}}
</ul>
{{/NAMED_BY}}
{{#NOT_NAMED}}<p class="nothing">[[No other organisation of the directory names it yet.]]</p>{{/NOT_NAMED}}
</section>
<p class="back"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}">[[icon:left]]<span>[[Back to the organisation’s page]]</span></a></p>
</div>
