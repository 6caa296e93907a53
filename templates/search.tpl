{{%AUTOESCAPE context="HTML"}}<form class="search" action="{{BASE}}/{{LANG}}{{PATH}}" role="search">
<div class="search-words"><label for="q">{{SEARCH_LABEL}}</label><input id="q" name="q" type="search" value="{{WORDS}}" maxlength="200" autocomplete="off" enterkeyhint="search" data-suggest="{{BASE}}/{{LANG}}/suggest.json" data-label="[[Suggestions]]" data-one="[[1 suggestion]]" data-many="[[{n} suggestions]]" data-none="[[No suggestion]]" data-organisation="[[Organisation]]" data-term="[[Keyword]]" data-locality="[[Place]]"></div>
<div class="search-place"><label for="near">[[Near: a postcode or a commune]]</label><input id="near" name="near" value="{{NEAR}}" maxlength="80" autocomplete="off" enterkeyhint="search"></div>
<div class="search-within"><label for="within">[[At most]]</label><select id="within" name="within">{{#WITHIN}}<option value="{{WITHIN_KM}}"{{#WITHIN_CHOSEN}} selected{{/WITHIN_CHOSEN}}>{{WITHIN_KM}} km</option>{{/WITHIN}}</select></div>
{{#KEPT}}<input type="hidden" name="{{KEPT_NAME}}" value="{{KEPT_VALUE}}">
{{/KEPT}}
<button>[[icon:search]][[Search]]</button>
</form>
