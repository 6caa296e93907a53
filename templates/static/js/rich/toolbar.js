/* The toolbar of one editor (ARIA Authoring Practices, "Toolbar": one stop for Tab, arrows inside), cloned from <template id="rich-toolbar">. */

const isMac = /^(Mac|iP)/.test(navigator.platform);

/*
 * commands: name → { run(state, dispatch, view), isOn(state) or none, always: works in the source as well }.
 * Returns { element, update(): shows what the editor's state is, showSource(is): leaves only what serves there }.
 */
export function makeToolbar(view, commands, name) {
	const element = document.getElementById("rich-toolbar").content.firstElementChild.cloneNode(true), buttons = [...element.querySelectorAll("[data-command]")];
	const shown = () => buttons.filter((button) => !button.hidden);

	function stopAt(button) {
		buttons.forEach((other) => { other.tabIndex = other === button ? 0 : -1; });
	}

	function update() {
		for (const button of buttons) {
			const { run, isOn } = commands[button.dataset.command];

			if (isOn)
				button.setAttribute("aria-pressed", String(isOn(view.state)));
			button.setAttribute("aria-disabled", String(!run(view.state, undefined, view)));
		}
	}

	function key(event) {
		const all = shown(), at = all.indexOf(event.target.closest("button")), to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];

		if (event.ctrlKey || event.altKey || event.metaKey)
			return;
		if (event.key === "Escape") {
			view.focus();
		} else if (to !== undefined) {
			const button = all.at(to % all.length);

			event.preventDefault();
			stopAt(button);
			button.focus();
		}
	}

	element.setAttribute("aria-label", `${element.getAttribute("aria-label")}: ${name}`);
	for (const button of buttons) {
		const keys = button.getAttribute("aria-keyshortcuts")?.replace("Control", isMac ? "Meta" : "Control");

		button.title = button.textContent.trim();
		if (keys) {
			button.setAttribute("aria-keyshortcuts", keys);
			button.title += ` (${keys.replace("Control", element.dataset.control).replace("Meta", "⌘")})`;
		}
		/* The text keeps the focus and its selection while a button is pressed with the mouse. */
		button.addEventListener("mousedown", (event) => event.preventDefault());
		button.addEventListener("click", () => {
			stopAt(button);
			if (button.getAttribute("aria-disabled") !== "true")
				commands[button.dataset.command].run(view.state, view.dispatch, view);
		});
	}
	element.addEventListener("keydown", key);
	stopAt(buttons[0]);
	update();

	function showSource(is) {
		buttons.forEach((button) => { button.hidden = is && !commands[button.dataset.command].always; });
		element.querySelectorAll(".tool-group").forEach((group) => { group.hidden = [...group.children].every((button) => button.hidden); });
		update();
	}

	return { element, update, showSource };
}
