/*
 * The items of a [data-reorder] list change places without a round trip: by their buttons "up" and "down", and by a handle with a pointer of any kind. An item
 * has <input type="hidden" name="order">, buttons named up and down, and data-label, what it is called; the page has the button that saves the order.
 * Without this script "up" and "down" send the form.
 */
(function () {
	"use strict";
	var EDGE = 48, STEP = 24;

	function reorder(list) {
		function items() {
			return Array.from(list.children);
		}

		function announce(item) {
			annuaire.announce(edit.say("moved", { what: item.dataset.label, n: items().indexOf(item) + 1, all: list.children.length }));
		}

		/* "up" of the first and "down" of the last say so; they keep the focus, as no disabled button does. */
		function show() {
			items().forEach(function (item, i, all) {
				item.querySelectorAll("button[name=up], button[name=down]").forEach(function (button) {
					button.disabled = false;
					button.setAttribute("aria-disabled", String(button.name === "up" ? i === 0 : i === all.length - 1));
				});
			});
		}

		function moved(item) {
			show();
			announce(item);
			item.querySelector("input[name=order]").dispatchEvent(new Event("input", { bubbles: true }));
		}

		function press(event) {
			var button = event.target.closest("button[name=up], button[name=down]"), item = button && button.closest("li"), up;

			if (!item)
				return;
			event.preventDefault();
			up = button.name === "up";
			if (button.getAttribute("aria-disabled") === "true") {
				annuaire.announce(edit.say(up ? "first" : "last", { what: item.dataset.label }));
				return;
			}
			/* It is the neighbour that moves in the page: so the button keeps the focus. */
			if (up)
				item.after(item.previousElementSibling);
			else
				item.before(item.nextElementSibling);
			moved(item);
		}

		/* Before which item this height lies; null: behind the last one. */
		function placeAt(y) {
			return items().find(function (item) {
				var box = item.getBoundingClientRect();

				return y < box.top + box.height / 2;
			}) || null;
		}

		function mark(item, before) {
			items().forEach(function (other) {
				other.classList.toggle("insert-before", Boolean(item) && other === before);
				other.classList.toggle("insert-after", Boolean(item) && before === null && other === list.lastElementChild);
				other.classList.toggle("moving", other === item);
			});
		}

		function addHandle(item) {
			var handle = document.createElement("span"), before;

			function drag(event) {
				var edge = event.clientY < EDGE ? -STEP : event.clientY > window.innerHeight - EDGE ? STEP : 0;

				window.scrollBy(0, edge);
				before = placeAt(event.clientY);
				mark(item, before);
			}

			function end(event) {
				handle.removeEventListener("pointermove", drag);
				handle.removeEventListener("pointerup", end);
				handle.removeEventListener("pointercancel", end);
				document.removeEventListener("keydown", escape);
				mark(null);
				if (event.type === "pointerup" && before !== undefined && before !== item && before !== item.nextElementSibling) {
					list.insertBefore(item, before);
					moved(item);
				}
			}

			function escape(event) {
				if (event.key === "Escape")
					end(event);
			}

			/* For pointers alone: the buttons do the same for everybody. */
			handle.className = "handle";
			handle.setAttribute("aria-hidden", "true");
			handle.addEventListener("pointerdown", function (event) {
				if (event.button !== 0)
					return;
				event.preventDefault();
				before = undefined;
				handle.setPointerCapture(event.pointerId);
				handle.addEventListener("pointermove", drag);
				handle.addEventListener("pointerup", end);
				handle.addEventListener("pointercancel", end);
				document.addEventListener("keydown", escape);
			});
			item.prepend(handle);
		}

		list.classList.add("reorder");
		list.addEventListener("click", press);
		items().forEach(addHandle);
		show();
	}

	document.querySelectorAll("[data-reorder]").forEach(reorder);
}());
