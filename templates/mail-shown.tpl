{{%AUTOESCAPE context="HTML"}}<div class="sheet desk">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/moderate/">[[Federation's desk]]</a><a href="{{BASE}}/{{LANG}}/moderate/mails">[[Mails]]</a></nav>
<h1 lang="{{MAIL_LANG}}">{{MAIL_SUBJECT}}</h1>
<dl class="facts">
<div><dt>[[To]]</dt><dd>{{MAIL_PERSON}} {{MAIL_RECIPIENT}}</dd></div>
<div><dt>[[Written on]]</dt><dd>{{MAIL_WHEN}}</dd></div>
<div><dt>[[State]]</dt><dd{{#MAIL_FAILED}} class="failed"{{/MAIL_FAILED}}>{{MAIL_STATE}}</dd></div>
{{#MAIL_ERROR}}<div><dt>[[What the other side said]]</dt><dd>{{MAIL_ERROR_TEXT}}</dd></div>{{/MAIL_ERROR}}
</dl>
<pre class="mail-text" lang="{{MAIL_LANG}}" tabindex="0">{{MAIL_TEXT:pre_escape}}</pre>
</div>
