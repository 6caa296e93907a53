{{%AUTOESCAPE context="HTML"}}<div class="sheet desk">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/moderate/">[[Federation's desk]]</a></nav>
<h1>[[Searches that found nothing]]</h1>
<p class="lead">[[What visitors looked for in vain: an idea for an activity, or a word that should become a synonym. Nothing is kept of who searched.]]</p>
<nav class="sorts" aria-label="[[How far back]]">{{#DAYS}}<a href="{{BASE}}/{{LANG}}/moderate/misses?days={{DAYS_NUMBER}}"{{#DAYS_CURRENT}} aria-current="true"{{/DAYS_CURRENT}}>{{DAYS_LABEL}}</a>{{/DAYS}}</nav>
{{#NO_MISS}}<p class="nothing">[[Every search has found something.]]</p>{{/NO_MISS}}
{{#MISSES}}
<div class="desk-table" tabindex="0" role="region" aria-label="[[Searches that found nothing]]">
<table>
<thead><tr><th scope="col">[[Words]]</th><th scope="col">[[Page in]]</th><th scope="col" class="number">[[Searches]]</th><th scope="col">[[Last on]]</th></tr></thead>
<tbody>
{{#MISS}}<tr><th scope="row" lang="{{MISS_LANG}}"><a href="{{BASE}}/{{MISS_LANG}}/organisations?q={{MISS_WORDS:url_query_escape}}">{{MISS_WORDS}}</a></th><td>{{MISS_LANGUAGE}}</td><td class="number">{{MISS_SEARCHES}}</td><td>{{MISS_LAST}}</td></tr>
{{/MISS}}
</tbody>
</table>
</div>
{{/MISSES}}
</div>
