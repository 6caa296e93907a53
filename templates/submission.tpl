{{%AUTOESCAPE context="HTML"}}<div class="sheet review">
{{#FOR_MODERATOR}}<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/moderate/">[[Federation's desk]]</a><a href="{{BASE}}/{{LANG}}/moderate/organisations/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>{{/FOR_MODERATOR}}
{{#FOR_AUTHOR}}<nav class="crumbs" aria-label="[[You are here]]"><a href="{{BASE}}/{{LANG}}/edit/">[[My pages]]</a><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}" lang="{{NAME_LANG}}">{{NAME}}</a></nav>{{/FOR_AUTHOR}}
<h1>[[Proposed changes:]] <span lang="{{NAME_LANG}}">{{NAME}}</span></h1>
<p class="lead">{{SUBMITTED}}</p>
{{#REASON}}<p class="review-reason">[[Why:]] <q>{{REASON_TEXT}}</q></p>{{/REASON}}
<p class="more"><a href="{{BASE}}/{{LANG}}/organisations/{{SLUG:url_query_escape}}">[[The page as visitors see it now]]</a></p>
{{#DONE}}<p class="done" role="status">{{DONE_TEXT}}</p>{{/DONE}}
{{#STATUS_NOTE}}
<div class="note" role="status"><p>{{STATUS_TEXT}}</p>
{{#ANSWER}}<blockquote class="words">{{ANSWER_TEXT:pre_escape}}</blockquote>{{/ANSWER}}
{{#NEWER}}<p><a href="{{BASE}}/{{LANG}}/moderate/submissions/{{NEWER_NUMBER}}">[[Go to the newest version]]</a></p>{{/NEWER}}
{{#NEWER_OWN}}<p><a href="{{BASE}}/{{LANG}}/edit/{{SLUG:url_query_escape}}/submissions/{{NEWER_NUMBER}}">[[Go to the newest version]]</a></p>{{/NEWER_OWN}}
{{#RESUBMIT}}
<form method="post" action="{{BASE}}/{{LANG}}{{ACTION}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="receipt" value="{{RECEIPT}}">
<p>[[Take it up again: it comes back into the forms, where you can correct it, and waits for the federation once more.]]</p>
<p><button>[[Take it up again]]</button></p>
</form>
{{/RESUBMIT}}
</div>
{{/STATUS_NOTE}}
{{#STALE}}<p class="note" role="alert">[[The page was published anew while you were looking. Nothing was decided yet: below stands what the changes mean for the page as it is now. Look once more, then decide.]]</p>{{/STALE}}
{{#TYPED}}
<div class="note"><p>[[Nothing was decided by you. What you had written:]]</p><blockquote class="words">{{TYPED_TEXT:pre_escape}}</blockquote></div>
{{/TYPED}}
{{>FAULTS}}
{{#ALL_DONE}}<p class="note">[[The published page says all of this already. Accept it to close the matter.]]</p>{{/ALL_DONE}}
{{#DECISION}}<form class="form" id="f-parts" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="receipt" value="{{RECEIPT}}">
<input type="hidden" name="seen" value="{{SEEN}}">
{{/DECISION}}
{{#REVIEW_PART}}
<section class="review-part" aria-labelledby="part-{{PART_NUMBER}}">
<h2 id="part-{{PART_NUMBER}}">{{PART_LABEL}}{{#PART_KIND}} <small>{{PART_KIND_TEXT}}</small>{{/PART_KIND}}</h2>
{{#PART_OF}}<p class="hint">{{PART_OF_TEXT}}</p>{{/PART_OF}}
{{#PART_CHANGE}}{{>DIFF}}{{/PART_CHANGE}}
{{#PART_DONE}}<p class="hint">[[The published page says this already.]]</p>{{/PART_DONE}}
{{#PART_BESIDE}}<details class="review-beside"><summary>[[Others changed this part as well, beside it: both can stand. What they changed]]</summary>{{>DIFF}}</details>{{/PART_BESIDE}}
{{#CONFLICT}}
<p class="note">[[Others published another version of this part since the change was written.]]</p>
<dl class="versions">
<div><dt>[[Proposed]]</dt><dd>{{CONFLICT_THEIRS:pre_escape}}</dd></div>
<div><dt>[[Published now]]</dt><dd>{{CONFLICT_OURS:pre_escape}}</dd></div>
<div><dt>[[What both began with]]</dt><dd>{{CONFLICT_BASE:pre_escape}}</dd></div>
</dl>
{{#CONFLICT_CHOICE}}{{>CHOICE}}{{/CONFLICT_CHOICE}}
{{/CONFLICT}}
{{#PART_TICK}}<label class="option"><input type="checkbox" name="part" value="{{PART_PATH}}"{{#PART_TICKED}} checked{{/PART_TICKED}}><span>[[Publish this]]<span class="hidden">: {{PART_LABEL}}</span></span></label>{{/PART_TICK}}
</section>
{{/REVIEW_PART}}
{{#DECISION}}
<section class="review-end" aria-labelledby="decide">
<h2 id="decide">[[Your decision]]</h2>
<p>[[What is ticked is published; whatever is not goes back to its author, with your answer.]]</p>
{{>ANSWER_FIELD}}
<p class="form-end"><button name="do" value="accept">[[Publish what is ticked]]</button> <button class="danger" name="do" value="return">[[Send all of it back]]</button></p>
</section>
</form>
{{/DECISION}}
<section class="review-talk" aria-labelledby="talk">
<h2 id="talk">[[Comments]]</h2>
{{#NO_REMARKS}}<p class="nothing">[[Nobody has said anything yet.]]</p>{{/NO_REMARKS}}
<ol class="remarks">
{{#REMARK}}
<li><p class="hint"><b>{{REMARK_AUTHOR}}</b> · {{REMARK_AT}}</p><blockquote class="words">{{REMARK_WORDS:pre_escape}}</blockquote></li>
{{/REMARK}}
</ol>
{{#COMMENT_FORM}}
<form class="form" method="post" action="{{BASE}}/{{LANG}}{{ACTION}}" novalidate>
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="receipt" value="{{RECEIPT}}">
{{>COMMENT_FIELD}}
<p class="form-end"><button class="quiet" name="do" value="comment">[[Send the comment]]</button></p>
</form>
{{/COMMENT_FORM}}
</section>
</div>
