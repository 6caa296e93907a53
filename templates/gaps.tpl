{{%AUTOESCAPE context="HTML"}}<div class="sheet">
<header class="sheet-head">
<h1>[[Where nobody works yet]]</h1>
<p class="lead">[[Themes by audiences: each square counts the organisations that have both. Empty ones are marked: there is room for something new.]]</p>
<form class="search" action="{{BASE}}/{{LANG}}/gaps">
<div class="search-within"><label for="zone">[[Area]]</label><select id="zone" name="zone"><option value="">[[Everywhere]]</option>{{#GAP_ZONE}}<option value="{{GAP_ZONE_CODE}}"{{#GAP_ZONE_CHOSEN}} selected{{/GAP_ZONE_CHOSEN}}>{{GAP_ZONE_LABEL}}</option>{{/GAP_ZONE}}</select></div>
<button>[[Show]]</button>
</form>
</header>
<p class="hint">{{GAPS_ORGANISATIONS}}. {{GAPS_SUMMARY}}</p>
<div class="gaps-plot" tabindex="0" role="region" aria-label="[[Themes by audiences]]">
<svg viewBox="0 0 {{GAPS_WIDTH}} {{GAPS_HEIGHT}}" role="img" aria-labelledby="gaps-title">
<title id="gaps-title">[[Themes by audiences]]</title>
{{#GAP_COLUMN}}<text class="gap-column" transform="translate({{GAP_COLUMN_X}} {{GAP_COLUMN_Y}}) rotate(-55)">{{GAP_COLUMN_LABEL}}</text>
{{/GAP_COLUMN}}
{{#GAP_ROW}}<text class="gap-row" x="{{GAP_ROW_X}}" y="{{GAP_ROW_Y}}">{{GAP_ROW_LABEL}}</text>{{#GAP_CELL}}<rect class="gap-{{GAP_SHADE}}" x="{{GAP_X}}" y="{{GAP_Y}}" width="16" height="16"><title>{{GAP_TITLE}}</title></rect>{{/GAP_CELL}}
{{/GAP_ROW}}
</svg>
</div>
<div class="gaps-table" tabindex="0" role="region" aria-labelledby="gaps-caption">
<table class="gaps">
<caption id="gaps-caption">[[The same as a table: each number leads to its list]]</caption>
<thead><tr><td></td>{{#GAP_COLUMN}}<th scope="col"><span>{{GAP_COLUMN_LABEL}}</span></th>{{/GAP_COLUMN}}</tr></thead>
<tbody>
{{#GAP_ROW}}<tr><th scope="row">{{GAP_ROW_LABEL}}</th>{{#GAP_CELL}}<td class="gap-{{GAP_SHADE}}">{{#GAP_LINK}}<a href="{{BASE}}/{{LANG}}/organisations{{GAP_QUERY}}">{{GAP_COUNT}}</a>{{/GAP_LINK}}{{#GAP_EMPTY}}<span>0</span>{{/GAP_EMPTY}}</td>{{/GAP_CELL}}</tr>
{{/GAP_ROW}}
</tbody>
</table>
</div>
<p class="data">[[The same as data:]] <a href="{{BASE}}/{{LANG}}/gaps.csv{{GAPS_DATA_QUERY}}">CSV</a></p>
</div>
