{{%AUTOESCAPE context="HTML"}}<div class="sheet desk form-sheet">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/moderate/">[[Federation's desk]]</a></nav>
<h1 lang="{{NAME_LANG}}">{{NAME}}</h1>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
<p class="dates">
{{#CONFIRMED}}<span class="confirmed">[[icon:check]]{{CONFIRMED_TEXT}}</span>{{/CONFIRMED}}
{{#CONFIRMED_OLD}}<span>{{CONFIRMED_OLD_TEXT}}</span>{{/CONFIRMED_OLD}}
{{#NOT_CONFIRMED}}<span>[[Not yet confirmed by the organisation]]</span>{{/NOT_CONFIRMED}}
{{#UPDATED}}<span>{{UPDATED_TEXT}}</span>{{/UPDATED}}
</p>
{{>FAULTS}}
<ul class="desk-tools">
{{#WAITS}}<li><a href="{{BASE}}/{{LANG}}/moderate/submissions/{{WAITS_NUMBER}}"><strong>{{WAITS_TEXT}}</strong></a></li>{{/WAITS}}
<li><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}">[[The page as visitors see it now]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}">[[Edit this page]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/history">[[All that changed, and by whom]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/moderate/policy/{{SLUG:url_query_escape}}">[[What waits for moderation here]]</a></li>
</ul>
<section aria-labelledby="address">
<h2 id="address">[[Its address in this directory]]</h2>
<p>[[The name of an organisation is changed in its form; its address stays. Give it another one here: the former address leads to it for ever.]]</p>
{{#ADDRESS_FORM}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
{{>ADDRESS_FIELD}}
<p class="form-end"><button class="quiet">[[Change the address]]</button></p>
</form>
{{/ADDRESS_FORM}}
</section>
<section aria-labelledby="closing">
<h2 id="closing">[[When it has ended]]</h2>
{{#CLOSING_FORM}}
<details{{#CLOSING_OPEN}} open{{/CLOSING_OPEN}}><summary>[[Close this organisation]]</summary>
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
<p>[[Lists and searches no longer show it. Its address says that it has ended, and who goes on with its work. Nothing is deleted.]]</p>
{{>CLOSING_FIELDS}}
<p class="form-end"><button class="danger">[[Close this organisation]]</button></p>
</form>
</details>
{{/CLOSING_FORM}}
</section>
</div>
