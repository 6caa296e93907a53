{{%AUTOESCAPE context="HTML"}}<div class="sheet form-sheet">
<h1>{{HEADING}}</h1>
{{#LEAD}}<p class="form-lead">{{LEAD_TEXT}}</p>
{{/LEAD}}
{{#BACK}}<p class="form-lead"><a href="{{BASE}}/{{LANG}}{{BACK_PATH}}">{{BACK_LABEL}}</a></p>{{/BACK}}
</div>
