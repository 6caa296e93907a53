{{%AUTOESCAPE context="HTML"}}<div class="sheet">
<h1>[[My pages]]</h1>
{{#OWN_SEARCH}}
<form class="search" action="{{BASE}}/{{LANG}}/edit/" role="search">
<label for="own">[[Every organisation of the directory, by its name]]</label>
<div class="search-line"><input id="own" name="q" type="search" maxlength="100" value="{{OWN_WORDS}}"><button>[[icon:search]][[Search]]</button></div>
</form>
{{/OWN_SEARCH}}
<ul class="rows own">
{{#OWN}}
<li><h2><a href="{{BASE}}/{{LANG}}/edit/{{OWN_SLUG:url_query_escape}}" lang="{{OWN_LANG}}">{{OWN_NAME}}</a></h2>
<p class="row-facts"><span>{{OWN_UPDATED}}</span><span>{{OWN_CONFIRMED}}</span>{{#OWN_WAITS}}<span class="waits">[[something waits for the federation]]</span>{{/OWN_WAITS}}</p></li>
{{/OWN}}
</ul>
{{#OWN_NONE}}<p class="nothing">{{OWN_NONE_TEXT}}</p>{{/OWN_NONE}}
{{#OWN_CUT}}<p class="hint">[[There are more: type a longer part of the name.]]</p>{{/OWN_CUT}}
</div>
