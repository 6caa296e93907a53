{{%AUTOESCAPE context="HTML"}}<nav class="paging" aria-label="[[Pages]]">
{{#PREVIOUS}}<a rel="prev" href="{{BASE}}/{{LANG}}{{PATH}}{{PREVIOUS_QUERY}}">[[icon:left]]<span>[[Previous page]]</span></a>{{/PREVIOUS}}
<p>[[Page {{PAGE}} of {{PAGES}}]]</p>
{{#NEXT}}<a rel="next" href="{{BASE}}/{{LANG}}{{PATH}}{{NEXT_QUERY}}"><span>[[Next page]]</span>[[icon:right]]</a>{{/NEXT}}
</nav>
