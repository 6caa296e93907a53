{{%AUTOESCAPE context="HTML"}}<div class="sheet edit">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/edit/">[[My pages]]</a></nav>
<h1 lang="{{NAME_LANG}}">{{NAME}}</h1>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
{{#RETURNED}}<p class="note">[[The federation sent back what you proposed.]] <a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/submissions/{{RETURNED_NUMBER}}">[[Read why, and send it again]]</a></p>{{/RETURNED}}
{{#WAITING}}
<form class="note" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<p>[[What you saved last waits for the federation. Visitors still see the page as it was; the forms below show it with your changes.]] <a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/submissions/{{WAITING_NUMBER}}">[[See what waits]]</a></p>
<p><button class="plain">[[Withdraw the pending changes]]</button></p>
</form>
{{/WAITING}}
<p class="dates">
{{#CONFIRMED}}<span class="confirmed">[[icon:check]]{{CONFIRMED_TEXT}}</span>{{/CONFIRMED}}
{{#CONFIRMED_OLD}}<span>{{CONFIRMED_OLD_TEXT}}</span>{{/CONFIRMED_OLD}}
{{#NOT_CONFIRMED}}<span>[[Not yet confirmed by the organisation]]</span>{{/NOT_CONFIRMED}}
{{#UPDATED}}<span>{{UPDATED_TEXT}}</span>{{/UPDATED}}
<span><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}">[[See the page as visitors do]]</a></span>
<span><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/history">[[All that changed, and by whom]]</a></span>
{{#AT_DESK}}<span><a href="{{BASE}}/{{LANG}}/moderate/organisations/{{SLUG:url_query_escape}}">[[At the federation's desk]]</a></span>{{/AT_DESK}}
</p>
<ul class="rows parts">
<li><h2><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/activities">[[Activities]]</a></h2><p class="row-facts">{{ACTIVITIES_SAID}}</p></li>
{{#PART}}
<li><h2><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/{{PART_CODE}}">{{PART_TITLE}}</a></h2>{{#PART_SAID}}<p class="row-facts">{{PART_SAID_TEXT}}</p>{{/PART_SAID}}{{#PART_MISSING}}<p class="part-missing">{{PART_MISSING_TEXT}}</p>{{/PART_MISSING}}</li>
{{/PART}}
</ul>
{{#CONFIRM}}
<form class="form confirm" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<h2>[[Is everything still true?]]</h2>
<p>[[Then say so: visitors see on the page that you looked at it today, even if nothing had to be changed.]]</p>
<p class="form-end"><button class="quiet">[[Yes, everything is still true]]</button></p>
</form>
{{/CONFIRM}}
</div>
