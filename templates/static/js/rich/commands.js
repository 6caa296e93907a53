/* What the toolbar and the keyboard do, each with how to tell whether it is done already: { run, isOn }. */
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { AllSelection, Selection, TextSelection } from "prosemirror-state";
import { schema } from "./markdown.js";

const { nodes, marks } = schema;

/* All that is selected, as text from the first word to the last: so every command knows how to change it. */
export function asText(state) {
	if (!(state.selection instanceof AllSelection))
		return state;
	return state.apply(state.tr.setSelection(TextSelection.between(Selection.atStart(state.doc).$from, Selection.atEnd(state.doc).$to)));
}

function hasMark(state, type) {
	const { from, to, $from, empty } = state.selection;

	return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

/* The innermost of these that the selection begins in: { node, depth }, or undefined. */
function around(state, ...types) {
	const { $from } = state.selection;

	for (let depth = $from.depth; depth > 0; depth--)
		if (types.includes($from.node(depth).type))
			return { node: $from.node(depth), depth };
	return undefined;
}

const mark = (type) => ({ run: toggleMark(type), isOn: (state) => hasMark(state, type) });

function heading(level) {
	const isOn = (state) => around(state, nodes.heading)?.node.attrs.level === level;

	return { isOn, run: (state, dispatch) => (isOn(state) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(state, dispatch) };
}

/* A list of the other kind changes its kind. */
function list(type) {
	const isOn = (state) => around(state, nodes.bullet_list, nodes.ordered_list)?.node.type === type;

	return {
		isOn,
		run(state, dispatch) {
			const other = around(state, nodes.bullet_list, nodes.ordered_list);

			if (!other)
				return wrapInList(type)(state, dispatch);
			if (other.node.type === type)
				return liftListItem(nodes.list_item)(state, dispatch);
			dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(other.depth), type, { tight: other.node.attrs.tight }));
			return true;
		},
	};
}

const quote = {
	isOn: (state) => Boolean(around(state, nodes.blockquote)),
	run: (state, dispatch) => (quote.isOn(state) ? lift : wrapIn(nodes.blockquote))(state, dispatch),
};

const onText = ({ run, isOn }) => ({ run: (state, dispatch) => run(asText(state), dispatch), isOn: (state) => isOn(asText(state)) });

/* The names that the buttons of templates/edit-words.tpl have in data-command; "link" and "source" are added where their windows are. */
export const COMMANDS = {
	strong: onText(mark(marks.strong)),
	em: onText(mark(marks.em)),
	heading: onText(heading(1)),
	subheading: onText(heading(2)),
	bullets: onText(list(nodes.bullet_list)),
	numbers: onText(list(nodes.ordered_list)),
	quote: onText(quote),
	undo: { run: undo },
	redo: { run: redo },
};

export const hasLink = (state) => hasMark(state, marks.link);
