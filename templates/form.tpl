{{%AUTOESCAPE context="HTML"}}<div class="sheet form-sheet">
<h1>{{HEADING}}</h1>
{{#LEAD}}<p class="form-lead">{{LEAD_TEXT}}</p>
{{/LEAD}}
{{>FAULTS}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
{{>FIELDS}}
<p class="form-end"><button{{#DANGER}} class="danger"{{/DANGER}}>{{BUTTON}}</button>{{#BACK}} <a href="{{BASE}}/{{LANG}}{{BACK_PATH}}">{{BACK_LABEL}}</a>{{/BACK}}</p>
</form>
</div>
