{{%AUTOESCAPE context="HTML"}}<div class="booklet">
<div class="cover">
<p class="cover-site">[[icon:mark]]{{BOOK_SITE}}</p>
<div class="cover-title">
<p class="cover-name">{{LIST_TITLE}}</p>
<p class="cover-count">{{LIST_COUNT}}</p>
</div>
{{#CRITERIA}}
<dl class="criteria">
{{#CRITERION}}<div><dt>{{CRITERION_LABEL}}</dt><dd>{{CRITERION_VALUE}}</dd></div>
{{/CRITERION}}
</dl>
{{/CRITERIA}}
<p class="cover-date">{{BOOK_DATE}}</p>
<p class="cover-address">{{LIST_ADDRESS}}</p>
</div>
<section class="book-contents">
<h2>[[Contents]]</h2>
<ol>
{{#BOOK_ENTRY}}<li><a href="#in-{{SLUG}}"><b>{{NUMBER}}</b><span lang="{{NAME_LANG}}">{{NAME}}</span>{{#BOOK_ENTRY_PLACE}} <i>{{BOOK_ENTRY_PLACE_TEXT}}</i>{{/BOOK_ENTRY_PLACE}}</a></li>
{{/BOOK_ENTRY}}
</ol>
</section>
{{#BOOK_INDEX}}
<section class="book-index">
<h2>{{BOOK_INDEX_TITLE}}</h2>
<ul>
{{#BOOK_HEADING}}
<li><strong>{{BOOK_HEADING_TEXT}}</strong>
<ul>
{{#BOOK_MENTION}}<li><a href="#in-{{SLUG}}"><span lang="{{NAME_LANG}}">{{NAME}}</span>{{#BOOK_BRANCH}} <em>[[branch]]</em>{{/BOOK_BRANCH}}<i></i><b>{{NUMBER}}</b></a></li>
{{/BOOK_MENTION}}
</ul></li>
{{/BOOK_HEADING}}
</ul>
</section>
{{/BOOK_INDEX}}
{{#LEAF}}
<article class="book-leaf" id="in-{{SLUG}}">
<header class="running"><p><span>{{LIST_TITLE}}</span><span lang="{{NAME_LANG}}">{{NAME}}</span></p></header>
<div class="book-leaf-body">
<div class="book-name">
<h2 lang="{{NAME_LANG}}">{{NAME}}{{#ACRONYM}} <span class="acronym">{{ACRONYM_TEXT}}</span>{{/ACRONYM}}</h2>
<b>{{NUMBER}}</b>
</div>
{{#SUMMARY}}<p class="summary" lang="{{SUMMARY_LANG}}">{{SUMMARY_TEXT}}{{#SUMMARY_OTHER}} <small class="in-language" lang="{{LANG}}">{{SUMMARY_IN}}</small>{{/SUMMARY_OTHER}}</p>{{/SUMMARY}}
<dl class="facts">
{{#ADDRESS}}<div><dt>[[Main address]]</dt><dd><address>{{#STREET}}{{STREET_TEXT}}<br>{{/STREET}}{{PLACE}}{{#COUNTRY}}<br>{{COUNTRY_LABEL}}{{/COUNTRY}}</address></dd></div>{{/ADDRESS}}
{{#WEBSITE}}<div><dt>[[Website]]</dt><dd>{{WEBSITE_TEXT}}</dd></div>{{/WEBSITE}}
{{#EMAIL}}<div><dt>[[E-mail]]</dt><dd>{{EMAIL_TEXT}}</dd></div>{{/EMAIL}}
{{#PHONE}}<div><dt>[[Telephone]]</dt><dd>{{PHONE_TEXT}}</dd></div>{{/PHONE}}
{{#LANGUAGES}}<div><dt>[[Works in]]</dt><dd>{{LANGUAGES_TEXT}}</dd></div>{{/LANGUAGES}}
</dl>
{{>FACETS}}
{{#LONG_TEXT}}
<section class="book-part">
<h3>{{LONG_TEXT_HEADING}}</h3>
{{#LONG_TEXT_OTHER}}<p class="in-language">{{LONG_TEXT_IN}}</p>{{/LONG_TEXT_OTHER}}
{{#LONG_TEXT_WORDS}}<div class="prose" lang="{{LONG_TEXT_LANG}}">{{LONG_TEXT_WORDS_HTML:none}}</div>{{/LONG_TEXT_WORDS}}
</section>
{{/LONG_TEXT}}
{{#ACTIVITIES}}
<table class="activities">
<thead><tr><th scope="col">[[Title of the activity]]</th><th scope="col">[[Description]]</th></tr></thead>
<tbody>
{{#ACTIVITY}}
<tr><th scope="row" lang="{{ACTIVITY_TITLE_LANG}}">{{ACTIVITY_TITLE}}</th><td><div class="prose" lang="{{ACTIVITY_LANG}}">{{ACTIVITY_DESCRIPTION_HTML:none}}</div>{{#ACTIVITY_OTHER}}<p class="in-language">{{ACTIVITY_IN}}</p>{{/ACTIVITY_OTHER}}</td></tr>
{{/ACTIVITY}}
</tbody>
</table>
{{/ACTIVITIES}}
{{#LINE}}
<section class="book-part">
<h3>{{LINE_LABEL}}</h3>
<p>{{LINE_TEXT}}</p>
</section>
{{/LINE}}
<p class="dates">
{{#CONFIRMED}}<span class="confirmed">{{CONFIRMED_TEXT}}</span>{{/CONFIRMED}}
{{#CONFIRMED_OLD}}<span>{{CONFIRMED_OLD_TEXT}}</span>{{/CONFIRMED_OLD}}
{{#NOT_CONFIRMED}}<span>[[Not yet confirmed by the organisation]]</span>{{/NOT_CONFIRMED}}
{{#UPDATED}}<span>{{UPDATED_TEXT}}</span>{{/UPDATED}}
</p>
</div>
</article>
{{/LEAF}}
</div>
