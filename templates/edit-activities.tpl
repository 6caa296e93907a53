{{%AUTOESCAPE context="HTML"}}<div class="sheet edit">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/edit/">[[My pages]]</a><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>
<h1>[[Activities]]</h1>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
<p class="form-end"><a class="button" href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/activities/new">[[icon:plus]][[Add an activity]]</a></p>
{{#NO_ACTIVITIES}}<p class="nothing">[[There is no activity yet. Activities are what teachers look for: a title and a few sentences are enough to begin with.]]</p>{{/NO_ACTIVITIES}}
{{#ACTIVITIES}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<ol class="rows reorder" data-reorder>
{{#ACTIVITY}}
<li data-label="{{ACTIVITY_TITLE}}"><input type="hidden" name="order" value="{{ACTIVITY_NUMBER}}">
<h2><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/activities/{{ACTIVITY_NUMBER}}" lang="{{ACTIVITY_TITLE_LANG}}">{{ACTIVITY_TITLE}}</a></h2>
<p class="row-moves"><button class="plain" name="up" value="{{ACTIVITY_NUMBER}}"{{#FIRST}} disabled{{/FIRST}}>[[icon:up]][[Up]]<span class="hidden" lang="{{ACTIVITY_TITLE_LANG}}"> {{ACTIVITY_TITLE}}</span></button> <button class="plain" name="down" value="{{ACTIVITY_NUMBER}}"{{#LAST}} disabled{{/LAST}}>[[icon:down]][[Down]]<span class="hidden" lang="{{ACTIVITY_TITLE_LANG}}"> {{ACTIVITY_TITLE}}</span></button></p></li>
{{/ACTIVITY}}
</ol>
{{#ORDER}}<p class="form-end"><button class="quiet">[[Save this order]]</button></p>{{/ORDER}}
</form>
{{/ACTIVITIES}}
{{>EDIT_WORDS}}
</div>
