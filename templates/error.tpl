{{%AUTOESCAPE context="HTML"}}<div class="sheet error">
<p class="error-status">{{STATUS}}</p>
<h1>{{HEADING}}</h1>
<p class="lead">{{EXPLANATION}}</p>
{{#DETAIL}}<p class="note">{{DETAIL_TEXT}}</p>{{/DETAIL}}
{{#SUCCESSOR}}<p class="successor">[[Its work goes on with]] <a href="{{BASE}}/{{LANG}}/organisations/{{SUCCESSOR_SLUG:url_query_escape}}">{{SUCCESSOR_NAME}}</a>.</p>{{/SUCCESSOR}}
{{#SEARCH}}
<form class="search" action="{{BASE}}/{{LANG}}/organisations" role="search">
<label for="q">[[A name, a place, a theme, a word from a text]]</label>
<div class="search-line"><input id="q" name="q" type="search" maxlength="200" autocomplete="off" enterkeyhint="search"><button>[[icon:search]][[Search]]</button></div>
</form>
<ul>
<li><a href="{{BASE}}/{{LANG}}/organisations">[[See all the organisations]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/activities">[[See all the activities]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/">[[Go to the home page]]</a></li>
</ul>
{{/SEARCH}}
<p class="request-id">[[If you write to us about this page, give this number:]] <code>{{REQUEST_ID}}</code></p>
</div>
