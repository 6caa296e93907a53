/*
 * What the long texts in a [data-preview] will look like: a button below each field opens the page's own rendering of it, made by the server at that address
 * (POST text, lang and token, which is data-preview-token; the answer is a fragment of HTML), and it follows while one types.
 * Without this script the form's own preview button shows the page with previews.
 */
(function () {
	"use strict";
	var PAUSE = 600;

	function preview(field, place) {
		var button = document.createElement("button"), shown = document.createElement("div"), label = field.labels[0], last = null, timer, asking;

		function fail() {
			last = null;
			shown.textContent = edit.say("unseen");
		}

		function ask() {
			var mine, body;

			clearTimeout(timer);
			if (asking)
				asking.abort();
			mine = asking = new AbortController();
			last = field.value;
			body = new URLSearchParams({ text: last, token: place.dataset.previewToken });
			if (field.lang)
				body.set("lang", field.lang);
			fetch(place.dataset.preview, { method: "POST", body: body, signal: mine.signal }).then(function (answer) {
				return answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer.status);
			}).then(function (html) {
				if (mine === asking)
					shown.innerHTML = html;
			}).catch(function () {
				if (mine === asking)
					fail();
			});
		}

		function toggle() {
			shown.hidden = !shown.hidden;
			button.setAttribute("aria-expanded", String(!shown.hidden));
			button.textContent = edit.say(shown.hidden ? "preview" : "close");
			if (!shown.hidden && field.value !== last)
				ask();
		}

		shown.id = field.id + "-preview";
		shown.className = "preview prose";
		shown.hidden = true;
		shown.lang = field.lang || document.documentElement.lang;
		shown.setAttribute("role", "region");
		shown.setAttribute("aria-label", edit.say("preview") + (label ? ": " + label.textContent.trim() : ""));
		button.type = "button";
		button.className = "quiet";
		button.textContent = edit.say("preview");
		button.setAttribute("aria-expanded", "false");
		button.setAttribute("aria-controls", shown.id);
		button.addEventListener("click", toggle);
		field.closest(".field").append(button, shown);
		field.addEventListener("input", function () {
			clearTimeout(timer);
			if (!shown.hidden)
				timer = setTimeout(ask, PAUSE);
		});
	}

	document.querySelectorAll("[data-preview]").forEach(function (place) {
		place.querySelectorAll("textarea[data-rich]").forEach(function (field) { preview(field, place); });
		place.querySelectorAll("button[name=preview], button[value=preview]").forEach(function (plain) { plain.hidden = true; });
	});
}());
