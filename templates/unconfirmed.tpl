{{%AUTOESCAPE context="HTML"}}<div class="sheet desk">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/moderate/">[[Federation's desk]]</a></nav>
<h1>[[Pages not confirmed for long]]</h1>
<p class="lead">{{UNCONFIRMED_COUNT}}</p>
<ol class="rows">
{{#UNCONFIRMED}}
<li><h2><a href="{{BASE}}/{{LANG}}/moderate/organisations/{{UNCONFIRMED_SLUG:url_query_escape}}" lang="{{UNCONFIRMED_LANG}}">{{UNCONFIRMED_NAME}}</a></h2>
<p class="row-facts"><span>{{UNCONFIRMED_ON}}</span><span>{{UNCONFIRMED_UPDATED}}</span><span>{{UNCONFIRMED_EDITORS}}</span></p></li>
{{/UNCONFIRMED}}
</ol>
{{>PAGING}}
</div>
