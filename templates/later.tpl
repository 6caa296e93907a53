{{%AUTOESCAPE context="HTML"}}<div class="sheet form-sheet">
<h1>{{HEADING}}</h1>
<p class="lead">[[The directory can be read, but nothing can be changed right now. Nothing is lost: what you typed stays on this page. Leave it open, and try again in a few minutes.]]</p>
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
{{>FIELDS}}
<p class="form-end"><button>[[Try again]]</button></p>
</form>
<p class="request-id">[[If you write to us about this page, give this number:]] <code>{{REQUEST_ID}}</code></p>
</div>
