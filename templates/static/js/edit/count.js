/*
 * How much has been written, below each [data-limit]: the characters as the server counts them, Unicode's code points. Readers of screens hear it with the
 * field's description, and while they type once it comes near the limit.
 */
(function () {
	"use strict";
	var NEAR = 0.9, PAUSE = 1000;

	document.querySelectorAll("[data-limit]").forEach(function (field) {
		var limit = Number(field.dataset.limit), count = document.createElement("p"), timer;

		function show() {
			var n = Array.from(field.value).length, over = n - limit;

			count.textContent = edit.say(over > 0 ? "over" : "count", { n: n, limit: limit, over: over });
			count.classList.toggle("over", over > 0);
			return n;
		}

		count.className = "count";
		count.id = field.id + "-count";
		field.after(count);
		field.setAttribute("aria-describedby", ((field.getAttribute("aria-describedby") || "") + " " + count.id).trim());
		field.addEventListener("input", function () {
			clearTimeout(timer);
			if (show() >= limit * NEAR)
				timer = setTimeout(function () { annuaire.announce(count.textContent); }, PAUSE);
		});
		window.addEventListener("pageshow", show);
		show();
	});
}());
