/* The address of a link is asked for in a window of its own: <template id="rich-link">. */
import { TextSelection } from "prosemirror-state";
import { asText } from "./commands.js";
import { isSafe, schema } from "./markdown.js";

const { link } = schema.marks;

/* All of the link that the selection begins in: { from, to, mark }; without one, what is selected. */
function target(state) {
	const { $from, from, to } = asText(state).selection, { parent, parentOffset } = $from, runs = [];

	parent.forEach((node, offset) => {
		const mark = link.isInSet(node.marks), last = runs.at(-1);

		if (mark && last?.mark?.eq(mark))
			last.to = offset + node.nodeSize;
		else
			runs.push({ mark, from: offset, to: offset + node.nodeSize });
	});
	const run = runs.find((one) => one.mark && one.from <= parentOffset && parentOffset <= one.to);

	return run ? { from: $from.start() + run.from, to: $from.start() + run.to, mark: run.mark } : { from, to };
}

/* What somebody types or pastes as an address; null: none that the site would show as a link. */
function address(typed) {
	const href = typed.trim().replace(/\s/g, "%20");

	if (isSafe(href))
		return href;
	if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(href))
		return `mailto:${href}`;
	return /^[\p{L}\d-]+(\.[\p{L}\d-]+)+([/?#:]|$)/u.test(href) ? `https://${href}` : null;
}

let dialog;

/* Asks, and changes the text when the answer is there. */
export function askForLink(view) {
	if (!dialog) {
		dialog = document.getElementById("rich-link").content.firstElementChild.cloneNode(true);
		document.body.append(dialog);
	}
	const { from, to, mark } = target(view.state), form = dialog.querySelector("form"), input = dialog.querySelector("input"), fault = dialog.querySelector(".fault"), off = dialog.querySelector("[value=remove]");
	const wrong = (is) => {
		fault.hidden = !is;
		if (is)
			input.setAttribute("aria-invalid", "true");
		else
			input.removeAttribute("aria-invalid");
	};

	input.value = mark?.attrs.href ?? "";
	off.hidden = !mark;
	wrong(false);
	form.onsubmit = (event) => {
		if (event.submitter.value === "set" && !address(input.value)) {
			event.preventDefault();
			wrong(true);
			input.focus();
		}
	};
	dialog.onclose = () => {
		const { tr } = view.state, href = address(input.value);

		if (dialog.returnValue === "remove") {
			tr.removeMark(from, to, link);
		} else if (dialog.returnValue === "set" && from === to) {
			tr.insert(from, schema.text(href.replace(/^mailto:/, ""), [link.create({ href })]));
		} else if (dialog.returnValue === "set") {
			tr.removeMark(from, to, link).addMark(from, to, link.create({ href, title: mark?.attrs.title ?? null }));
		}
		dialog.returnValue = "";
		/* Behind it one goes on typing. */
		if (tr.docChanged)
			view.dispatch(tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(to))).removeStoredMark(link));
		view.focus();
	};
	dialog.showModal();
	input.select();
}
