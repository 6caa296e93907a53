{{%AUTOESCAPE context="HTML"}}<ul class="chips" aria-label="[[Chosen]]">
{{#CHIP}}<li class="facet-{{CHIP_FACET}}"><a href="{{BASE}}/{{LANG}}{{PATH}}{{CHIP_QUERY}}"><span class="hidden">[[Remove:]] </span>{{CHIP_LABEL}}[[icon:close]]</a></li>
{{/CHIP}}
<li class="chip-all"><a href="{{BASE}}/{{LANG}}{{PATH}}">[[Remove all]]</a></li>
</ul>
