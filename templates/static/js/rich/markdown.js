/*
 * CommonMark to a document that can be edited, and back. The document has what the site's pages show (cgi-bin/text/markdown.h) and nothing else:
 * an image is its description, raw HTML the text that it is, and a link to what is not the web or mail keeps its address, but does not live.
 * What is written here reads back as the same document; tests/browser/markdown.test.mjs holds it to that, and to what the site makes of it.
 */
import MarkdownIt from "markdown-it";
import { MarkdownParser, MarkdownSerializerState } from "prosemirror-markdown";
import { Fragment, Mark, Schema } from "prosemirror-model";

export const LEVELS = 6;
const SHOWN_BELOW = 2;	/* the page has <h1> and <h2>: the text's first level is shown as <h3> */

export const isSafe = (href) => /^(https?:\/\/|mailto:)/i.test(href);

const tag = (level) => `h${Math.min(LEVELS, level + SHOWN_BELOW)}`;

export const schema = new Schema({
	nodes: {
		doc: { content: "block+" },
		paragraph: { group: "block", content: "inline*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
		heading: {
			group: "block", content: "text*", defining: true, attrs: { level: { default: 1 } },
			/* What was copied here says its level; a heading of elsewhere has it in its name. */
			parseDOM: Array.from({ length: LEVELS }, (_, i) => ({ tag: `h${i + 1}`, getAttrs: (dom) => ({ level: Number(dom.dataset.level) || i + 1 }) })),
			toDOM: (node) => [tag(node.attrs.level), { "data-level": node.attrs.level }, 0],
		},
		blockquote: { group: "block", content: "block+", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
		bullet_list: { group: "block", content: "list_item+", attrs: { tight: { default: true } }, parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
		ordered_list: {
			group: "block", content: "list_item+", attrs: { tight: { default: true }, order: { default: 1 } },
			parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: Math.min(Math.max(dom.start, 0), 999999) }) }],
			toDOM: (node) => ["ol", node.attrs.order === 1 ? {} : { start: node.attrs.order }, 0],
		},
		list_item: { content: "block+", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
		code_block: { group: "block", content: "text*", marks: "", code: true, defining: true, attrs: { info: { default: "" } }, parseDOM: [{ tag: "pre", preserveWhitespace: "full" }], toDOM: () => ["pre", ["code", 0]] },
		horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
		hard_break: { group: "inline", inline: true, selectable: false, linebreakReplacement: true, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
		text: { group: "inline" },
	},
	marks: {
		link: {
			attrs: { href: {}, title: { default: null } }, inclusive: false,
			parseDOM: [{ tag: "a[href]", getAttrs: (dom) => isSafe(dom.getAttribute("href")) && { href: dom.getAttribute("href"), title: dom.getAttribute("title") } }],
			toDOM: (mark) => ["a", isSafe(mark.attrs.href) ? { href: mark.attrs.href, title: mark.attrs.title } : { class: "dead" }, 0],
		},
		em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
		strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
		code: { code: true, parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
	},
});

const singleSpaced = (text) => text.replace(/\s*\n\s*/g, " ").trim();

/* Tokens as the site reads them: see disarm() and unwrap() in cgi-bin/text/markdown.c. */
function asShown(state) {
	const text = (content) => Object.assign(new state.Token("text", "", 0), { content });
	const inline = (tokens) => tokens.flatMap((token) => token.type === "image" ? inline(token.children) : token.type === "html_inline" ? text(singleSpaced(token.content)) : token);

	state.tokens = state.tokens.flatMap((token, i) => {
		if (token.type === "html_block")
			return [new state.Token("paragraph_open", "p", 1), text(singleSpaced(token.content)), new state.Token("paragraph_close", "p", -1)];
		if (token.children)
			token.children = inline(token.children);
		/* A heading is one line here. */
		if (token.children && state.tokens[i - 1].type === "heading_open")
			token.children = token.children.map((child) => child.type === "hardbreak" ? text(" ") : child);
		return token;
	});
}

const tokenizer = new MarkdownIt("commonmark");
tokenizer.core.ruler.push("as_shown", asShown);
/* Addresses stay as they were typed; whether one lives is decided where it is shown. */
tokenizer.validateLink = () => true;
tokenizer.normalizeLink = (href) => href;
tokenizer.normalizeLinkText = (href) => href;

/* A list is tight if its items' paragraphs have no <p> of their own. */
function isTight(list, tokens, i) {
	for (i++; tokens[i].level > list.level; i++)
		if (tokens[i].type === "paragraph_open" && tokens[i].level === list.level + 2)
			return tokens[i].hidden;
	return true;
}

const parser = new MarkdownParser(schema, tokenizer, {
	paragraph: { block: "paragraph" },
	heading: { block: "heading", getAttrs: (token) => ({ level: Number(token.tag.slice(1)) }) },
	blockquote: { block: "blockquote" },
	bullet_list: { block: "bullet_list", getAttrs: (token, tokens, i) => ({ tight: isTight(token, tokens, i) }) },
	ordered_list: { block: "ordered_list", getAttrs: (token, tokens, i) => ({ tight: isTight(token, tokens, i), order: Number(token.attrGet("start") ?? 1) }) },
	list_item: { block: "list_item" },
	code_block: { block: "code_block", noCloseToken: true },
	fence: { block: "code_block", getAttrs: (token) => ({ info: token.info.trim() }), noCloseToken: true },
	hr: { node: "horizontal_rule" },
	hardbreak: { node: "hard_break" },
	link: { mark: "link", getAttrs: (token) => ({ href: token.attrGet("href"), title: token.attrGet("title") || null }) },
	em: { mark: "em" },
	strong: { mark: "strong" },
	code_inline: { mark: "code", noCloseToken: true },
});

export function parse(markdown) {
	return parser.parse(markdown);
}

/* What keeps an emphasis from beginning or ending beside punctuation. Symbols beyond ASCII are punctuation to the library, and letters to the site: each is taken for what asks for more care. */
const PUNCTUATION = "[\\p{P}\\p{S}]", LETTER = "[^\\s\\p{P}$+<=>^`|~]";
const BEGINS_WITH_PUNCTUATION = new RegExp(`^${PUNCTUATION}`, "u"), ENDS_WITH_PUNCTUATION = new RegExp(`${PUNCTUATION}$`, "u");
const FIRST_LETTER = new RegExp(`^${LETTER}`, "u"), LAST_LETTER = new RegExp(`${LETTER}$`, "u");
const reference = (character) => `&#${character.codePointAt(0)};`;

/*
 * The library's own state escapes less than what CommonMark can read: text that looks like HTML or a character reference, and what opens a block
 * behind a hard break. What it escapes without need, as the "~" of "~100", is left alone, so that the source stays fit to be read.
 */
class State extends MarkdownSerializerState {
	signs = [];	/* of the marks that are open */
	lastSign = "";	/* of the one that ended last, and where in out that was */
	endOfMark = -1;
	beforeReference = -1;	/* where a letter may not stand as itself */

	esc(text, startOfBlock = false) {
		const line = startOfBlock || this.out.endsWith(`\n${this.delim}`);
		/* Behind a mark that ends with punctuation a letter would keep it from ending: as a reference it does not. */
		const letter = (this.out.length === this.beforeReference && FIRST_LETTER.exec(text)?.[0]) || "";
		let escaped = (line ? text.trimStart() : text).slice(letter.length)
			.replace(/[\\`*_[\]]|<(?=[a-z/!?])|&(?=#?\w+;)/gi, (sign, i, all) => sign === "_" && /^\w_\w/.test(all.slice(Math.max(i - 1, 0))) ? sign : `\\${sign}`);

		if (line)
			escaped = escaped.replace(/^(?:[>=]|[+-](?=\s|$|-)|~~~|#+(?=\s|$))/, "\\$&").replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
		return (letter && reference(letter)) + escaped;
	}

	/* True if the marks go on behind what ends at index; a hard break that ends them stands outside (the library's own looks past what stands behind one). */
	isMarkAhead(parent, index, marks) {
		const isIn = (node) => Mark.sameSet(node.marks.slice(0, marks.length), marks);
		let next = parent.maybeChild(index);

		while (next?.type === schema.nodes.hard_break && isIn(next))
			next = parent.maybeChild(++index);
		return Boolean(next) && isIn(next);
	}
}

/*
 * An emphasis of n signs. It opens before punctuation only where no letter stands before it, and behind one that has just ended its sign is "_": a longer
 * run of "*" would be read otherwise (CommonMark 0.30, 6.2).
 */
function emphasis(n) {
	return {
		mixable: true, expelEnclosingWhitespace: true,
		open(state, mark, parent, index) {
			const node = parent.child(index), first = node.isText && !node.marks.some((m) => m.type === schema.marks.code || m.type === schema.marks.link) ? node.text.trimStart() : "(";
			const begun = !state.closed, sign = begun && state.endOfMark === state.out.length && state.lastSign === "*" ? "_" : "*";

			if (begun && sign === "*" && BEGINS_WITH_PUNCTUATION.test(first))
				state.out = state.out.replace(LAST_LETTER, reference);
			state.signs.push(sign);
			return sign.repeat(n);
		},
		close(state) {
			const sign = state.signs.pop();

			state.lastSign = sign;
			state.endOfMark = state.out.length + n;
			if (sign === "_" || ENDS_WITH_PUNCTUATION.test(state.out))
				state.beforeReference = state.endOfMark;
			return sign.repeat(n);
		},
	};
}

function backticks(node, side) {
	const longest = Math.max(0, ...(node.text.match(/`+/g) ?? []).map((run) => run.length));
	const ticks = "`".repeat(longest === 1 ? 2 : longest > 1 ? longest + 1 : 1), padded = /^`|`$|^ .*[^ ].* $/.test(node.text);

	return !padded ? ticks : side < 0 ? `${ticks} ` : ` ${ticks}`;
}

function destination(href) {
	const escaped = href.replace(/[<>\\]|&(?=#?\w+;)/g, "\\$&").replace(/\s+/g, " ");

	return /^$|[\s()<>\\]/.test(href) ? `<${escaped}>` : escaped;
}

const isItsOwnText = (mark, parent, index) => {
	const node = parent.child(index), next = parent.maybeChild(index + 1);

	return mark.attrs.title === null && /^[a-z][a-z0-9+.-]{1,31}:[^\s<>]*$/i.test(mark.attrs.href) && node.text === mark.attrs.href && node.marks.length === 1 && !(next && mark.isInSet(next.marks));
};

/* Two lists that follow each other need different signs, or they are read as one. */
function alternative(parent, index) {
	let n = 0;

	while (index - n > 0 && parent.child(index - n - 1).type === parent.child(index).type)
		n++;
	return n % 2;
}

/* In a tight list a blank line would loosen it: what needs none before it gets none. */
function keepTight(state, ...unlessBehind) {
	if (state.inTightList && state.closed && !unlessBehind.includes(state.closed.type.name))
		state.flushClose(1);
}

const NODES = {
	paragraph(state, node) {
		keepTight(state, "paragraph", "blockquote", "bullet_list", "ordered_list");
		state.renderInline(node);
		state.closeBlock(node);
	},
	heading(state, node) {
		keepTight(state);
		state.write(`${"#".repeat(node.attrs.level)} `);
		state.renderInline(node, false);
		state.out = state.out.replace(/(?<=\s)#+\s*$/, "\\$&");	/* would be taken for the end of its marks */
		state.closeBlock(node);
	},
	blockquote(state, node) {
		keepTight(state, "blockquote");
		state.wrapBlock("> ", null, node, () => state.renderContent(node));
	},
	bullet_list(state, node, parent, index) {
		const sign = "-*"[alternative(parent, index)];

		state.renderList(node, "  ", () => `${sign} `);
	},
	ordered_list(state, node, parent, index) {
		const sign = ".)"[alternative(parent, index)], width = String(node.attrs.order + node.childCount - 1).length, tight = state.inTightList;

		/* Only a list that begins with 1 may follow a paragraph without a blank line. */
		state.inTightList = tight && node.attrs.order === 1;
		state.renderList(node, " ".repeat(width + 2), (i) => `${node.attrs.order + i}${sign} `.padEnd(width + 2));
		state.inTightList = tight;
	},
	list_item(state, node) {
		state.renderContent(node);
	},
	code_block(state, node) {
		const fence = "`".repeat(Math.max(3, ...(node.textContent.match(/`+/g) ?? []).map((run) => run.length + 1)));

		keepTight(state);
		state.write(`${fence}${node.attrs.info}\n`);
		if (node.textContent !== "") {
			state.text(node.textContent, false);
			state.write("\n");
		}
		state.write(fence);
		state.closeBlock(node);
	},
	horizontal_rule(state, node) {
		keepTight(state);
		state.write("___");	/* "---" below a line would make that a heading, "* ***" is no list */
		state.closeBlock(node);
	},
	hard_break(state, node, parent, index) {
		for (let i = index + 1; i < parent.childCount; i++)
			if (parent.child(i).type !== node.type)
				return state.write("\\\n");
	},
	text(state, node) {
		state.text(node.text, !state.inAutolink);
	},
};

const MARKS = {
	link: {
		open(state, mark, parent, index) {
			state.inAutolink = isItsOwnText(mark, parent, index);
			if (!state.inAutolink && !state.closed)
				state.out = state.out.replace(/!$/, "\\!");	/* "![" would be an image */
			return state.inAutolink ? "<" : "[";
		},
		close(state, mark) {
			const own = state.inAutolink, title = mark.attrs.title && mark.attrs.title.replace(/["\\]|&(?=#?\w+;)/g, "\\$&").replace(/\s+/g, " ");

			state.inAutolink = false;
			return own ? ">" : `](${destination(mark.attrs.href)}${title ? ` "${title}"` : ""})`;
		},
	},
	em: emphasis(1),
	strong: emphasis(2),
	code: { open: (state, mark, parent, index) => backticks(parent.child(index), -1), close: (state, mark, parent, index) => backticks(parent.child(index - 1), 1), escape: false },
};

/* A paragraph without words, an item or a list of none: what somebody was about to write is not part of the text. NULL: nothing is left. */
function withoutEmpty(node) {
	if (node.isTextblock)
		return node.type.spec.code || /\S/.test(node.textContent) ? node : null;
	if (node.isLeaf)
		return node;
	const children = node.children.map(withoutEmpty).filter(Boolean);

	return children.length > 0 ? node.copy(Fragment.from(children)) : null;
}

export function serialise(doc) {
	const full = withoutEmpty(doc), state = new State(NODES, MARKS, {});

	if (full)
		state.renderContent(full);
	return state.out;
}
