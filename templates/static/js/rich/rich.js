/*
 * A rich editor in place of each textarea[data-rich], by ProseMirror. The textarea stays the form's field: it is kept in step with what is edited, and says
 * "input" then, as if it had been typed in; a text that nobody changed, or that was changed back, is sent as it came. Words and buttons come from
 * templates/edit-words.tpl. Without this script the field is plain, and so it is at the press of a button.
 */
import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { asText, COMMANDS, hasLink } from "./commands.js";
import { askForLink } from "./link.js";
import { parse, schema, serialise } from "./markdown.js";
import { cleaned } from "./paste.js";
import { makeToolbar } from "./toolbar.js";

const { nodes } = schema;

const link = {
	isOn: hasLink,
	run(state, dispatch, view) {
		const { parent } = asText(state).selection.$from;

		if (dispatch)
			askForLink(view);
		return parent.inlineContent && !parent.type.spec.code;
	},
};

const breakLine = chainCommands(exitCode, (state, dispatch) => {
	if (!state.selection.$from.parent.type.validContent(state.selection.$from.parent.content.addToEnd(nodes.hard_break.create())))
		return false;
	dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
	return true;
});

const PLUGINS = [
	/* Who knows the signs may type them; Backspace takes back what became of them. */
	inputRules({ rules: [
		textblockTypeInputRule(/^(#{1,2})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
		wrappingInputRule(/^[-*]\s$/, nodes.bullet_list),
		wrappingInputRule(/^1[.)]\s$/, nodes.ordered_list),
		wrappingInputRule(/^>\s$/, nodes.blockquote),
	] }),
	keymap({
		"Mod-b": COMMANDS.strong.run, "Mod-i": COMMANDS.em.run, "Mod-k": link.run, "Mod-Alt-1": COMMANDS.heading.run, "Mod-Alt-2": COMMANDS.subheading.run,
		"Mod-Shift-8": COMMANDS.bullets.run, "Mod-Shift-7": COMMANDS.numbers.run, "Mod-Shift-9": COMMANDS.quote.run, "Mod-z": undo, "Mod-Shift-z": redo, "Mod-y": redo,
		"Shift-Enter": breakLine, "Mod-Enter": breakLine, Enter: splitListItem(nodes.list_item), "Mod-[": liftListItem(nodes.list_item), "Mod-]": sinkListItem(nodes.list_item),
		Backspace: undoInputRule,
	}),
	keymap(baseKeymap),
	history(),
];

/* What says of the textarea what it is, what it is for and what is wrong with it says so of the editor. */
function attributesOf(textarea, label) {
	const attributes = { class: "rich-text prose", role: "textbox", "aria-multiline": "true" };

	if (label) {
		label.id = label.id || `${textarea.id}-label`;
		attributes["aria-labelledby"] = label.id;
	}
	for (const name of ["aria-label", "aria-describedby", "aria-invalid", "lang"])
		if (textarea.hasAttribute(name))
			attributes[name] = textarea.getAttribute(name);
	return attributes;
}

function edit(textarea) {
	const label = textarea.labels[0], place = document.createElement("div");
	let origin, written, isSource = false, toolbar;

	function read() {
		written = textarea.value;
		origin = { text: written, doc: parse(written) };
		return EditorState.create({ doc: origin.doc, plugins: PLUGINS });
	}

	function write() {
		written = view.state.doc.eq(origin.doc) ? origin.text : serialise(view.state.doc);
		if (textarea.value !== written) {
			textarea.value = written;
			textarea.dispatchEvent(new Event("input", { bubbles: true }));
		}
	}

	/* Another script, or the browser going back to a page that was left, has put another text into the field. */
	function follow() {
		if (!isSource && textarea.value !== written) {
			view.updateState(read());
			toolbar.update();
		}
	}

	function showSource(is) {
		isSource = is;
		if (!is)
			follow();
		view.dom.hidden = is;
		textarea.classList.toggle("replaced", !is);
		textarea.tabIndex = is ? 0 : -1;
		if (is)
			textarea.removeAttribute("aria-hidden");
		else
			textarea.setAttribute("aria-hidden", "true");
		toolbar.showSource(is);
	}

	const view = new EditorView({ mount: place.appendChild(document.createElement("div")) }, {
		state: read(),
		attributes: attributesOf(textarea, label),
		transformPastedHTML: cleaned,
		dispatchTransaction(tr) {
			view.updateState(view.state.apply(tr));
			toolbar.update();
			if (tr.docChanged)
				write();
		},
	});
	const source = {
		always: true,
		isOn: () => isSource,
		run(state, dispatch) {
			if (dispatch)
				showSource(!isSource);
			return true;
		},
	};

	toolbar = makeToolbar(view, { ...COMMANDS, link, source }, label?.textContent.trim() ?? "");
	place.className = "rich";
	place.prepend(toolbar.element);
	textarea.before(place);
	/* Whoever looks for the field by its label or by its id, as the summary of faults does, comes to the editor. */
	textarea.addEventListener("focus", () => isSource || view.focus());
	textarea.addEventListener("input", follow);
	window.addEventListener("pageshow", follow);
	showSource(false);
}

document.querySelectorAll("textarea[data-rich]").forEach(edit);
