{{%AUTOESCAPE context="HTML"}}<dl class="facets">
{{#FACET}}
<div class="facet facet-{{FACET}}">
<dt>{{#GLYPH_TYPE}}[[icon:type]]{{/GLYPH_TYPE}}{{#GLYPH_THEME}}[[icon:theme]]{{/GLYPH_THEME}}{{#GLYPH_PUBLIC}}[[icon:public]]{{/GLYPH_PUBLIC}}{{#GLYPH_PARTNER}}[[icon:partner]]{{/GLYPH_PARTNER}}{{#GLYPH_ZONE}}[[icon:zone]]{{/GLYPH_ZONE}}{{FACET_LABEL}}</dt>
{{#TERM}}<dd><a href="{{BASE}}/{{LANG}}/organisations?{{FACET:url_query_escape}}={{TERM_CODE:url_query_escape}}">{{TERM_LABEL}}</a></dd>
{{/TERM}}
{{#NO_TERM}}<dd class="nothing">[[None]]</dd>{{/NO_TERM}}
</div>
{{/FACET}}
</dl>
