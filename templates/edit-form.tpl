{{%AUTOESCAPE context="HTML"}}<div class="sheet edit form-sheet">
<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/edit/">[[My pages]]</a><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>
<h1>{{HEADING}}</h1>
{{#TEXT_LANGUAGES}}
<nav class="text-languages" aria-label="[[Language of the texts]]">
<p>[[Language of the texts]]</p>
<ul>
{{#TEXT_LANGUAGE}}<li><a href="?language={{TEXT_LANGUAGE_CODE}}"{{#TEXT_LANGUAGE_CURRENT}} aria-current="true"{{/TEXT_LANGUAGE_CURRENT}}>{{TEXT_LANGUAGE_NAME}}{{#TEXT_LANGUAGE_EMPTY}} <small>[[empty]]</small>{{/TEXT_LANGUAGE_EMPTY}}</a></li>
{{/TEXT_LANGUAGE}}
</ul>
</nav>
{{/TEXT_LANGUAGES}}
{{#RESUMED}}<p class="note">[[Here is your text again. Look it through, then save it.]]</p>{{/RESUMED}}
{{#DRAFT}}<div class="note"><p>{{DRAFT_WHEN}}</p></div>{{/DRAFT}}
{{>FAULTS}}
{{#CONFLICTS}}
<section class="conflicts" aria-labelledby="conflicts">
<h2 id="conflicts">[[Somebody else changed the same thing]]</h2>
<p>[[Nothing is lost, and nothing of yours was saved yet. Below stand both versions; the form has yours, with everything else that was changed meanwhile. Put together what should stay, then save.]]</p>
{{#CONFLICT}}
<h3>{{CONFLICT_LABEL}}</h3>
<dl class="versions">
<div><dt>[[Yours]]</dt><dd>{{CONFLICT_THEIRS:pre_escape}}</dd></div>
<div><dt>[[What stands now]]</dt><dd>{{CONFLICT_OURS:pre_escape}}</dd></div>
<div><dt>[[What both began with]]</dt><dd>{{CONFLICT_BASE:pre_escape}}</dd></div>
</dl>
{{/CONFLICT}}
</section>
{{/CONFLICTS}}
{{#CLEANED}}
<section class="cleaned" aria-labelledby="cleaned">
<h2 id="cleaned">[[What you pasted was tidied up]]</h2>
<p>[[It had marks of a web page or a word processor in it. Look at what was made of it, change it below if something is missing, then save. What you pasted is kept with this version.]]</p>
{{#CLEANED_FIELD}}
<h3>{{CLEANED_LABEL}}</h3>
<div class="versions"><div><h4>[[Now]]</h4><div class="prose">{{CLEANED_AFTER_HTML:none}}</div></div>
<details><summary>[[As it was pasted]]</summary><pre>{{CLEANED_BEFORE:pre_escape}}</pre></details></div>
{{/CLEANED_FIELD}}
</section>
{{/CLEANED}}
{{#PREVIEW}}
<section class="previewed" aria-label="[[Preview: {{PREVIEW_LABEL}}]]">
<h2>[[Preview: {{PREVIEW_LABEL}}]]</h2>
<div class="prose" lang="{{PREVIEW_LANG}}">{{PREVIEW_HTML:none}}</div>
</section>
{{/PREVIEW}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate data-draft="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/draft" data-draft-token="{{DRAFT_TOKEN}}" data-preview="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/preview" data-preview-token="{{PREVIEW_TOKEN}}">
<button class="hidden" tabindex="-1" aria-hidden="true">[[Save]]</button>
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="base" value="{{BASIS}}">
<input type="hidden" name="receipt" value="{{RECEIPT}}">
<input type="hidden" name="language" value="{{FORM_LANGUAGE}}">
<input type="hidden" name="form" value="{{FORM_NAME}}">
{{#PASTED}}<input type="hidden" name="pasted" value="{{PASTED_NAME}}"><textarea name="html" hidden>
{{PASTED_SOURCE:pre_escape}}</textarea>
{{/PASTED}}
{{#GROUP}}
{{>GROUP_FIELDS}}
{{#ROWS}}
<section class="form-rows">
<h2>{{ROWS_HEADING}}</h2>
{{#ROWS_NONE}}<p class="nothing">[[None yet.]]</p>{{/ROWS_NONE}}
{{#ROW}}
<fieldset class="form-row">
<legend>{{ROW_LABEL}}</legend>
{{>ROW_FIELDS}}
<p class="row-moves">{{#ROW_UP}}<button class="plain" name="do" value="up:{{ROW_NAME}}">[[icon:up]][[Up]]<span class="hidden"> {{ROW_LABEL}}</span></button>{{/ROW_UP}} <button class="plain" name="do" value="remove:{{ROW_NAME}}">[[icon:close]][[Remove]]<span class="hidden"> {{ROW_LABEL}}</span></button></p>
</fieldset>
{{/ROW}}
<p><button class="quiet" name="do" value="add:{{ROWS_ARRAY}}">[[icon:plus]]{{ROWS_ADD}}</button></p>
</section>
{{/ROWS}}
{{/GROUP}}
<datalist id="countries">{{#COUNTRY_OPTION}}<option value="{{COUNTRY_LABEL}}"></option>{{/COUNTRY_OPTION}}</datalist>
<div class="field">
<label for="reason">[[What did you change, and why?]] <small>[[optional]]</small></label>
<p class="hint" id="reason-hint">[[For whoever looks at the history later.]]</p>
<input id="reason" name="reason" type="text" value="{{REASON}}" data-limit="300" aria-describedby="reason-hint">
</div>
<p class="hint">{{#AT_ONCE}}[[As soon as you save, visitors see it.]]{{/AT_ONCE}}{{#WAITS}}[[The federation looks at this part before it is published. You will get an e-mail.]]{{/WAITS}}</p>
<p class="form-end"><button>[[Save]]</button>{{#HAS_TEXTS}} <button class="quiet" name="do" value="preview">[[Preview]]</button>{{/HAS_TEXTS}}{{#DRAFT}} <button class="plain" name="do" value="discard">[[Discard this draft]]</button>{{/DRAFT}} <a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}">[[Back without saving]]</a></p>
{{#WITHDRAW}}
<details class="withdraw"><summary>[[This activity no longer exists]]</summary>
<p>[[Its page disappears from the directory; the activity stays in the history.]]</p>
<p><button class="danger" name="do" value="withdraw">[[Withdraw this activity]]</button></p></details>
{{/WITHDRAW}}
</form>
{{>EDIT_WORDS}}
</div>
