{{%AUTOESCAPE context="HTML"}}<div class="sheet desk">
<header class="sheet-head"><h1>[[Federation's desk]]</h1></header>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
<div class="desk-columns">
<section aria-labelledby="queue">
<h2 id="queue">[[Waiting for a decision]]</h2>
{{#QUEUE_EMPTY}}<p class="nothing">[[Nothing waits. When somebody saves what the policy wants to be looked at first, it stands here, and you get a mail.]]</p>{{/QUEUE_EMPTY}}
<ol class="rows queue">
{{#QUEUED}}
<li><h3><a href="{{BASE}}/{{LANG}}/moderate/submissions/{{QUEUED_NUMBER}}" lang="{{QUEUED_LANG}}">{{QUEUED_NAME}}</a></h3>
<p class="row-facts"><span>{{QUEUED_AUTHOR}}</span><span>{{QUEUED_SINCE}}</span><span>{{QUEUED_PARTS}}</span></p></li>
{{/QUEUED}}
</ol>
{{>PAGING}}
</section>
<nav aria-labelledby="tools">
<h2 id="tools">[[Also here]]</h2>
<ul class="desk-tools">
<li><a href="{{BASE}}/{{LANG}}/moderate/policy">[[What waits for moderation, what is published at once]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/moderate/unconfirmed">[[Pages not confirmed for long]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/moderate/misses">[[Searches that found nothing]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/gaps">[[Where nobody works yet]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/edit/">[[Edit an organisation]]</a></li>
{{#ADMINISTERS}}<li><a href="{{BASE}}/{{LANG}}/moderate/mails">[[Mails, sent and waiting]]</a></li>{{/ADMINISTERS}}
</ul>
</nav>
</div>
</div>
