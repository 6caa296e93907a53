/*
 * Search boxes that propose while one types: input[data-suggest="address"] becomes a combobox with a listbox (WAI-ARIA 1.2; ARIA Authoring Practices, "Combobox with list
 * autocomplete, manual selection"). The address answers GET ?q=… with {"suggestions":[{"label","kind","href"}]}. Words come from the input: data-label names the list,
 * data-one, data-many ("{n}") and data-none are its status, data-organisation, data-term and data-locality say what an option is. Without this script it is a search box.
 */
(function () {
	"use strict";
	var PAUSE = 120, REMEMBERED = 50, MIN = 2, count = 0;

	function combobox(input) {
		var id = "suggestions-" + (++count), list = document.createElement("ul"), remembered = new Map(), active = -1, timer, asking, shownFor = null;

		list.id = id;
		list.className = "suggestions";
		list.hidden = true;
		list.setAttribute("role", "listbox");
		list.setAttribute("aria-label", input.dataset.label || "");
		input.parentNode.classList.add("suggested");
		input.parentNode.appendChild(list);
		/* A combobox may not be a search field; the keyboard of a phone stays the one for searching. */
		input.type = "text";
		input.inputMode = "search";
		input.setAttribute("role", "combobox");
		input.setAttribute("aria-autocomplete", "list");
		input.setAttribute("aria-expanded", "false");
		input.setAttribute("aria-controls", id);
		input.setAttribute("autocomplete", "off");

		function activate(i) {
			var options = list.children;

			if (options[active])
				options[active].setAttribute("aria-selected", "false");
			active = i;
			if (i < 0) {
				input.removeAttribute("aria-activedescendant");
				return;
			}
			options[i].setAttribute("aria-selected", "true");
			options[i].scrollIntoView({ block: "nearest" });
			input.setAttribute("aria-activedescendant", options[i].id);
		}

		function close() {
			clearTimeout(timer);
			if (asking)
				asking.abort();
			asking = null;
			shownFor = null;
			activate(-1);
			list.hidden = true;
			input.setAttribute("aria-expanded", "false");
		}

		function option(suggestion, i) {
			var li = document.createElement("li"), label = document.createElement("span"), kind = document.createElement("small"), word = input.dataset[suggestion.kind];

			li.id = id + "-" + i;
			li.setAttribute("role", "option");
			li.setAttribute("aria-selected", "false");
			li.dataset.href = suggestion.href;
			label.textContent = suggestion.label;
			li.appendChild(label);
			if (word) {
				kind.textContent = word;
				li.append(" ", kind);
			}
			return li;
		}

		/* Only addresses of this site are followed, whatever the answer says. */
		function ours(suggestion) {
			try {
				return typeof suggestion.label === "string" && new URL(suggestion.href, location.href).origin === location.origin;
			} catch (e) {
				return false;
			}
		}

		function show(words, suggestions) {
			activate(-1);
			list.replaceChildren.apply(list, suggestions.map(option));
			shownFor = words;
			list.hidden = !suggestions.length;
			list.scrollTop = 0;
			input.setAttribute("aria-expanded", String(!list.hidden));
			annuaire.announce((input.dataset[suggestions.length > 1 ? "many" : suggestions.length ? "one" : "none"] || "").replace("{n}", suggestions.length));
		}

		function ask(words) {
			var mine = asking = new AbortController(), address = new URL(input.dataset.suggest, location.href);

			address.searchParams.set("q", words);
			fetch(address, { signal: mine.signal, headers: { Accept: "application/json" } }).then(function (answer) {
				return answer.ok ? answer.json() : { suggestions: [] };
			}).then(function (answer) {
				var suggestions = (Array.isArray(answer.suggestions) ? answer.suggestions : []).filter(ours);

				if (remembered.size >= REMEMBERED)
					remembered.delete(remembered.keys().next().value);
				remembered.set(words, suggestions);
				if (mine === asking && document.activeElement === input)
					show(words, suggestions);
			}).catch(function () {
				/* Outdated, or no answer: it is a search box all the same. */
				if (mine === asking)
					close();
			});
		}

		function refresh() {
			var words = input.value.trim();

			clearTimeout(timer);
			if (asking)
				asking.abort();
			asking = null;
			if (words.length < MIN) {
				close();
			} else if (words !== shownFor) {
				if (remembered.has(words))
					show(words, remembered.get(words));
				else
					timer = setTimeout(ask, PAUSE, words);
			}
		}

		function choose(li) {
			var href = li.dataset.href;

			close();
			location.assign(href);
		}

		/* Through the options and back to what was typed. */
		function step(by) {
			var n = list.children.length;

			activate((active + 1 + by + n + 1) % (n + 1) - 1);
		}

		function key(event) {
			var open = !list.hidden;

			if (event.isComposing || event.ctrlKey || event.metaKey)
				return;
			switch (event.key) {
			case "ArrowDown":
			case "ArrowUp":
				event.preventDefault();
				if (open)
					step(event.altKey ? 0 : event.key === "ArrowDown" ? 1 : -1);
				else
					refresh();
				if (open && event.altKey && event.key === "ArrowUp")
					close();
				break;
			case "Home":
			case "End":
				/* Both move the caret in what was typed, unless an option is active. */
				if (open && active >= 0) {
					event.preventDefault();
					activate(event.key === "Home" ? 0 : list.children.length - 1);
				}
				break;
			case "Enter":
				if (open && active >= 0) {
					event.preventDefault();
					choose(list.children[active]);
				} else {
					close();
				}
				break;
			case "Escape":
				if (open || input.value) {
					event.preventDefault();
					if (!open)
						input.value = "";
					close();
				}
				break;
			case "Tab":
				close();
				break;
			}
		}

		input.addEventListener("input", refresh);
		input.addEventListener("keydown", key);
		input.addEventListener("blur", close);
		/* The box keeps the focus while the list is pressed, scrolled or touched. */
		list.addEventListener("mousedown", function (event) { event.preventDefault(); });
		list.addEventListener("click", function (event) {
			var li = event.target.closest("li");

			if (li)
				choose(li);
		});
	}

	if (window.fetch && window.AbortController)
		document.querySelectorAll("input[data-suggest]").forEach(combobox);
}());
