{{%AUTOESCAPE context="HTML"}}<details class="refine">
<summary>{{REFINE_LABEL}}</summary>
<form action="{{BASE}}/{{LANG}}{{PATH}}" aria-label="[[Refine the list]]">
{{#KEPT}}<input type="hidden" name="{{KEPT_NAME}}" value="{{KEPT_VALUE}}">
{{/KEPT}}
<p class="hint">[[Several choices under one heading widen the list, choices under different headings narrow it. The numbers say how many there would be.]]</p>
{{#CHOICES}}
<fieldset class="facet-{{CHOICES_NAME}}">
<legend>{{#GLYPH_TYPE}}[[icon:type]]{{/GLYPH_TYPE}}{{#GLYPH_THEME}}[[icon:theme]]{{/GLYPH_THEME}}{{#GLYPH_PUBLIC}}[[icon:public]]{{/GLYPH_PUBLIC}}{{#GLYPH_PARTNER}}[[icon:partner]]{{/GLYPH_PARTNER}}{{#GLYPH_ZONE}}[[icon:zone]]{{/GLYPH_ZONE}}{{#GLYPH_LANGUAGE}}[[icon:language]]{{/GLYPH_LANGUAGE}}{{#GLYPH_FRESH}}[[icon:check]]{{/GLYPH_FRESH}}{{CHOICES_LABEL}}</legend>
<ul>
{{#CHOICE}}<li{{#CHOICE_CHILD}} class="child"{{/CHOICE_CHILD}}><label><input type="checkbox" name="{{CHOICES_NAME}}" value="{{CHOICE_CODE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span>{{CHOICE_LABEL}}</span><span class="number">{{CHOICE_COUNT}}</span></label></li>
{{/CHOICE}}
</ul>
{{#MORE_CHOICES}}
<details>
<summary>{{MORE_CHOICES_LABEL}}</summary>
<ul>
{{#MORE_CHOICE}}<li{{#CHOICE_CHILD}} class="child"{{/CHOICE_CHILD}}><label><input type="checkbox" name="{{CHOICES_NAME}}" value="{{CHOICE_CODE}}"><span>{{CHOICE_LABEL}}</span><span class="number">{{CHOICE_COUNT}}</span></label></li>
{{/MORE_CHOICE}}
</ul>
</details>
{{/MORE_CHOICES}}
</fieldset>
{{/CHOICES}}
<p class="apply"><button>[[Show the result]]</button></p>
</form>
</details>
