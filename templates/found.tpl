{{%AUTOESCAPE context="HTML"}}<h2 id="results" aria-live="polite">{{RESULTS}}</h2>
{{#CORRECTED}}<p class="corrected">[[Results for:]] <b>{{CORRECTED_WORDS}}</b>. <a href="{{BASE}}/{{LANG}}{{PATH}}{{CORRECTED_QUERY}}">[[Search “{{CORRECTED_TYPED}}” exactly]]</a></p>{{/CORRECTED}}
{{>CHIPS}}
{{#PLACE}}<p class="place">{{PLACE_FOUND}}{{#PLACE_APPROXIMATE}} [[The place is known only by its province: distances are approximate.]]{{/PLACE_APPROXIMATE}}{{#PLACE_OTHER}} <a href="{{BASE}}/{{LANG}}{{PATH}}{{PLACE_OTHER_QUERY}}">[[Or {{PLACE_OTHER_NAME}}?]]</a>{{/PLACE_OTHER}}{{#PLACE_SERVED}} <a href="{{BASE}}/{{LANG}}{{PATH}}{{PLACE_SERVED_QUERY}}">{{PLACE_SERVED_LABEL}}</a>{{/PLACE_SERVED}}</p>{{/PLACE}}
{{#PLACE_UNKNOWN}}<p class="place">[[No place called “{{PLACE_TYPED}}” is known here, so the list is not narrowed by distance. A postcode helps, or the name of the commune.]]</p>{{/PLACE_UNKNOWN}}
<div class="found-foot">{{#SORTS}}<ul class="sorts" aria-label="[[Order]]">{{#SORT}}<li><a href="{{BASE}}/{{LANG}}{{PATH}}{{SORT_QUERY}}"{{#SORT_CURRENT}} aria-current="true"{{/SORT_CURRENT}}>{{SORT_LABEL}}</a></li>{{/SORT}}</ul>{{/SORTS}}
<p class="data">[[The same as data:]] <a href="{{BASE}}/{{LANG}}{{PATH}}.csv{{DATA_QUERY}}">CSV</a> <a href="{{BASE}}/{{LANG}}{{PATH}}.json{{DATA_QUERY}}">JSON</a></p></div>
