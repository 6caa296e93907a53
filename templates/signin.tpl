{{%AUTOESCAPE context="HTML"}}<div class="sheet form-sheet">
<h1>{{HEADING}}</h1>
{{#AGAIN}}<p class="note">[[You were away for a while, so the session has ended. Nothing is lost: your text stays on this page, and comes back once you have signed in.]]</p>{{/AGAIN}}
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
{{>FAULTS}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
{{>FIELDS}}
<p class="form-end"><button>[[Sign in]]</button> <a href="{{BASE}}/{{LANG}}/account/reset">[[I do not know my password]]</a></p>
</form>
</div>
