{{%AUTOESCAPE context="HTML"}}<div class="sheet account">
<h1>[[My account]]</h1>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
<dl class="settings">
<div><dt>[[Name]]</dt><dd>{{NAME}}</dd><dd class="act"><a href="{{BASE}}/{{LANG}}/account/name">[[Change]]<span class="hidden"> [[the name]]</span></a></dd></div>
<div><dt>[[Letters come in]]</dt><dd lang="{{ACCOUNT_LANGUAGE_CODE}}">{{ACCOUNT_LANGUAGE}}</dd><dd class="act"><a href="{{BASE}}/{{LANG}}/account/name">[[Change]]<span class="hidden"> [[the language]]</span></a></dd></div>
<div><dt>[[E-mail address]]</dt><dd>{{ACCOUNT_EMAIL}}</dd><dd class="act"><a href="{{BASE}}/{{LANG}}/account/email">[[Change]]<span class="hidden"> [[the address]]</span></a></dd></div>
<div><dt>[[Password]]</dt><dd>[[Nobody but you knows it]]</dd><dd class="act"><a href="{{BASE}}/{{LANG}}/account/password">[[Change]]<span class="hidden"> [[the password]]</span></a></dd></div>
<div><dt>[[Second lock]]</dt>
{{#FACTOR_ON}}<dd>[[A code from your telephone.]] {{FACTOR_CODES}}</dd><dd class="act"><a href="{{BASE}}/{{LANG}}/account/recovery">[[New recovery codes]]</a>{{#FACTOR_REMOVABLE}}<br><a href="{{BASE}}/{{LANG}}/account/second-factor/off">[[Switch off]]<span class="hidden"> [[the second lock]]</span></a>{{/FACTOR_REMOVABLE}}</dd>{{/FACTOR_ON}}
{{#FACTOR_OFF}}<dd>[[None. A code from your telephone keeps others out even if they know your password.]]</dd><dd class="act"><a href="{{BASE}}/{{LANG}}/account/second-factor">[[Set up]]<span class="hidden"> [[the second lock]]</span></a></dd>{{/FACTOR_OFF}}
</div>
<div><dt>[[Role]]</dt><dd>{{ROLE}}</dd></div>
{{#MEMBERSHIPS}}<div><dt>[[Organisations]]</dt><dd><ul>{{#MEMBERSHIP}}<li><a href="{{BASE}}/{{LANG}}/edit/{{MEMBERSHIP_SLUG:url_query_escape}}/">{{MEMBERSHIP_NAME}}</a></li>{{/MEMBERSHIP}}</ul></dd></div>{{/MEMBERSHIPS}}
</dl>
<section class="sessions" aria-labelledby="sessions-heading">
<h2 id="sessions-heading">[[Where you are signed in]]</h2>
<p class="hint">[[Something here that is not yours? End it, then change your password.]]</p>
<ul>
{{#SESSION}}<li><p><strong>{{SESSION_BROWSER}}</strong> <small>{{SESSION_TIMES}}</small></p>
{{#SESSION_THIS}}<p class="act">[[This browser]]</p>{{/SESSION_THIS}}
{{#SESSION_OTHER}}<form class="act" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="session" value="{{SESSION_ID}}"><button class="plain">[[Sign out]]<span class="hidden"> {{SESSION_BROWSER}}, {{SESSION_TIMES}}</span></button></form>{{/SESSION_OTHER}}
</li>
{{/SESSION}}
</ul>
{{#SESSIONS_OTHER}}<form method="post" action="{{BASE}}/{{LANG}}{{ACTION}}"><input type="hidden" name="token" value="{{TOKEN}}"><input type="hidden" name="session" value="others"><p class="form-end"><button class="quiet">[[Sign out everywhere else]]</button></p></form>{{/SESSIONS_OTHER}}
</section>
{{#PEOPLE}}<section aria-labelledby="people-heading">
<h2 id="people-heading">[[People]]</h2>
<p class="form-lead">[[Who has an account, who looks after which organisation, and who is to be invited.]] <a href="{{BASE}}/{{LANG}}/account/people">[[See the people]]</a></p>
</section>{{/PEOPLE}}
</div>
