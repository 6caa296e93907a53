{{%AUTOESCAPE context="HTML"}}{{#GROUPS}}
<p class="hint" id="partner-groups">{{GROUPS_CAPTION}}</p>
<table class="bars facet-partner" aria-labelledby="partner-groups">
<thead class="hidden"><tr><th scope="col">[[Type of partner]]</th><td></td><th scope="col">[[Number]]</th></tr></thead>
<tbody>
{{#GROUP}}
<tr><th scope="row"><a href="{{BASE}}/{{LANG}}/organisations?partner={{GROUP_CODE:url_query_escape}}">{{GROUP_LABEL}}</a></th><td class="bar"><svg viewBox="0 0 100 8" width="100%" height="8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="{{GROUP_PERCENT}}" height="8"/></svg></td><td class="number">{{GROUP_COUNT}}</td></tr>
{{/GROUP}}
</tbody>
</table>
{{/GROUPS}}
{{#NAMED}}
<h3>{{NAMED_HEADING}}</h3>
<ul class="named">
{{#PARTNER}}
<li>{{#PARTNER_LINK}}<a href="{{BASE}}/{{LANG}}/organisations/{{PARTNER_SLUG:url_query_escape}}">{{PARTNER_NAME}}</a>{{/PARTNER_LINK}}{{#PARTNER_PLAIN}}<span>{{PARTNER_NAME}}</span>{{/PARTNER_PLAIN}}{{#PARTNER_NOTE}}<small>{{PARTNER_NOTE_TEXT}}</small>{{/PARTNER_NOTE}}</li>
{{/PARTNER}}
</ul>
{{/NAMED}}
