{{%AUTOESCAPE context="HTML"}}{{#FIELD}}
{{#FIELD_HIDDEN}}<input type="hidden" name="{{FIELD_NAME}}" value="{{FIELD_VALUE:pre_escape}}">{{/FIELD_HIDDEN}}
{{#FIELD_INPUT}}
<div class="field{{#FIELD_WRONG}} wrong{{/FIELD_WRONG}}">
<label for="{{FIELD_ID}}">{{FIELD_LABEL}}{{#FIELD_OPTIONAL}} <small>[[optional]]</small>{{/FIELD_OPTIONAL}}</label>
{{#FIELD_HELP}}<p class="hint" id="{{FIELD_ID}}-help">{{FIELD_HELP_TEXT}}</p>{{/FIELD_HELP}}
{{#FIELD_FAULT}}<p class="fault" id="{{FIELD_ID}}-fault"><span class="hidden">[[Error:]]</span> {{FIELD_FAULT_TEXT}}</p>{{/FIELD_FAULT}}
<input id="{{FIELD_ID}}" name="{{FIELD_NAME}}" type="{{FIELD_TYPE}}" value="{{FIELD_VALUE}}"{{#FIELD_LIMIT}} data-limit="{{FIELD_LIMIT_NUMBER}}"{{/FIELD_LIMIT}}{{#FIELD_LANG}} lang="{{FIELD_LANG_CODE}}"{{/FIELD_LANG}}{{#FIELD_AUTOCOMPLETE}} autocomplete="{{FIELD_AUTOCOMPLETE_TOKEN}}"{{/FIELD_AUTOCOMPLETE}}{{#FIELD_LIST}} list="{{FIELD_LIST_ID}}"{{/FIELD_LIST}}{{#FIELD_NUMERIC}} inputmode="numeric"{{/FIELD_NUMERIC}}{{#FIELD_DESCRIBED}} aria-describedby="{{FIELD_DESCRIBED_BY}}"{{/FIELD_DESCRIBED}}{{#FIELD_WRONG}} aria-invalid="true"{{/FIELD_WRONG}}>
</div>
{{/FIELD_INPUT}}
{{#FIELD_TEXTAREA}}
<div class="field{{#FIELD_WRONG}} wrong{{/FIELD_WRONG}}">
<label for="{{FIELD_ID}}">{{FIELD_LABEL}}{{#FIELD_OPTIONAL}} <small>[[optional]]</small>{{/FIELD_OPTIONAL}}</label>
{{#FIELD_HELP}}<p class="hint" id="{{FIELD_ID}}-help">{{FIELD_HELP_TEXT}}</p>{{/FIELD_HELP}}
{{#FIELD_FAULT}}<p class="fault" id="{{FIELD_ID}}-fault"><span class="hidden">[[Error:]]</span> {{FIELD_FAULT_TEXT}}</p>{{/FIELD_FAULT}}
<textarea id="{{FIELD_ID}}" name="{{FIELD_NAME}}" rows="{{FIELD_ROWS}}"{{#FIELD_RICH}} data-rich{{/FIELD_RICH}}{{#FIELD_LIMIT}} data-limit="{{FIELD_LIMIT_NUMBER}}"{{/FIELD_LIMIT}}{{#FIELD_LANG}} lang="{{FIELD_LANG_CODE}}"{{/FIELD_LANG}}{{#FIELD_DESCRIBED}} aria-describedby="{{FIELD_DESCRIBED_BY}}"{{/FIELD_DESCRIBED}}{{#FIELD_WRONG}} aria-invalid="true"{{/FIELD_WRONG}}>
{{FIELD_VALUE:pre_escape}}</textarea>
</div>
{{/FIELD_TEXTAREA}}
{{#FIELD_SELECT}}
<div class="field{{#FIELD_WRONG}} wrong{{/FIELD_WRONG}}">
<label for="{{FIELD_ID}}">{{FIELD_LABEL}}{{#FIELD_OPTIONAL}} <small>[[optional]]</small>{{/FIELD_OPTIONAL}}</label>
{{#FIELD_HELP}}<p class="hint" id="{{FIELD_ID}}-help">{{FIELD_HELP_TEXT}}</p>{{/FIELD_HELP}}
{{#FIELD_FAULT}}<p class="fault" id="{{FIELD_ID}}-fault"><span class="hidden">[[Error:]]</span> {{FIELD_FAULT_TEXT}}</p>{{/FIELD_FAULT}}
<select id="{{FIELD_ID}}" name="{{FIELD_NAME}}"{{#FIELD_DESCRIBED}} aria-describedby="{{FIELD_DESCRIBED_BY}}"{{/FIELD_DESCRIBED}}{{#FIELD_WRONG}} aria-invalid="true"{{/FIELD_WRONG}}>
{{#OPTION}}<option value="{{OPTION_VALUE}}"{{#OPTION_CHOSEN}} selected{{/OPTION_CHOSEN}}>{{OPTION_LABEL}}</option>
{{/OPTION}}
</select>
</div>
{{/FIELD_SELECT}}
{{#FIELD_OPTIONS}}
<fieldset class="field options{{#FIELD_WRONG}} wrong{{/FIELD_WRONG}}"{{#FIELD_DESCRIBED}} aria-describedby="{{FIELD_DESCRIBED_BY}}"{{/FIELD_DESCRIBED}}>
<legend>{{FIELD_LABEL}}{{#FIELD_OPTIONAL}} <small>[[optional]]</small>{{/FIELD_OPTIONAL}}</legend>
{{#FIELD_HELP}}<p class="hint" id="{{FIELD_ID}}-help">{{FIELD_HELP_TEXT}}</p>{{/FIELD_HELP}}
{{#FIELD_FAULT}}<p class="fault" id="{{FIELD_ID}}-fault"><span class="hidden">[[Error:]]</span> {{FIELD_FAULT_TEXT}}</p>{{/FIELD_FAULT}}
{{#OPTION}}
<label class="option{{#OPTION_UNDER}} under{{/OPTION_UNDER}}"><input id="{{OPTION_ID}}" type="{{FIELD_TYPE}}" name="{{FIELD_NAME}}" value="{{OPTION_VALUE}}"{{#OPTION_CHOSEN}} checked{{/OPTION_CHOSEN}}><span>{{OPTION_LABEL}}{{#OPTION_HELP}}<small>{{OPTION_HELP_TEXT}}</small>{{/OPTION_HELP}}</span></label>
{{/OPTION}}
</fieldset>
{{/FIELD_OPTIONS}}
{{/FIELD}}
