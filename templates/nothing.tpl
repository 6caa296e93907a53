{{%AUTOESCAPE context="HTML"}}<div class="nothing-found">
<p>[[Nothing in the directory answers to all of this at once.]]</p>
<ul>
{{#WAY_OUT}}<li><a href="{{BASE}}/{{LANG}}{{PATH}}{{WAY_OUT_QUERY}}">{{#WAY_WITHOUT}}[[Without “{{WAY_OUT_WHAT}}”]]{{/WAY_WITHOUT}}{{#WAY_FARTHER}}{{WAY_FARTHER_LABEL}}{{/WAY_FARTHER}}</a> <span class="number">{{WAY_OUT_COUNT}}</span></li>
{{/WAY_OUT}}
{{#NEAR_TERM}}<li><a href="{{BASE}}/{{LANG}}/organisations{{NEAR_TERM_QUERY}}">{{NEAR_TERM_LABEL}}</a> <span class="number">{{NEAR_TERM_COUNT}}</span></li>
{{/NEAR_TERM}}
<li><a href="{{BASE}}/{{LANG}}/organisations{{NOTHING_WORDS_QUERY}}">[[Look for the words among the organisations]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/activities{{NOTHING_WORDS_QUERY}}">[[Look for the words among the activities]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/">[[Leaf through the index of the home page]]</a></li>
</ul>
</div>
