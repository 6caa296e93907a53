<?php
// The page that Annuaire is measured against: the same content and the same HTML as its profile page, written the way a careful PHP programmer writes one.
// Normalised tables (peer.sql), five queries, one persistent connection, texts kept as HTML, everything else escaped, one write.
declare(strict_types=1);
ob_start();

const MONTHS = [1 => 'janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const LANGUAGES = ['fr' => ['Français', 'français'], 'nl' => ['Nederlands', 'néerlandais'], 'de' => ['Deutsch', 'allemand'], 'en' => ['English', 'anglais']];
const ICON = '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">';
const FACETS = [
	'activity_type' => ['type', 'Type d’activité', '<path d="M2 2.5h12v7.5H2zM5 14l1.5-4M11 14l-1.5-4M5 5.5h6M5 7.5h3"/>'],
	'theme' => ['theme', 'Thème', '<path d="M8 1.5C8.6 5.5 10.5 7.4 14.5 8 10.5 8.6 8.6 10.5 8 14.5 7.4 10.5 5.5 8.6 1.5 8 5.5 7.4 7.4 5.5 8 1.5z"/>'],
	'audience' => ['public', 'Public cible', '<circle cx="5.5" cy="5" r="2.5"/><path d="M1 14c0-3 1.8-5 4.5-5S10 11 10 14M10.5 2.7a2.5 2.5 0 0 1 0 4.6M12 9.3c1.9.7 3 2.4 3 4.7"/>'],
	'partner_type' => ['partner', 'Type de partenaire', '<circle cx="5.7" cy="8" r="4.2"/><circle cx="10.3" cy="8" r="4.2"/>'],
	'zone' => ['zone', 'Zone géographique', '<path d="M8 15C4.6 11.3 3 8.7 3 6.4a5 5 0 0 1 10 0c0 2.3-1.6 4.9-5 8.6z"/><circle cx="8" cy="6.3" r="1.6"/>'],
];

function e(?string $text): string
{
	return htmlspecialchars($text ?? '', ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

function rows(PDO $db, string $sql, array $values): array
{
	$statement = $db->prepare($sql);
	$statement->execute($values);
	return $statement->fetchAll();
}

function day(string $date): string
{
	[$year, $month, $day] = explode('-', $date);
	return ($day === '01' ? '1er' : (int)$day) . ' ' . MONTHS[(int)$month] . ' ' . $year;
}

function telephone(string $number): string
{
	return '<a href="tel:' . e(str_replace(' ', '', $number)) . '">' . e($number) . '</a>';
}

if (!preg_match('~^/([a-z]{2})/organisations/([a-z0-9-]+)$~', strtok($_SERVER['REQUEST_URI'], '?'), $path) || !isset(LANGUAGES[$path[1]])) {
	http_response_code(404);
	exit;
}
[, $lang, $slug] = $path;
$origin = $_SERVER['BENCH_ORIGIN'];
$db = new PDO($_SERVER['BENCH_DSN'], $_SERVER['BENCH_USER'], $_SERVER['BENCH_PASSWORD'],
	[PDO::ATTR_PERSISTENT => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC]);

$found = rows($db, 'SELECT o.*, t.name, t.summary, t.mission_north, t.mission, t.history FROM organisation o
	JOIN organisation_text t ON t.organisation_id = o.id AND t.language = ? WHERE o.slug = ?', [$lang, $slug]);
if (!$found) {
	http_response_code(404);
	exit;
}
$org = $found[0];
$etag = 'W/"' . substr(hash('xxh128', "$lang|$slug|{$org['revision']}|{$org['updated_on']}|{$org['confirmed_on']}"), 0, 20) . '"';
header('ETag: ' . $etag);
header('Cache-Control: public, max-age=0, s-maxage=10, must-revalidate');
header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'");
header('X-Content-Type-Options: nosniff');
header('Referrer-Policy: strict-origin-when-cross-origin');
header('Cross-Origin-Opener-Policy: same-origin');
header('Cross-Origin-Resource-Policy: same-origin');
header('Permissions-Policy: accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()');
if (($_SERVER['HTTP_IF_NONE_MATCH'] ?? '') === $etag) {
	http_response_code(304);
	exit;
}

$facets = [];
foreach (rows($db, 'SELECT t.vocabulary, t.code, l.label FROM organisation_term ot JOIN term t ON t.id = ot.term_id
		JOIN term_label l ON l.term_id = t.id AND l.language = ? WHERE ot.organisation_id = ? ORDER BY ot.position', [$lang, $org['id']]) as $term) {
	$facets[$term['vocabulary']][] = $term;
}
$branches = rows($db, 'SELECT name, street, postcode, locality, phone FROM branch WHERE organisation_id = ? ORDER BY number', [$org['id']]);
$activities = rows($db, 'SELECT number, title, description FROM activity WHERE organisation_id = ? ORDER BY number', [$org['id']]);
$groups = $partners = $networks = [];
$all = $most = 0;
foreach (rows($db, 'SELECT p.relation, p.name, p.count, t.code, l.label, c.label AS country, o.slug FROM partner p JOIN term t ON t.id = p.type_id
		JOIN term_label l ON l.term_id = p.type_id AND l.language = ? LEFT JOIN term_label c ON c.term_id = p.country_id AND c.language = ?
		LEFT JOIN organisation o ON o.id = p.target_id WHERE p.organisation_id = ? ORDER BY p.number', [$lang, $lang, $org['id']]) as $partner) {
	if ($partner['relation'] === 'group') {
		$groups[] = $partner;
		$all += $partner['count'];
		$most = max($most, $partner['count']);
	} elseif ($partner['relation'] === 'network') {
		$networks[] = $partner;
	} else {
		$partners[] = $partner;
	}
}

$here = "/$lang/organisations/$slug";
$title = $org['name'] . ' · Annuaire';
$address = fn (array $of): array => ['@type' => 'PostalAddress', 'streetAddress' => $of['street'], 'postalCode' => $of['postcode'], 'addressLocality' => $of['locality'], 'addressCountry' => 'BE'];
$data = ['@context' => 'https://schema.org', '@type' => 'NGO', '@id' => "$origin$here#organisation", 'url' => "$origin$here", 'name' => $org['name'],
	'alternateName' => [$org['acronym']], 'description' => $org['summary'], 'sameAs' => [$org['website']], 'address' => $address($org), 'email' => $org['email'],
	'telephone' => $org['phone'], 'knowsLanguage' => explode(',', $org['languages']), 'knowsAbout' => array_column($facets['theme'] ?? [], 'label'),
	'areaServed' => array_column($facets['zone'] ?? [], 'label')];
foreach ($branches as $branch) {
	$data['location'][] = ['@type' => 'Place', 'name' => $branch['name'], 'address' => $address($branch), 'telephone' => $branch['phone']];
}
foreach ($networks as $network) {
	$data['memberOf'][] = ['@type' => 'Organization', 'name' => $network['name']] + ($network['slug'] ? ['url' => "$origin/$lang/organisations/{$network['slug']}"] : []);
}

function named(array $partners, string $lang): void
{
	echo "<ul class=\"named\">\n";
	foreach ($partners as $p) {
		echo '<li>', $p['slug'] ? '<a href="/' . $lang . '/organisations/' . e($p['slug']) . '">' . e($p['name']) . '</a>' : '<span>' . e($p['name']) . '</span>',
			'<small>', e($p['label']), $p['country'] ? ' · ' . e($p['country']) : '', "</small></li>\n";
	}
	echo "</ul>\n";
}

?>
<!doctype html>
<html lang="<?= $lang ?>">
<head>
<meta charset="utf-8">
<title><?= e($title) ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="<?= e($org['summary']) ?>">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#15191b" media="(prefers-color-scheme: dark)">
<link rel="preload" href="/static/vollkorn.9a3e5261.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/static/vollkorn-semibold.8e310d98.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/static/inter.96f28aa0.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/static/site.65d04758.css">
<script src="/static/site.e27e50c7.js" defer></script>
<link rel="icon" type="image/svg+xml" href="/static/favicon.49ade925.svg">
<link rel="canonical" href="<?= e("$origin$here") ?>">
<?php foreach (LANGUAGES as $code => $names) { ?>
<link rel="alternate" hreflang="<?= $code ?>" href="<?= e("$origin/$code/organisations/$slug") ?>">
<?php } ?>
<link rel="alternate" hreflang="x-default" href="<?= e("$origin/fr/organisations/$slug") ?>">
<meta property="og:type" content="website">
<meta property="og:title" content="<?= e($title) ?>">
<meta property="og:description" content="<?= e($org['summary']) ?>">
<meta property="og:url" content="<?= e("$origin$here") ?>">
<meta property="og:site_name" content="Annuaire">
<meta property="og:locale" content="fr_BE">
<script type="application/ld+json"><?= json_encode($data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_HEX_TAG) ?></script>
</head>
<body>
<a class="skip" href="#main">Aller au contenu</a>
<header class="site">
<nav class="site-languages" aria-label="Langues">
<ul>
<?php foreach (LANGUAGES as $code => $names) { ?>
<li><a href="/<?= $code ?>/organisations/<?= e($slug) ?>" lang="<?= $code ?>" hreflang="<?= $code ?>" rel="alternate"<?= $code === $lang ? ' aria-current="true"' : '' ?>><?= $names[0] ?></a></li>
<?php } ?>
</ul>
</nav>
<p class="site-list"><a href="/<?= $lang ?>/shortlist" data-shortlist-link data-added="Gardée dans votre sélection : {n} en tout" data-removed="Retirée de votre sélection : {n} en tout" data-full="Votre sélection est complète : elle contient {n} organisations" data-lost="Ce navigateur ne garde rien : la sélection dure le temps de cette page" hidden>Ma sélection (<span class="number">0</span>)</a></p>
<template id="toggle"><button type="button" class="toggle" aria-pressed="false"><?= ICON ?><path d="M8 2.5v11M2.5 8h11"/></svg><?= ICON ?><path d="m2.5 8.5 3.5 4 7.5-9"/></svg><span>Garder dans ma sélection</span></button></template>
<div class="site-bar">
<a class="brand" href="/<?= $lang ?>/"><?= ICON ?><path d="M1.5 5.5h13v9h-13zM3 5.5v-3h4.5l1 1.5V5.5"/><circle cx="8" cy="11.5" r=".9"/></svg><span>Annuaire</span></a>
<p class="print-title"><?= e($org['name']) ?></p>
<nav class="site-nav" aria-label="Menu principal">
<ul>
<li><a href="/<?= $lang ?>/organisations" aria-current="true">Organisations</a></li>
<li><a href="/<?= $lang ?>/activities">Activités</a></li>
<li><a href="/<?= $lang ?>/partners">Partenaires</a></li>
</ul>
</nav>
<form class="find" action="/<?= $lang ?>/organisations" role="search">
<label class="hidden" for="find">Chercher parmi les organisations</label>
<input id="find" name="q" type="search" maxlength="200" autocomplete="off" enterkeyhint="search" data-suggest="/<?= $lang ?>/suggest.json" data-label="Propositions" data-one="1 proposition" data-many="{n} propositions" data-none="Aucune proposition" data-organisation="Organisation" data-term="Mot-clé" data-locality="Lieu">
<button><?= ICON ?><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 4 4"/></svg><span class="hidden">Chercher</span></button>
</form>
</div>
</header>
<main id="main" tabindex="-1">
<link rel="preload" href="/static/vollkorn-italic.3d4f6be0.woff2" as="font" type="font/woff2" crossorigin>
<article class="profile">
<header class="card">
<nav class="card-tab" aria-label="Vous êtes ici"><a href="/<?= $lang ?>/organisations">Organisations</a><a href="/<?= $lang ?>/organisations?letter=<?= e($slug[0]) ?>"><span class="hidden">Lettre </span><?= e(strtoupper($slug[0])) ?></a></nav>
<p class="card-keep"><a class="toggle" href="/<?= $lang ?>/shortlist?org=<?= e($slug) ?>" data-shortlist="<?= e($slug) ?>"><?= ICON ?><path d="M8 2.5v11M2.5 8h11"/></svg><span>Garder dans ma sélection</span></a></p>
<div class="card-name">
<h1 lang="<?= $lang ?>"><?= e($org['name']) ?></h1>
<p class="acronym"><?= e($org['acronym']) ?></p>
</div>
<p class="summary" lang="<?= $lang ?>"><?= e($org['summary']) ?></p>
<dl class="facts">
<div><dt>Adresse principale</dt>
<dd><address><?= e($org['street']) ?><br><?= e($org['postcode']) ?> <?= e($org['locality']) ?></address></dd>
</div>
<div><dt>Site web</dt>
<dd><a href="<?= e($org['website']) ?>" rel="external"><?= e(substr($org['website'], 8)) ?></a></dd>
</div>
<div><dt>Courriel</dt><dd><a href="mailto:<?= e($org['email']) ?>"><?= e($org['email']) ?></a></dd></div>
<div><dt>Téléphone</dt><dd><?= telephone($org['phone']) ?></dd></div>
<div><dt>Langues de travail</dt><dd><?= implode(', ', array_map(fn (string $code): string => LANGUAGES[$code][1], explode(',', $org['languages']))) ?></dd></div>
</dl>
<section class="card-facets" aria-labelledby="facets">
<h2 id="facets">Profil de l’organisation en ECMS</h2>
<dl class="facets">
<?php foreach (FACETS as $vocabulary => [$key, $label, $icon]) { ?>
<div class="facet facet-<?= $key ?>">
<dt><?= ICON, $icon ?></svg><?= $label ?></dt>
<?php foreach ($facets[$vocabulary] ?? [] as $term) { ?>
<dd><a href="/<?= $lang ?>/organisations?<?= $key ?>=<?= e($term['code']) ?>"><?= e($term['label']) ?></a></dd>
<?php } ?>
</div>
<?php } ?>
</dl>
</section>
<p class="dates">
<span class="confirmed"><?= ICON ?><path d="m2.5 8.5 3.5 4 7.5-9"/></svg>Confirmé par l’organisation en <?= strstr(day($org['confirmed_on']), ' ') ?></span>
<span>Mis à jour le <?= day($org['updated_on']) ?></span>
<span><a href="<?= $here ?>/history">Ce qui a changé</a></span>
</p>
</header>
<div class="leaf has-contents">
<nav class="contents" aria-labelledby="contents">
<h2 id="contents">Sur cette page</h2>
<ul>
<li><a href="#mission-north">Mission Nord</a></li>
<li><a href="#mission">Mission générale</a></li>
<li><a href="#history">Historique</a></li>
<li><a href="#branches"><?= $antennas = count($branches) > 1 ? 'Antennes locales' : 'Antenne locale' ?></a><?= $branches ? ' <small>' . count($branches) . '</small>' : '' ?></li>
<li><a href="#activities">Activités</a> <small><?= count($activities) ?></small></li>
<li><a href="#partners">Partenaires et réseaux</a></li>
</ul>
</nav>
<div class="leaf-text">
<?php foreach (['mission_north' => ['mission-north', 'Mission Nord', ''], 'mission' => ['mission', 'Mission générale', ''], 'history' => ['history', 'Historique', ' dated']] as $column => [$id, $heading, $class]) { ?>
<section id="<?= $id ?>" aria-labelledby="<?= $id ?>-heading">
<h2 id="<?= $id ?>-heading"><?= $heading ?></h2>
<div class="prose<?= $class ?>" lang="<?= $lang ?>"><?= $org[$column] ?></div>
</section>
<?php } ?>
<section id="branches" aria-labelledby="branches-heading">
<h2 id="branches-heading"><?= $antennas ?></h2>
<?php if ($branches) { ?>
<ul class="branches">
<?php foreach ($branches as $branch) { ?>
<li><h3 lang="<?= $lang ?>"><?= e($branch['name']) ?></h3>
<address><?= e($branch['street']) ?><br><?= e($branch['postcode']) ?> <?= e($branch['locality']) ?><br><?= telephone($branch['phone']) ?></address></li>
<?php } ?>
</ul>
<?php } else { ?>
<p class="nothing">L'organisation n'a pas ajouté une antenne locale</p>
<?php } ?>
</section>
<section id="activities" aria-labelledby="activities-heading">
<h2 id="activities-heading">Activités de l’organisation <small><?= count($activities) ?></small></h2>
<table class="activities">
<thead><tr><th scope="col">Titre d’activité</th><th scope="col">Description</th></tr></thead>
<tbody>
<?php foreach ($activities as $activity) { ?>
<tr><th scope="row" lang="<?= $lang ?>"><a href="<?= e($here) ?>/activities/<?= $activity['number'] ?>"><?= e($activity['title']) ?></a></th><td><div class="prose" lang="<?= $lang ?>"><?= $activity['description'] ?></div></td></tr>
<?php } ?>
</tbody>
</table>
<p class="more"><a href="<?= e($here) ?>/activities">Les activités avec leurs thèmes et leurs publics</a></p>
</section>
<section id="partners" aria-labelledby="partners-heading">
<h2 id="partners-heading">Partenaires et réseaux</h2>
<p class="hint" id="partner-groups"><?= $all ?> organisations partenaires, par type</p>
<table class="bars facet-partner" aria-labelledby="partner-groups">
<thead class="hidden"><tr><th scope="col">Type de partenaire</th><td></td><th scope="col">Nombre</th></tr></thead>
<tbody>
<?php foreach ($groups as $group) { ?>
<tr><th scope="row"><a href="/<?= $lang ?>/organisations?partner=<?= e($group['code']) ?>"><?= e($group['label']) ?></a></th><td class="bar"><svg viewBox="0 0 100 8" width="100%" height="8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="<?= intdiv(100 * $group['count'], $most) ?>" height="8"/></svg></td><td class="number"><?= $group['count'] ?></td></tr>
<?php } ?>
</tbody>
</table>
<h3>Partenaires cités</h3>
<?php named($partners, $lang) ?>
<h3>Réseaux dont elle est membre</h3>
<?php named($networks, $lang) ?>
<p class="more"><a href="<?= e($here) ?>/partners">Avec qui elle travaille et qui la cite</a></p>
</section>
</div>
</div>
</article>
</main>
<footer class="site-foot">
<p>L’annuaire des organisations d’éducation à la citoyenneté mondiale et solidaire en Belgique.</p>
<p>Chaque page reprend ce que l’organisation dit d’elle-même, et la date à laquelle elle l’a confirmé.</p>
<p class="site-edit"><a href="/fr/edit/">Vous faites partie d’une de ces organisations ? Tenez sa page à jour</a></p>
<p class="print-address"><?= e("$origin$here") ?></p>
</footer>
</body>
</html>
<?php
header('Content-Length: ' . ob_get_length());
