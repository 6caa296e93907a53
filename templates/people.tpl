{{%AUTOESCAPE context="HTML"}}<div class="sheet people">
<h1>{{HEADING}}</h1>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
<p class="people-ways"><a class="button" href="{{BASE}}/{{LANG}}/account/people/invite">[[icon:plus]][[Invite somebody]]</a>{{#ADMINISTRATOR}} <a href="{{BASE}}/{{LANG}}/account/people/rules">[[Rules for signing in]]</a>{{/ADMINISTRATOR}}</p>
<form class="search" action="{{BASE}}/{{LANG}}/account/people" role="search">
<label for="q">[[A name, an address, an organisation]]</label>
<div class="search-line"><input id="q" name="q" type="search" maxlength="200" autocomplete="off" value="{{Q}}"><button>[[icon:search]][[Search]]</button></div>
</form>
<p class="people-count number">{{PEOPLE_COUNT}}</p>
{{#NOBODY}}<p class="nothing">[[Nobody. Perhaps under another name, or not invited yet?]]</p>{{/NOBODY}}
{{#PEOPLE_TABLE}}<table class="persons">
<thead><tr><th scope="col">[[Name]]</th><th scope="col">[[Role]]</th><th scope="col">[[Organisations]]</th><th scope="col">[[State]]</th></tr></thead>
<tbody>
{{#PERSON}}<tr><th scope="row"><a href="{{BASE}}/{{LANG}}/account/people/{{PERSON_ID}}">{{PERSON_NAME}}</a><small>{{PERSON_EMAIL}}</small></th><td>{{PERSON_ROLE}}</td><td>{{#MEMBERSHIP}}<span>{{MEMBERSHIP_NAME}}</span>{{/MEMBERSHIP}}</td><td>{{PERSON_STATE}}</td></tr>
{{/PERSON}}
</tbody>
</table>{{/PEOPLE_TABLE}}
{{>PAGING}}
</div>
