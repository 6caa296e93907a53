{{%AUTOESCAPE context="HTML"}}<div class="sheet desk">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/moderate/">[[Federation's desk]]</a></nav>
<h1>[[Mails, sent and waiting]]</h1>
{{#NO_MAIL}}<p class="nothing">[[No mail was written yet.]]</p>{{/NO_MAIL}}
{{#MAILS}}
<ol class="rows">
{{#MAIL}}
<li><h2><a href="{{BASE}}/{{LANG}}/moderate/mails/{{MAIL_NUMBER}}" lang="{{MAIL_LANG}}">{{MAIL_SUBJECT}}</a></h2>
<p class="row-facts"><span>{{MAIL_RECIPIENT}}</span><span>{{MAIL_WHEN}}</span><span{{#MAIL_FAILED}} class="failed"{{/MAIL_FAILED}}>{{MAIL_STATE}}</span></p></li>
{{/MAIL}}
</ol>
{{/MAILS}}
{{>PAGING}}
</div>
