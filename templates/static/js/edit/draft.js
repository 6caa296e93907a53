/*
 * Drafts: what is typed in a form[data-draft] is posted to that address a moment after the last change, as the form itself would be, but with data-draft-token
 * for its token and without passwords. 204: kept; 401 or 403: the session is over; anything else: later. Nothing stays in this browser, which others may use
 * after its reader, unless the server cannot be reached: then a copy does, is offered when the form is back, and goes once the server has it,
 * or after 30 days.
 * Whoever leaves is asked only if something would be lost; so it is for a list that was put in another order, too.
 */
(function () {
	"use strict";
	var PAUSE = 3000, GAP = 15000, LONGEST = 300000, KEEPALIVE_MAX = 60000 /* bytes; browsers allow 64 KiB */, KEPT = 30 * 24 * 3600 * 1000, PREFIX = "annuaire.draft ";

	/* Whoever signed in again in another tab has other tokens: this page takes those that it would be given now. */
	function renew() {
		return fetch(location.href, { redirect: "error" }).then(function (answer) {
			return answer.ok ? answer.text() : Promise.reject(answer.status);
		}).then(function (html) {
			var fresh = new DOMParser().parseFromString(html, "text/html");

			function take(selector, address, set) {
				document.querySelectorAll(selector).forEach(function (old) {
					Array.from(fresh.querySelectorAll(selector)).some(function (young) {
						if (young.getAttribute(address) === old.getAttribute(address))
							set(old, young);
						return young.getAttribute(address) === old.getAttribute(address);
					});
				});
			}

			take("[data-draft]", "data-draft", function (old, young) { old.dataset.draftToken = young.dataset.draftToken; });
			take("[data-preview]", "data-preview", function (old, young) { old.dataset.previewToken = young.dataset.previewToken; });
			take("form", "action", function (old, young) {
				if (old.elements.token && young.elements.token)
					old.elements.token.value = young.elements.token.value;
			});
		});
	}

	/* Storage may be forbidden or full: then there is no copy. */
	function storage(what, key, value) {
		try {
			return localStorage[what](key, value);
		} catch (e) {
			return null;
		}
	}

	/* Copies that are too old, or none of ours. */
	function sweep() {
		Object.keys(storage("valueOf") || {}).filter(function (key) { return key.startsWith(PREFIX); }).forEach(function (key) {
			var copy = null;

			try {
				copy = JSON.parse(storage("getItem", key));
			} catch (e) {
				/* no copy */
			}
			if (copy === null || !(Date.now() - copy.at < KEPT))
				storage("removeItem", key);
		});
	}

	function watch(form) {
		var address = form.dataset.draft, key = PREFIX + address, state = document.createElement("p");
		var version = 0, saved = 0, since = null, sentAt = 0, failures = 0, timer, sending = null, isOver = false, isAway = false, isSent = false, isLeft = false, isOffered = false;

		function say(name, values) {
			state.textContent = edit.say(name, values);
		}

		/* [name, value] of all that somebody may see and change. */
		function visible() {
			return Array.from(form.elements).filter(function (field) {
				return field.name && /^(input|textarea|select)$/i.test(field.tagName) && !/^(hidden|password|file|submit|button|image|reset)$/.test(field.type);
			});
		}

		function typed() {
			return visible().filter(function (field) { return !/^(checkbox|radio)$/.test(field.type) || field.checked; }).map(function (field) { return [field.name, field.value]; });
		}

		function keep() {
			storage("setItem", key, JSON.stringify({ at: Date.now(), fields: typed() }));
		}

		function body() {
			var fields = new URLSearchParams();

			new FormData(form).forEach(function (value, name) {
				if (typeof value === "string" && name !== "token" && !form.querySelector('input[type=password][name="' + CSS.escape(name) + '"]'))
					fields.append(name, value.replace(/\r?\n/g, "\r\n"));
			});
			fields.append("token", form.dataset.draftToken);
			return fields;
		}

		function schedule() {
			var now = Date.now();

			clearTimeout(timer);
			if (address && version !== saved && !sending && !isSent)
				timer = setTimeout(send, Math.max(sentAt + Math.min(GAP * Math.pow(2, failures), LONGEST), Math.min(now + PAUSE, since + GAP)) - now);
		}

		function changed() {
			if (version++ === saved)
				since = Date.now();
			schedule();
		}

		function answered(answer, sent) {
			isAway = false;
			isOver = answer.status === 401 || answer.status === 403;
			if (answer.status === 204) {
				saved = sent;
				since = Date.now();
				failures = 0;
				say("saved", { time: edit.time(new Date(), { hour: "2-digit", minute: "2-digit" }) });
				if (!isOffered)
					storage("removeItem", key);
			} else {
				failures++;
				say(isOver ? "signin" : "waiting");
			}
		}

		function post(leaving) {
			var text = body();

			return fetch(address, { method: "POST", body: text, signal: sending.signal, redirect: "manual", keepalive: leaving === true && text.toString().length < KEEPALIVE_MAX });
		}

		function send(leaving) {
			var sent = version, mine;

			clearTimeout(timer);
			mine = sending = new AbortController();
			sentAt = Date.now();
			(isOver ? renew().then(post, function () { return { status: 401 }; }) : post(leaving)).then(function (answer) {
				answered(answer, sent);
			}, function () {
				/* Given up by us, or by the browser because the page was left: that says nothing of the server. */
				if (mine.signal.aborted || isLeft)
					return;
				isAway = true;
				failures++;
				keep();
				say("kept");
			}).then(function () {
				sending = null;
				schedule();
			});
		}

		/* Now or never. */
		function leave() {
			if (version === saved || isSent)
				return;
			if (address && (isAway || !navigator.onLine))
				keep();
			if (address && !sending)
				send(true);
		}

		function restore(fields) {
			visible().forEach(function (field) {
				var at = fields.findIndex(function (one) { return one[0] === field.name && (!/^(checkbox|radio)$/.test(field.type) || one[1] === field.value); }), before = [field.value, field.checked];

				if (/^(checkbox|radio)$/.test(field.type))
					field.checked = at >= 0;
				else if (at >= 0)
					field.value = fields[at][1];
				if (at >= 0)
					fields.splice(at, 1);
				if (field.value !== before[0] || field.checked !== before[1])
					field.dispatchEvent(new Event("input", { bubbles: true }));
			});
		}

		function offer() {
			var copy = JSON.parse(storage("getItem", key) || "null"), notice, p;

			if (!copy)
				return;
			if (JSON.stringify(copy.fields) === JSON.stringify(typed())) {
				storage("removeItem", key);
				return;
			}
			isOffered = true;
			notice = document.getElementById("kept-text").content.firstElementChild.cloneNode(true);
			p = notice.querySelector("p");
			p.textContent = p.textContent.replace("{time}", edit.time(new Date(copy.at), { dateStyle: "long", timeStyle: "short" }));
			notice.addEventListener("click", function (event) {
				if (!event.target.closest("button"))
					return;
				isOffered = false;
				if (event.target.closest("[data-restore]"))
					restore(copy.fields);
				else
					storage("removeItem", key);
				notice.remove();
				visible()[0].focus();
			});
			form.prepend(notice);
		}

		state.className = "draft-state";
		state.setAttribute("role", "status");
		(form.querySelector(".form-end:last-of-type") || form).append(state);
		form.addEventListener("input", function (event) {
			if (event.target.name)
				changed();
		});
		form.addEventListener("submit", function (event) {
			if (event.defaultPrevented)
				return;
			isSent = true;
			clearTimeout(timer);
			if (sending)
				sending.abort();
		});
		window.addEventListener("beforeunload", function (event) {
			if (version !== saved && !isSent)
				event.preventDefault();
		});
		window.addEventListener("pagehide", function () {
			isLeft = true;
			leave();
		});
		window.addEventListener("pageshow", function () {
			isSent = isLeft = false;
			schedule();
		});
		document.addEventListener("visibilitychange", function () {
			if (document.visibilityState === "hidden" || isOver || isAway)
				leave();
		});
		window.addEventListener("online", leave);
		if (address)
			offer();
		/* A form that came back with faults is nowhere but on this page. */
		if (document.querySelector(".faults"))
			changed();
	}

	sweep();
	Array.from(document.forms).filter(function (form) { return form.dataset.draft || form.querySelector("[data-reorder]"); }).forEach(watch);
}());
