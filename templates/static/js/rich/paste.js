/*
 * HTML of elsewhere, made fit for the editor: lists of word processors become lists, and what is bold or italic by its style becomes so by its element.
 * Nothing here keeps a reader safe: the editor takes only what its schema knows, and the page's Content-Security-Policy lets no style and no script in.
 */

/* The policy would report each style and each handler that it keeps from living; as data they can be read in peace. */
function withoutStyle(html) {
	return html.replace(/<(style|script|title)\b[\s\S]*?<\/\1\s*>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
}

const styleOf = (element) => element.dataset.style ?? "";

function rename(element, name) {
	const renamed = element.ownerDocument.createElement(name);

	renamed.append(...element.childNodes);
	element.replaceWith(renamed);
}

function wrapIn(element, name) {
	const inner = element.ownerDocument.createElement(name);

	inner.append(...element.childNodes);
	element.append(inner);
}

const listOf = (item) => /mso-list:\s*(l\d+)/.exec(styleOf(item))?.[1];

/* Word writes an item as a paragraph with "mso-list: l0 level2 lfo1" in its style; its sign stands in it as text, marked "mso-list: Ignore". */
function makeLists(body) {
	for (const first of body.querySelectorAll("p[data-style*='mso-list:']")) {
		const lists = [];
		let next;

		if (first.parentNode.tagName === "LI")	/* taken in with the item before */
			continue;
		for (let item = first; item?.matches("p[data-style*='mso-list:']") && listOf(item) === listOf(first); item = next) {
			const level = Math.min(Number(/mso-list:[^;]*level(\d)/.exec(styleOf(item))?.[1] ?? 1), lists.length + 1), sign = item.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
			const li = body.ownerDocument.createElement("li");

			next = item.nextElementSibling;
			if (level > lists.length) {
				const list = body.ownerDocument.createElement(/^\W*[\da-z]{1,3}[.)]/i.test(sign?.textContent ?? "") ? "ol" : "ul");

				if (lists.length === 0)
					item.before(list);
				else
					lists.at(-1).lastElementChild.append(list);
				lists.push(list);
			}
			lists.length = level;
			sign?.remove();
			li.append(item);
			lists.at(-1).append(li);
		}
	}
}

export function cleaned(html) {
	const { body } = new DOMParser().parseFromString(withoutStyle(html), "text/html");

	makeLists(body);
	for (const element of body.querySelectorAll("[data-style]")) {
		const style = styleOf(element), weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(style)?.[1];

		if (/^(bold|[6-9]00)$/i.test(weight) && !element.closest("b, strong, h1, h2, h3, h4, h5, h6"))
			wrapIn(element, "strong");
		if (/font-style:\s*italic/i.test(style) && !element.closest("i, em"))
			wrapIn(element, "em");
		/* Word processors also put <b> around what is not bold. */
		if (/^(normal|[1-5]00)$/i.test(weight) && element.tagName === "B")
			rename(element, "span");
	}
	return body.innerHTML;
}
