{{%AUTOESCAPE context="HTML"}}<div class="sheet desk">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/moderate/">[[Federation's desk]]</a>{{#FOR_ONE}}<a href="{{BASE}}/{{LANG}}/moderate/policy">[[What waits for moderation]]</a>{{/FOR_ONE}}</nav>
<h1>{{#FOR_EVERYBODY}}[[What waits for moderation]]{{/FOR_EVERYBODY}}{{#FOR_ONE}}[[What waits for moderation:]] <span lang="{{NAME_LANG}}">{{NAME}}</span>{{/FOR_ONE}}</h1>
<p class="lead">[[What waits is looked at before visitors see it; the published page stays until then. What you save as a moderator never waits.]]</p>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<table class="policy">
<thead><tr><th scope="col">[[Part of the page]]</th><th scope="col">[[When somebody saves it, it is]]</th></tr></thead>
<tbody>
{{#RULE}}
<tr><th scope="row" id="rule-{{RULE_ID}}">{{RULE_LABEL}}</th><td class="field"><select name="rule.{{RULE_PART}}" aria-labelledby="rule-{{RULE_ID}}">{{#RULE_CHOICE}}<option value="{{RULE_VALUE}}"{{#RULE_CHOSEN}} selected{{/RULE_CHOSEN}}>{{RULE_CHOICE_LABEL}}</option>{{/RULE_CHOICE}}</select></td></tr>
{{/RULE}}
</tbody>
</table>
<p class="form-end"><button>[[Save]]</button></p>
</form>
{{#FOR_EVERYBODY}}
<section aria-labelledby="exceptions">
<h2 id="exceptions">[[Organisations with rules of their own]]</h2>
{{#NO_EXCEPTION}}<p class="nothing">[[None: the rules above hold for all of them.]]</p>{{/NO_EXCEPTION}}
<ul class="rows">
{{#EXCEPTION}}<li><h3><a href="{{BASE}}/{{LANG}}/moderate/policy/{{EXCEPTION_SLUG:url_query_escape}}" lang="{{EXCEPTION_LANG}}">{{EXCEPTION_NAME}}</a></h3><p class="row-facts"><span>{{EXCEPTION_RULES}}</span></p></li>
{{/EXCEPTION}}
</ul>
<p class="hint">[[To make rules for another organisation, look for it among the pages that you may edit, and go to its page at the desk.]]</p>
</section>
{{/FOR_EVERYBODY}}
</div>
