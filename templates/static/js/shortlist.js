/*
 * The short list, kept in this browser (localStorage: the slugs, in order) while its reader goes from page to page. Without this script the list lives in its address alone.
 *   a[data-shortlist="slug"]        becomes a toggle button
 *   any other [data-shortlist]      gets one at its end; with a checkbox name="org" in it, in place of that one's label
 *   [data-shortlist-plain]          what only serves without this script: hidden
 *   [data-shortlist-link]           the link to the list, in the header of every page
 *   [data-shortlist-page]           the page of the list: its links keep address and browser together
 */
(function () {
	"use strict";
	var KEY = "annuaire.shortlist", ABOUT = "annuaire.shortlist.about", MAX = 40;
	var link = document.querySelector("[data-shortlist-link]"), template = document.getElementById("toggle"), page = document.querySelector("[data-shortlist-page]");
	var memory = { list: [], about: "" }, blocked = false;

	if (!link || !template)
		return;

	function clean(list) {
		return (Array.isArray(list) ? list : []).filter(function (slug, i, all) {
			return typeof slug === "string" && /^[a-z0-9-]{1,80}$/.test(slug) && all.indexOf(slug) === i;
		}).slice(0, MAX);
	}

	/* Storage may be forbidden, full, or hold what others wrote: then the list lasts as long as the page. */
	function read() {
		if (!blocked) {
			try {
				memory = { list: clean(JSON.parse(localStorage.getItem(KEY) || "[]")), about: localStorage.getItem(ABOUT) || "" };
			} catch (e) {
				blocked = !(e instanceof SyntaxError);
			}
		}
		return memory.list;
	}

	function write(list, about) {
		memory = { list: clean(list), about: list.length ? about : "" };
		try {
			localStorage.setItem(KEY, JSON.stringify(memory.list));
			localStorage.setItem(ABOUT, memory.about);
		} catch (e) {
			blocked = true;
		}
		show();
	}

	/* What an address says of a list: its slugs, and the rest (title, search) as it stands. */
	function parse(address) {
		var all = new URL(address, location.href).searchParams, list = clean(all.getAll("org"));

		all.delete("org");
		return { list: list, about: all.toString() };
	}

	function same(a, b) {
		return a.join() === b.join();
	}

	function say(what) {
		annuaire.announce(link.dataset[what].replace("{n}", what === "full" ? MAX : memory.list.length));
	}

	function toggle(slug) {
		var list = read(), at = list.indexOf(slug);

		if (at < 0 && list.length >= MAX) {
			say("full");
			return;
		}
		write(at < 0 ? list.concat(slug) : list.filter(function (s) { return s !== slug; }), memory.about);
		say(blocked ? "lost" : at < 0 ? "added" : "removed");
	}

	/* A toggle for each organisation that the page names. */
	function make(place) {
		var slug = place.dataset.shortlist, button = template.content.firstElementChild.cloneNode(true), box, name;

		button.dataset.slug = slug;
		button.addEventListener("click", function () { toggle(slug); });
		if (place.matches("a")) {
			place.replaceWith(button);
			return;
		}
		name = place.querySelector("h2, h3, h4");
		if (name) {
			name = name.querySelector("a") || name;
			button.setAttribute("aria-label", button.textContent.trim() + ", " + name.textContent.trim());
		}
		box = place.querySelector("input[type=checkbox][name=org]");
		if (box)
			(box.closest("label") || box).replaceWith(button);
		else
			place.appendChild(button);
	}

	function show() {
		var list = memory.list;

		link.hidden = !list.length;
		link.lastElementChild.textContent = list.length;
		link.search = "?" + list.map(function (slug) { return "org=" + slug; }).concat(memory.about || []).join("&");
		document.querySelectorAll("button[data-slug]").forEach(function (button) {
			button.setAttribute("aria-pressed", String(list.indexOf(button.dataset.slug) >= 0));
		});
		showKeeping();
	}

	/* On the page of the list: is it the one that this browser keeps? */
	var shown = page ? parse(location.href) : null, keeping = document.querySelector("[data-shortlist-keep]");

	function showKeeping() {
		var state;

		if (!keeping)
			return;
		state = same(memory.list, shown.list) ? "same" : memory.list.length ? "other" : "none";
		keeping.hidden = blocked;
		keeping.querySelectorAll("[data-state]").forEach(function (p) { p.hidden = p.dataset.state !== state; });
		keeping.querySelector("[data-keep]").hidden = state === "same";
		keeping.querySelector("[data-forget]").hidden = state !== "same";
	}

	/* A list that is moved about or shortened here stays the same list there. */
	function follow(event) {
		var a = event.target.closest("a[data-shortlist-remove], a[data-shortlist-move]"), next;

		if (!a)
			return;
		next = parse(a.href);
		if (same(read(), shown.list))
			write(next.list, next.about);
		else if (a.dataset.shortlistRemove)
			write(memory.list.filter(function (slug) { return slug !== a.dataset.shortlistRemove; }), memory.about);
	}

	function press(button, list, about, words) {
		var next = keeping.querySelector(button === "keep" ? "[data-forget]" : "[data-keep]");

		write(list, about);
		annuaire.announce(blocked ? link.dataset.lost : words);
		if (!next.hidden)
			next.focus();
	}

	if (page) {
		/* The address may name what is not shown: what is shown counts. */
		var first = document.getElementById("list-address");

		shown = parse(first ? first.value : link.pathname);
		page.addEventListener("click", follow);
		/* Another title or order of the same organisations came by the address. */
		if (shown.list.length && same(read(), shown.list) && memory.about !== shown.about)
			write(shown.list, shown.about);
	}
	if (keeping) {
		keeping.querySelector("[data-keep]").addEventListener("click", function () { press("keep", shown.list, shown.about, this.dataset.kept); });
		keeping.querySelector("[data-forget]").addEventListener("click", function () { press("forget", [], "", this.dataset.forgotten); });
	}
	document.querySelectorAll("[data-shortlist]").forEach(make);
	document.querySelectorAll("[data-shortlist-plain]").forEach(function (plain) { plain.hidden = true; });
	document.querySelectorAll("[data-print]").forEach(function (button) {
		button.hidden = false;
		button.addEventListener("click", function () { window.print(); });
	});
	document.querySelectorAll("[data-copy]").forEach(function (button) {
		var field = document.getElementById(button.dataset.copy);

		function done() { annuaire.announce(button.dataset.copied); }
		button.hidden = false;
		button.addEventListener("click", function () {
			field.select();
			if (navigator.clipboard)
				navigator.clipboard.writeText(field.value).then(done, function () {});
			else if (document.execCommand("copy"))
				done();
		});
	});
	read();
	show();
	/* Another tab changed it; or this page was left, and is shown again as it was. */
	window.addEventListener("storage", function (event) {
		if (event.key === KEY || event.key === null) {
			read();
			show();
		}
	});
	window.addEventListener("pageshow", function (event) {
		if (event.persisted) {
			read();
			show();
		}
	});
}());
