{{%AUTOESCAPE context="HTML"}}<template id="edit-words" data-count="[[{n} of {limit} characters]]" data-over="[[{n} of {limit} characters: {over} too many]]" data-saved="[[Draft saved at {time}]]" data-signin="[[Your session is over, and your text is safe on this page: sign in in another tab, then go on]]" data-kept="[[The server cannot be reached: your text is kept in this browser until it can]]" data-waiting="[[Not saved yet: we go on trying]]" data-moved="[[{what}: position {n} of {all}]]" data-first="[[{what} is the first already]]" data-last="[[{what} is the last already]]" data-preview="[[Preview]]" data-close="[[Close the preview]]" data-unseen="[[The preview could not be made: try again in a moment]]"></template>
<template id="kept-text"><div class="kept" role="region" aria-label="[[Text kept in this browser]]">
<p>[[When the server could not be reached, what you had typed here was kept in this browser: {time}]]</p>
<p class="form-end"><button type="button" data-restore>[[Bring it back]]</button> <button type="button" class="plain" data-discard>[[Throw it away]]</button></p>
</div></template>
<template id="rich-toolbar"><div class="rich-bar" role="toolbar" aria-label="[[Formatting]]" data-control="[[Ctrl]]">
<span class="tool-group">
<button type="button" class="tool" data-command="strong" aria-keyshortcuts="Control+B" aria-pressed="false">[[icon:bold]]<span class="hidden">[[Bold]]</span></button>
<button type="button" class="tool" data-command="em" aria-keyshortcuts="Control+I" aria-pressed="false">[[icon:italic]]<span class="hidden">[[Italic]]</span></button>
<button type="button" class="tool" data-command="link" aria-keyshortcuts="Control+K" aria-pressed="false" aria-haspopup="dialog">[[icon:link]]<span class="hidden">[[Link]]</span></button>
</span>
<span class="tool-group">
<button type="button" class="tool" data-command="heading" aria-keyshortcuts="Control+Alt+1" aria-pressed="false">[[icon:heading]]<span class="hidden">[[Heading]]</span></button>
<button type="button" class="tool" data-command="subheading" aria-keyshortcuts="Control+Alt+2" aria-pressed="false">[[icon:subheading]]<span class="hidden">[[Subheading]]</span></button>
<button type="button" class="tool" data-command="bullets" aria-keyshortcuts="Control+Shift+8" aria-pressed="false">[[icon:bullets]]<span class="hidden">[[Bullet list]]</span></button>
<button type="button" class="tool" data-command="numbers" aria-keyshortcuts="Control+Shift+7" aria-pressed="false">[[icon:numbers]]<span class="hidden">[[Numbered list]]</span></button>
<button type="button" class="tool" data-command="quote" aria-keyshortcuts="Control+Shift+9" aria-pressed="false">[[icon:quote]]<span class="hidden">[[Quotation]]</span></button>
</span>
<span class="tool-group">
<button type="button" class="tool" data-command="undo" aria-keyshortcuts="Control+Z">[[icon:undo]]<span class="hidden">[[Undo]]</span></button>
<button type="button" class="tool" data-command="redo" aria-keyshortcuts="Control+Y">[[icon:redo]]<span class="hidden">[[Redo]]</span></button>
</span>
<button type="button" class="tool" data-command="source" aria-pressed="false">[[Source text]]</button>
</div></template>
<template id="rich-link"><dialog class="rich-link" aria-labelledby="rich-link-label">
<form method="dialog" novalidate>
<label id="rich-link-label" for="rich-link-address">[[Address of the link]]</label>
<p class="hint" id="rich-link-help">[[A web address (https://…) or an e-mail address.]]</p>
<p class="fault" id="rich-link-fault" role="alert" hidden>[[This is neither a web address nor an e-mail address: check it.]]</p>
<input id="rich-link-address" type="text" inputmode="url" autocomplete="off" aria-describedby="rich-link-help rich-link-fault">
<p class="form-end"><button value="set">[[Make the link]]</button> <button class="quiet" value="remove">[[Remove the link]]</button> <button class="plain" value="">[[Cancel]]</button></p>
</form>
</dialog></template>
<script src="{{BASE}}/static/[[static:edit.js]]" defer></script>
[[with:rich.js]]<script src="{{BASE}}/static/[[static:rich.js]]" defer></script>
