{{%AUTOESCAPE context="HTML"}}<div class="sheet review">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/organisations">[[Organisations]]</a><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history">[[What changed]]</a></nav>
<h1>[[Two versions compared]]</h1>
<ul class="compared">
{{#BEFORE}}<li>[[Before:]] <del><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history/{{REVISION_NUMBER}}">{{REVISION_DATE}}</a></del> <small>[[version {{REVISION_NUMBER}}]], {{REVISION_ORIGIN}}</small></li>
{{/BEFORE}}
{{#AFTER}}<li>[[After:]] <ins><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history/{{REVISION_NUMBER}}">{{REVISION_DATE}}</a></ins> <small>[[version {{REVISION_NUMBER}}]], {{REVISION_ORIGIN}}</small></li>
{{/AFTER}}
</ul>
{{#NO_CHANGE}}<p class="nothing">[[The two say the same.]]</p>{{/NO_CHANGE}}
{{#CHANGE}}
<section class="review-part" aria-labelledby="part-{{PART_NUMBER}}">
<h2 id="part-{{PART_NUMBER}}">{{PART_LABEL}}</h2>
{{>DIFF}}
</section>
{{/CHANGE}}
<p class="back"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history">[[icon:left]]<span>[[All that changed]]</span></a></p>
</div>
