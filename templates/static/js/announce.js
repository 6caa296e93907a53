/* What the other scripts share: telling readers of screens what has just changed, in one polite live region. */
var annuaire = (function () {
	"use strict";
	var region, timer;

	function announce(words) {
		if (!region) {
			region = document.createElement("p");
			region.className = "hidden";
			region.setAttribute("role", "status");
			document.body.appendChild(region);
		}
		/* Emptied first, and filled a moment later: so the same words are said again, and a region that is new is known by then. */
		region.textContent = "";
		clearTimeout(timer);
		timer = setTimeout(function () { region.textContent = words; }, 100);
	}

	return { announce: announce };
}());
