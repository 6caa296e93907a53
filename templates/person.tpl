{{%AUTOESCAPE context="HTML"}}<div class="sheet person">
<p class="above"><a href="{{BASE}}/{{LANG}}/account/people">[[icon:left]][[People]]</a></p>
<h1>{{HEADING}}</h1>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
{{#PROBLEM}}<div class="faults" role="alert"><p>{{PROBLEM_TEXT}}</p></div>{{/PROBLEM}}
<dl class="settings">
<div><dt>[[E-mail address]]</dt><dd><a href="mailto:{{PERSON_EMAIL}}">{{PERSON_EMAIL}}</a></dd></div>
<div><dt>[[Letters come in]]</dt><dd lang="{{PERSON_LANGUAGE_CODE}}">{{PERSON_LANGUAGE}}</dd></div>
<div><dt>[[Role]]</dt><dd>{{PERSON_ROLE}}</dd></div>
<div><dt>[[State]]</dt><dd>{{PERSON_STATE}}</dd>{{#INVITE_AGAIN}}<dd class="act"><form method="post" action="{{BASE}}/{{LANG}}{{ACTION}}"><input type="hidden" name="token" value="{{TOKEN}}"><button class="plain">[[Send the invitation again]]</button></form></dd>{{/INVITE_AGAIN}}</div>
<div><dt>[[Second lock]]</dt><dd>{{#PERSON_FACTOR}}[[A code from the telephone]]{{/PERSON_FACTOR}}{{#PERSON_NO_FACTOR}}[[Not set up]]{{/PERSON_NO_FACTOR}}</dd></div>
</dl>
<section aria-labelledby="organisations-heading">
<h2 id="organisations-heading">[[Organisations]]</h2>
{{#NO_MEMBERSHIPS}}<p class="nothing">[[None yet.]]</p>{{/NO_MEMBERSHIPS}}
<ul class="lines">
{{#MEMBERSHIP}}<li><a href="{{BASE}}/{{LANG}}/organisations/{{MEMBERSHIP_SLUG:url_query_escape}}">{{MEMBERSHIP_NAME}}</a>
{{#MEMBERSHIP_END}}<form class="act" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="remove" value="{{MEMBERSHIP_ID}}"><button class="plain">[[Take away]]<span class="hidden"> {{MEMBERSHIP_NAME}}</span></button></form>{{/MEMBERSHIP_END}}
</li>
{{/MEMBERSHIP}}
</ul>
{{#ORGANISE}}<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
{{>ORGANISATION_FIELD}}
<p class="form-end"><button class="quiet">[[Add]]</button></p>
</form>{{/ORGANISE}}
</section>
{{#ADMINISTRATOR}}
<section aria-labelledby="role-heading">
<h2 id="role-heading">[[Role]]</h2>
{{#ROLE_FORM}}<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
{{>ROLE_FIELD}}
<p class="form-end"><button class="quiet">[[Give this role]]</button></p>
</form>{{/ROLE_FORM}}
</section>
<section aria-labelledby="access-heading">
<h2 id="access-heading">[[Access]]</h2>
<ul class="lines">
{{#DEED}}<li><p>{{DEED_HELP}}</p><form class="act" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}"><input type="hidden" name="token" value="{{TOKEN}}"><button class="{{DEED_CLASS}}">{{DEED_LABEL}}</button></form></li>
{{/DEED}}
</ul>
</section>
{{/ADMINISTRATOR}}
</div>
