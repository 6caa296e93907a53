/* The table of contents shows where the reader is. Without this script nothing is missing but that. */
(function () {
	"use strict";
	var links = {}, shown = [], sections;

	document.querySelectorAll(".contents a").forEach(function (a) { links[a.hash.slice(1)] = a; });
	sections = Object.keys(links).map(function (id) { return document.getElementById(id); }).filter(Boolean);
	if (!sections.length || !("IntersectionObserver" in window))
		return;
	var observer = new IntersectionObserver(function (entries) {
		entries.forEach(function (entry) {
			shown = shown.filter(function (id) { return id !== entry.target.id; });
			if (entry.isIntersecting)
				shown.push(entry.target.id);
		});
		var first = sections.find(function (section) { return shown.includes(section.id); });
		sections.forEach(function (section) {
			if (section === first)
				links[section.id].setAttribute("aria-current", "true");
			else
				links[section.id].removeAttribute("aria-current");
		});
	}, { rootMargin: "-15% 0px -70% 0px" });
	sections.forEach(function (section) { observer.observe(section); });
}());
