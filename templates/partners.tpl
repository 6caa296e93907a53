{{%AUTOESCAPE context="HTML"}}<div class="catalogue">
<header class="catalogue-head">
<h1>[[Who works with whom]]</h1>
<p class="lead">[[What each organisation says of its partners and networks. A link that both sides name is marked as mutual.]]</p>
{{>SEARCH}}
</header>
{{>REFINE}}
<section class="results" aria-labelledby="results">
{{>FOUND}}
{{#PARTNERSHIPS}}
<table class="pairs">
<thead><tr><th scope="col">[[Organisation]]</th><th scope="col">[[names]]</th><th scope="col">[[as]]</th></tr></thead>
{{#NAMER}}
<tbody>
{{#PAIR}}
<tr>{{#NAMER_CELL}}<th scope="rowgroup" rowspan="{{NAMER_ROWS}}"><a href="{{BASE}}/{{LANG}}/organisations/{{NAMER_SLUG:url_query_escape}}/partners" lang="{{NAMER_LANG}}">{{NAMER_NAME}}</a></th>{{/NAMER_CELL}}<td>{{#PAIR_LINK}}<a href="{{BASE}}/{{LANG}}/organisations/{{PAIR_SLUG:url_query_escape}}/partners" lang="{{PAIR_LANG}}">{{PAIR_NAME}}</a>{{/PAIR_LINK}}{{#PAIR_PLAIN}}{{PAIR_NAME}}{{/PAIR_PLAIN}}{{#MUTUAL}} <span class="mutual">[[icon:mutual]][[mutual]]</span>{{/MUTUAL}}</td><td>{{PAIR_AS}}</td></tr>
{{/PAIR}}
</tbody>
{{/NAMER}}
</table>
{{/PARTNERSHIPS}}
{{>NOTHING}}
{{>PAGING}}
</section>
<div class="plots">
{{#MOST_NAMED}}
<section aria-labelledby="most-named">
<h2 id="most-named">[[The most named]]</h2>
<table class="bars">
<thead class="hidden"><tr><th scope="col">[[Organisation]]</th><td></td><th scope="col">[[Organisations that name it]]</th></tr></thead>
<tbody>
{{#NAMED_ROW}}
<tr><th scope="row"><a href="{{BASE}}/{{LANG}}/organisations/{{NAMED_SLUG:url_query_escape}}/partners" lang="{{NAMED_LANG}}">{{NAMED_NAME}}</a></th><td class="bar"><svg viewBox="0 0 100 8" width="100%" height="8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="{{NAMED_PERCENT}}" height="8"/></svg></td><td class="number">{{NAMED_COUNT}}</td></tr>
{{/NAMED_ROW}}
</tbody>
</table>
<p class="hint">[[How many organisations of the directory name it.]]</p>
</section>
{{/MOST_NAMED}}
{{#TYPES}}
<section class="facet-partner" aria-labelledby="types">
<h2 id="types">[[What kind of partners]]</h2>
<table class="bars">
<thead class="hidden"><tr><th scope="col">[[Type of partner]]</th><td></td><th scope="col">[[Number]]</th></tr></thead>
<tbody>
{{#TYPE_ROW}}
<tr><th scope="row"><a href="{{BASE}}/{{LANG}}/organisations?partner={{TYPE_CODE:url_query_escape}}">{{TYPE_LABEL}}</a></th><td class="bar"><svg viewBox="0 0 100 8" width="100%" height="8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="{{TYPE_PERCENT}}" height="8"/></svg></td><td class="number">{{TYPE_COUNT}}</td></tr>
{{/TYPE_ROW}}
</tbody>
</table>
<p class="hint">[[Named one by one or counted in groups.]]</p>
</section>
{{/TYPES}}
</div>
</div>
