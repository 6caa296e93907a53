{{%AUTOESCAPE context="HTML"}}<div class="sheet history">
{{#FOR_VISITOR}}<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/organisations">[[Organisations]]</a><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>{{/FOR_VISITOR}}
{{#FOR_AUTHOR}}<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/edit/">[[My pages]]</a><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>{{/FOR_AUTHOR}}
<h1>[[What changed on this page]]</h1>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
{{#NOT_RESTORED}}<p class="note" role="alert">[[This version cannot be restored as it was: the directory's lists have changed since. Copy from it what you need.]]</p>{{/NOT_RESTORED}}
{{>FAULTS}}
<form class="form history-day" action="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history" novalidate>
{{>DAY}}
<button class="quiet">[[Show]]</button>
</form>
{{#COMPARE}}<form id="compare" action="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history"></form>{{/COMPARE}}
<ol class="rows revisions">
{{#REVISION}}
<li>
<h2><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history/{{REVISION_NUMBER}}">{{REVISION_DATE}}</a> <small>[[version {{REVISION_NUMBER}}]]</small>{{#REVISION_STANDS}} <small class="stands">[[stands now]]</small>{{/REVISION_STANDS}}</h2>
<p>{{REVISION_PARTS}}</p>
{{#INSIDE}}
<p class="hint">{{REVISION_AUTHOR}} · {{REVISION_AT}}{{#REVISION_ACCEPTED}} · {{REVISION_ACCEPTED_TEXT}}{{/REVISION_ACCEPTED}}</p>
{{#REVISION_REASON}}<p class="hint"><q>{{REVISION_REASON_TEXT}}</q></p>{{/REVISION_REASON}}
{{#RESTORE}}
<form method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="receipt" value="{{RECEIPT}}">
<input type="hidden" name="number" value="{{REVISION_NUMBER}}">
<p><button class="plain">[[Restore]]<span class="hidden"> [[the version of {{REVISION_DATE}}, number {{REVISION_NUMBER}}]]</span></button></p>
</form>
{{/RESTORE}}
{{/INSIDE}}
<p class="row-facts"><span>{{REVISION_ORIGIN}}</span>{{#REVISION_CHANGES}}<span><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}/history/{{REVISION_NUMBER}}/changes">[[What changed]]<span class="hidden"> · {{REVISION_DATE}}, {{REVISION_NUMBER}}</span></a></span>{{/REVISION_CHANGES}}{{#REVISION_CHOOSE}}<span class="revision-choose"><label class="option"><input type="radio" form="compare" name="with" value="{{REVISION_NUMBER}}"{{#CHOOSE_BEFORE}} checked{{/CHOOSE_BEFORE}}><span>[[from]]<span class="hidden"> {{REVISION_DATE}}, {{REVISION_NUMBER}}</span></span></label><label class="option"><input type="radio" form="compare" name="number" value="{{REVISION_NUMBER}}"{{#CHOOSE_AFTER}} checked{{/CHOOSE_AFTER}}><span>[[to]]<span class="hidden"> {{REVISION_DATE}}, {{REVISION_NUMBER}}</span></span></label></span>{{/REVISION_CHOOSE}}</p>
</li>
{{/REVISION}}
</ol>
{{#COMPARE}}<p class="form-end"><button class="quiet" form="compare">[[Compare the two that are chosen]]</button></p>{{/COMPARE}}
{{>PAGING}}
{{#FOR_VISITOR}}<p class="back"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}">[[icon:left]]<span>[[Back to the page]]</span></a></p>{{/FOR_VISITOR}}
</div>
