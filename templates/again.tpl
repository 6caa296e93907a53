{{%AUTOESCAPE context="HTML"}}<div class="sheet form-sheet">
<h1>{{HEADING}}</h1>
<p class="lead">[[You are signed in, and your text is still here. The next page shows it once more, so that you can read it over; nothing is saved before you say so there.]]</p>
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
{{>FIELDS}}
<p class="form-end"><button>[[Go back to my text]]</button></p>
</form>
</div>
