{{%AUTOESCAPE context="HTML"}}<div class="home">
<section class="opening">
<h1>[[Who teaches about a just world, where, and with whom?]]</h1>
<p class="lead">[[The organisations for global citizenship and solidarity education in Belgium: what they offer to schools, to groups and to citizens, and the partners they do it with.]]</p>
<form class="search" action="{{BASE}}/{{LANG}}/organisations" role="search">
<label for="q">[[A name, a place, a theme, a word from a text]]</label>
<div class="search-line"><input id="q" name="q" type="search" maxlength="200" autocomplete="off" enterkeyhint="search" data-suggest="{{BASE}}/{{LANG}}/suggest.json" data-label="[[Suggestions]]" data-one="[[1 suggestion]]" data-many="[[{n} suggestions]]" data-none="[[No suggestion]]" data-organisation="[[Organisation]]" data-term="[[Keyword]]" data-locality="[[Place]]"><button>[[icon:search]][[Search]]</button></div>
</form>
<ul class="figures">
<li><a href="{{BASE}}/{{LANG}}/organisations"><b>{{ORGANISATIONS}}</b> {{ORGANISATIONS_WORD}}</a></li>
<li><a href="{{BASE}}/{{LANG}}/activities"><b>{{ACTIVITIES}}</b> {{ACTIVITIES_WORD}}</a></li>
<li><a href="{{BASE}}/{{LANG}}/partners"><b>{{PARTNERSHIPS}}</b> {{PARTNERSHIPS_WORD}}</a></li>
</ul>
</section>
<section class="latest" aria-labelledby="latest">
<h2 id="latest">[[Latest changes]]</h2>
<ol>
{{#LATEST}}
<li{{#LATEST_RECENT}} class="recent"{{/LATEST_RECENT}}><a href="{{BASE}}/{{LANG}}/organisations/{{LATEST_SLUG:url_query_escape}}" lang="{{LATEST_LANG}}">{{LATEST_NAME}}</a><small><span class="date">{{LATEST_ON}}</span>{{#LATEST_PLACE}} · {{LATEST_LOCALITY}}{{/LATEST_PLACE}}</small></li>
{{/LATEST}}
{{#NO_LATEST}}<li class="nothing">[[No organisation is in the directory yet. The operator adds them with the command annuaire import.]]</li>{{/NO_LATEST}}
</ol>
</section>
{{#INDEX}}
<section class="index" aria-labelledby="index">
<h2 id="index">[[Or leaf through the index]]</h2>
<div class="index-columns">
{{#INDEX_FACET}}
<section class="facet-{{INDEX_PARAMETER}}">
<h3>{{#GLYPH_TYPE}}[[icon:type]]{{/GLYPH_TYPE}}{{#GLYPH_THEME}}[[icon:theme]]{{/GLYPH_THEME}}{{#GLYPH_PUBLIC}}[[icon:public]]{{/GLYPH_PUBLIC}}{{#GLYPH_PARTNER}}[[icon:partner]]{{/GLYPH_PARTNER}}{{INDEX_LABEL}}</h3>
<ul class="leaders">
{{#INDEX_TERM}}<li><a href="{{BASE}}/{{LANG}}/organisations?{{INDEX_PARAMETER:url_query_escape}}={{INDEX_CODE:url_query_escape}}"><span>{{INDEX_TERM_LABEL}}</span><i></i><span class="number">{{INDEX_COUNT}}</span></a></li>
{{/INDEX_TERM}}
</ul>
{{#INDEX_MORE}}
<details>
<summary>{{INDEX_MORE_LABEL}}</summary>
<ul class="leaders">
{{#INDEX_MORE_TERM}}<li><a href="{{BASE}}/{{LANG}}/organisations?{{INDEX_PARAMETER:url_query_escape}}={{INDEX_CODE:url_query_escape}}"><span>{{INDEX_TERM_LABEL}}</span><i></i><span class="number">{{INDEX_COUNT}}</span></a></li>
{{/INDEX_MORE_TERM}}
</ul>
</details>
{{/INDEX_MORE}}
</section>
{{/INDEX_FACET}}
</div>
{{#INDEX_ZONES}}
<section class="index-zones facet-zone" aria-labelledby="zones">
<h3 id="zones">[[icon:zone]]{{INDEX_LABEL}}</h3>
{{>MAP}}
<ul class="leaders">
{{#INDEX_TERM}}<li><a href="{{BASE}}/{{LANG}}/organisations?{{INDEX_PARAMETER:url_query_escape}}={{INDEX_CODE:url_query_escape}}"><span>{{INDEX_TERM_LABEL}}</span><i></i><span class="number">{{INDEX_COUNT}}</span></a></li>
{{/INDEX_TERM}}
</ul>
</section>
{{/INDEX_ZONES}}
<p class="more"><a href="{{BASE}}/{{LANG}}/gaps">[[Where nobody works yet: themes by audiences]]</a></p>
</section>
{{/INDEX}}
</div>
