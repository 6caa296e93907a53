{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<title>{{TITLE}}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{{DESCRIPTION}}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#15191b" media="(prefers-color-scheme: dark)">
{{#NO_INDEX}}<meta name="robots" content="noindex">{{/NO_INDEX}}
<link rel="preload" href="{{BASE}}/static/[[static:vollkorn.woff2]]" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="{{BASE}}/static/[[static:vollkorn-semibold.woff2]]" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="{{BASE}}/static/[[static:inter.woff2]]" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="{{BASE}}/static/[[static:site.css]]">
<script src="{{BASE}}/static/[[static:site.js]]" defer></script>
<link rel="icon" type="image/svg+xml" href="{{BASE}}/static/[[static:favicon.svg]]">
{{#ADDRESSES}}
<link rel="canonical" href="{{ORIGIN}}{{BASE}}/{{LANG}}{{PATH}}{{QUERY}}">
{{#ALTERNATE}}<link rel="alternate" hreflang="{{HREFLANG}}" href="{{ORIGIN}}{{BASE}}/{{ALTERNATE_LANG}}{{PATH}}{{QUERY}}">
{{/ALTERNATE}}
<meta property="og:type" content="website">
<meta property="og:title" content="{{TITLE}}">
<meta property="og:description" content="{{DESCRIPTION}}">
<meta property="og:url" content="{{ORIGIN}}{{BASE}}/{{LANG}}{{PATH}}{{QUERY}}">
<meta property="og:site_name" content="{{SITE_NAME}}">
<meta property="og:locale" content="{{OG_LOCALE}}">
{{/ADDRESSES}}
{{#JSON_LD}}<script type="application/ld+json">{{JSON_LD_HTML:none}}</script>{{/JSON_LD}}
</head>
<body>
<a class="skip" href="#main">[[Go to the content]]</a>
<header class="site">
<nav class="site-languages" aria-label="[[Languages]]">
<ul>
{{#LANGUAGE}}
<li><a href="{{BASE}}/{{LANGUAGE_CODE}}{{PATH}}{{QUERY}}" lang="{{LANGUAGE_CODE}}" hreflang="{{LANGUAGE_CODE}}" rel="alternate"{{#LANGUAGE_CURRENT}} aria-current="true"{{/LANGUAGE_CURRENT}}>{{AUTONYM}}</a></li>
{{/LANGUAGE}}
</ul>
</nav>
<p class="site-list"><a href="{{BASE}}/{{LANG}}/shortlist" data-shortlist-link data-added="[[Kept in your list: {n} in all]]" data-removed="[[Taken out of your list: {n} in all]]" data-full="[[Your list is full: it holds {n} organisations]]" data-lost="[[This browser keeps nothing: the list lasts as long as this page]]" hidden>[[My list]] (<span class="number">0</span>)</a></p>
<template id="toggle"><button type="button" class="toggle" aria-pressed="false">[[icon:plus]][[icon:check]]<span>[[Keep in my list]]</span></button></template>
<div class="site-bar">
<a class="brand" href="{{BASE}}/{{LANG}}/">[[icon:mark]]<span>{{SITE_NAME}}</span></a>
<p class="print-title">{{PAGE_TITLE}}</p>
<nav class="site-nav" aria-label="[[Main menu]]">
<ul>
<li><a href="{{BASE}}/{{LANG}}/organisations"{{#NAV_ORGANISATIONS}} aria-current="true"{{/NAV_ORGANISATIONS}}>[[Organisations]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/activities"{{#NAV_ACTIVITIES}} aria-current="true"{{/NAV_ACTIVITIES}}>[[Activities]]</a></li>
<li><a href="{{BASE}}/{{LANG}}/partners"{{#NAV_PARTNERS}} aria-current="true"{{/NAV_PARTNERS}}>[[Partners]]</a></li>
</ul>
</nav>
{{#ACCOUNT}}
<nav class="site-account" aria-label="[[My account]]">
<ul>
<li><a href="{{BASE}}/{{LANG}}/edit/"{{#NAV_EDIT}} aria-current="true"{{/NAV_EDIT}}>[[My pages]]</a></li>
{{#ACCOUNT_MODERATES}}<li><a href="{{BASE}}/{{LANG}}/moderate/"{{#NAV_MODERATE}} aria-current="true"{{/NAV_MODERATE}}>[[Federation's desk]]</a></li>{{/ACCOUNT_MODERATES}}
<li><a href="{{BASE}}/{{LANG}}/account/"{{#NAV_ACCOUNT}} aria-current="true"{{/NAV_ACCOUNT}}>{{ACCOUNT_NAME}}</a></li>
<li><form method="post" action="{{BASE}}/{{LANG}}/account/signout"><input type="hidden" name="token" value="{{SIGNOUT_TOKEN}}"><button class="plain">[[Sign out]]</button></form></li>
</ul>
</nav>
{{/ACCOUNT}}
{{#FIND}}
<form class="find" action="{{BASE}}/{{LANG}}/organisations" role="search">
<label class="hidden" for="find">[[Search the organisations]]</label>
<input id="find" name="q" type="search" maxlength="200" autocomplete="off" enterkeyhint="search" data-suggest="{{BASE}}/{{LANG}}/suggest.json" data-label="[[Suggestions]]" data-one="[[1 suggestion]]" data-many="[[{n} suggestions]]" data-none="[[No suggestion]]" data-organisation="[[Organisation]]" data-term="[[Keyword]]" data-locality="[[Place]]">
<button>[[icon:search]]<span class="hidden">[[Search]]</span></button>
</form>
{{/FIND}}
</div>
</header>
<main id="main" tabindex="-1">{{#READ_ONLY}}
<p class="note read-only" role="status">[[The directory can be read, but nothing can be changed right now. Try again in a few minutes.]]</p>{{/READ_ONLY}}
{{>MAIN}}
</main>
<footer class="site-foot">
<p>[[The directory of organisations for global citizenship and solidarity education in Belgium.]]</p>
<p>[[Each page says what the organisation says of itself, and when it last confirmed it.]]</p>
<p class="site-edit"><a href="{{BASE}}/{{LANG}}/edit/">[[You belong to one of these organisations? Keep its page up to date]]</a></p>
<p class="print-address">{{ORIGIN}}{{BASE}}/{{LANG}}{{PATH}}{{QUERY}}</p>
</footer>
</body>
</html>
