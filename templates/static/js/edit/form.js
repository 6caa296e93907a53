/*
 * What the scripts of forms share, and what every form has: the summary of faults is where one starts, and a form is sent once. Words come from
 * templates/edit-words.tpl. All of it is an improvement: without these scripts forms are filled in and sent as they are.
 */
var edit = (function () {
	"use strict";
	var AGAIN = 10000, words = document.getElementById("edit-words"), faults = document.querySelector(".faults");

	/* A sentence of the page: "{n}" in it becomes values.n. */
	function say(name, values) {
		return words.dataset[name].replace(/\{(\w+)\}/g, function (key, k) { return values[k]; });
	}

	/* A moment in the page's language; how: see Intl.DateTimeFormat. */
	function time(date, how) {
		return date.toLocaleString(document.documentElement.lang, how);
	}

	/* Impatient clicks send nothing twice. A page that comes back, or an answer that never does, lets it be sent again. */
	function once(form) {
		var sent = 0;

		form.addEventListener("submit", function (event) {
			if (event.defaultPrevented)
				return;
			if (Date.now() - sent < AGAIN)
				event.preventDefault();
			else
				sent = Date.now();
		});
		window.addEventListener("pageshow", function () { sent = 0; });
	}

	document.querySelectorAll("form[method=post]").forEach(once);
	if (faults)
		faults.focus();
	return { say: say, time: time };
}());
