{{%AUTOESCAPE context="HTML"}}<div class="faults" role="alert" aria-labelledby="faults" tabindex="-1">
<h2 id="faults">[[There is a problem]]</h2>
<ul>
{{#FAULT}}<li><a href="#{{FAULT_ID}}">[[{{FAULT_LABEL}}: {{FAULT_TEXT}}]]</a></li>
{{/FAULT}}
</ul>
</div>
