{{%AUTOESCAPE context="HTML"}}<div class="sheet">
<header class="sheet-head">
<h1>[[Suggestions]]</h1>
<form class="search" action="{{BASE}}/{{LANG}}/suggest" role="search">
<div class="search-words"><label for="q">[[The beginning of a name, a theme or a place]]</label><input id="q" name="q" type="search" value="{{WORDS}}" maxlength="200" autocomplete="off" enterkeyhint="search"></div>
<button>[[icon:search]][[Suggest]]</button>
</form>
</header>
<ul class="leaders suggestions">
{{#SUGGESTION}}<li><a href="{{BASE}}/{{LANG}}{{SUGGESTION_PATH}}"><span>{{SUGGESTION_LABEL}}</span><i></i><span>{{SUGGESTION_KIND}}</span></a></li>
{{/SUGGESTION}}
{{#NO_SUGGESTION}}<li class="nothing">[[Nothing in the directory begins like this. Two letters are the least.]]</li>{{/NO_SUGGESTION}}
</ul>
</div>
