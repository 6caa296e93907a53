{{%AUTOESCAPE context="HTML"}}<div class="nothing-found">
<p>[[Nothing in the directory answers to all of this at once.]]</p>
<ul>
{{#WAY_OUT}}<li><a href="{{BASE}}/{{LANG}}{{PATH}}{{WAY_OUT_QUERY}}">[[Without “{{WAY_OUT_WHAT}}”]]</a> <span class="number">{{WAY_OUT_COUNT}}</span></li>
{{/WAY_OUT}}
<li><a href="{{BASE}}/{{LANG}}/organisations{{NOTHING_WORDS_QUERY}}">[[Look for the words among the organisations]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/activities{{NOTHING_WORDS_QUERY}}">[[Look for the words among the activities]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/">[[Leaf through the index of the home page]]</a></li>
</ul>
</div>
