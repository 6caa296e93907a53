{{%AUTOESCAPE context="HTML"}}<div class="sheet form-sheet recovery">
<h1>{{HEADING}}</h1>
<p class="form-lead">[[If you lose your telephone, one of these codes lets you in in its place. Each serves once. Print this page, or keep it with your passwords: it is not shown again.]]</p>
<ol class="codes">
{{#CODE}}<li><code>{{CODE_TEXT}}</code></li>
{{/CODE}}
</ol>
<p class="form-end"><button type="button" class="quiet" data-print hidden>[[icon:print]][[Print]]</button>{{#NOT_WAITING}} <a href="{{BASE}}/{{LANG}}/account/">[[I have kept them: go on]]</a>{{/NOT_WAITING}}</p>
{{#WAITING}}<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
{{>FIELDS}}
<p class="form-end"><button>[[I have kept them: go back to my text]]</button></p>
</form>{{/WAITING}}
</div>
