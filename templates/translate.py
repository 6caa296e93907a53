#!/usr/bin/env python3
"""What the site says and shows, made ready: templates of each language, message catalogues, static files with hashed names.

  translate.py build SHARE [FILE…]  writes SHARE/templates/<lang>/, SHARE/locale/<lang>/LC_MESSAGES/, SHARE/static/ with these made files too, SHARE/unavailable.html, SHARE/too-many.html
  translate.py extract              refreshes locale/annuaire.pot and merges it into locale/*.po
  translate.py check                fails when a message lacks a translation, or one is no longer used

Marks in templates, all resolved here so that a request looks nothing up:
  [[Text, even with {{KEY}}]]   a message: English is its id
  [[static:site.css]]           the hashed name of a static file
  [[with:rich.js]]              stands for nothing, and its line is left out where the build did not make that static file
  [[icon:search]]               the drawing static/icons/search.svg, inline and hidden from screen readers
"""
import gzip
import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCALE = HERE / "locale"
STATIC = HERE / "static"
POT = LOCALE / "annuaire.pot"
SOURCE = "en"
TRANSLATED = ["fr", "nl", "de"]
MARK = re.compile(r"\[\[((?:(?!\]\]).)+)\]\]", re.S)
KEY = re.compile(r"\{\{[^}]*\}\}")
CSS = ["tokens", "base", "components", "forms", "account", "pages", "print"]
JS = ["announce", "shortlist", "suggest", "site"]  # announce first: the others use it
EDIT = ["form", "count", "draft", "reorder", "preview"]  # of pages with forms; form first: the others use it

LEAFLET = Path("/usr/share/javascript/leaflet")
FONT_DIRECTORY = Path("/usr/share/fonts/truetype")
FONTS = {  # our name: file, the weights to keep of a variable font, OpenType features
    "vollkorn.woff2": ("vollkorn/Vollkorn-Regular.ttf", None, "kern,liga,calt,ccmp,locl,mark,tnum,lnum,onum,smcp,c2sc"),
    "vollkorn-italic.woff2": ("vollkorn/Vollkorn-Italic.ttf", None, "kern,liga,calt,ccmp,locl,mark,lnum,onum"),
    "vollkorn-semibold.woff2": ("vollkorn/Vollkorn-SemiBold.ttf", None, "kern,liga,calt,ccmp,locl,mark,lnum,onum"),
    "inter.woff2": ("inter-vf/Inter-roman.var.ttf", "wght=400:650", "kern,calt,ccmp,locl,mark,tnum,case"),
}
# Latin, Latin-1, Latin Extended-A, Vietnamese (a name of a partner), and the punctuation and arrows that the site writes.
UNICODES = ("U+0020-007E,U+00A0-017F,U+01A0-01A1,U+01AF-01B0,U+0218-021B,U+0300-0303,U+0309,U+0323,U+02BC,U+1E9E-1EF9,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,"
            "U+2039-203A,U+2044,U+20AC,U+2190-2194,U+2212")


def run(*command):
    subprocess.run([str(c) for c in command], check=True)


def normal(text):
    """A message as its id: one line, single spaces."""
    return " ".join(text.split())


def messages(text):
    """The messages of one template with their line numbers."""
    for mark in MARK.finditer(text):
        if not mark[1].startswith(("static:", "with:", "icon:")):
            yield normal(mark[1]), text.count("\n", 0, mark.start()) + 1


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def unquoted(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text)


def catalogue(po):
    """msgid -> msgstr of a .po file; fuzzy, obsolete, plural and empty entries are left out."""
    found = {}
    for entry in re.split(r"\n\s*\n", po.read_text(encoding="utf-8")):
        lines = entry.splitlines()
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        field, parts = None, {}
        for line in lines:
            start = re.match(r"(msgid|msgstr|msgid_plural|msgstr\[\d\]) ", line)
            if start:
                field = start[1]
            text = re.search(r'"(.*)"$', line)
            if text and field and not line.startswith("#"):
                parts[field] = parts.get(field, "") + unquoted(text[1])
        if parts.get("msgid") and parts.get("msgstr"):
            found[parts["msgid"]] = parts["msgstr"]
    return found


def extract_pot(pot):
    """Collects the messages of the templates and of the C code in one file."""
    subprocess.run(["xgettext", "--language=C", "--from-code=UTF-8", "--keyword=tr", "--keyword=trn:1,2", "--keyword=N_", "--no-wrap", "--sort-by-file",
                    "--package-name=annuaire", "--omit-header", "-o", str(pot)]
                   + sorted(str(p.relative_to(HERE.parent)) for p in (HERE.parent / "cgi-bin").rglob("*.c")), check=True, cwd=HERE.parent)
    lines = ['msgid ""', 'msgstr ""', '"Project-Id-Version: annuaire\\n"', '"Content-Type: text/plain; charset=UTF-8\\n"',
             '"Content-Transfer-Encoding: 8bit\\n"', ""]
    for template in sorted(HERE.glob("*.tpl")):
        for message, line in messages(template.read_text(encoding="utf-8")):
            lines += [f"#: templates/{template.name}:{line}", "msgid " + quoted(message), 'msgstr ""', ""]
    templates = pot.with_suffix(".templates.pot")
    templates.write_text("\n".join(lines), encoding="utf-8")
    run("msguniq", "--no-wrap", templates, "-o", templates)
    run("msgcat", "--no-wrap", "--use-first", templates, pot, "-o", pot)
    templates.unlink()


def extract():
    extract_pot(POT)
    for lang in TRANSLATED:
        run("msgmerge", "--quiet", "--no-wrap", "--no-fuzzy-matching", "--backup=none", "--update", LOCALE / f"{lang}.po", POT)


def problems():
    """Everything that stands between the messages and their translations, one sentence each."""
    with tempfile.TemporaryDirectory() as scratch:
        pot = Path(scratch) / "check.pot"
        extract_pot(pot)
        return problems_with(pot)


def problems_with(pot):
    found = []
    for lang in TRANSLATED:
        po = LOCALE / f"{lang}.po"
        merged = subprocess.run(["msgmerge", "--quiet", "--no-wrap", "--no-fuzzy-matching", str(po), str(pot), "-o", "-"],
                                check=True, capture_output=True, text=True).stdout
        for attribute, problem in (("--untranslated", "not translated"), ("--only-fuzzy", "not confirmed"), ("--only-obsolete", "no longer used")):
            part = subprocess.run(["msgattrib", "--no-wrap", attribute, "-"], input=merged, check=True, capture_output=True, text=True).stdout
            for msgid in re.findall(r'^(?:#~ )?msgid "(.+)"$', part, re.M):
                found.append(f"{lang}.po: {problem}: {msgid}")
        for msgid, msgstr in catalogue(po).items():
            if sorted(KEY.findall(msgid)) != sorted(KEY.findall(msgstr)):
                found.append(f"{lang}.po: other keys than in the message: {msgid}")
            if lang == "fr" and re.search(r"\S [;:!?»]|« ", KEY.sub("", msgstr)):
                found.append(f"{lang}.po: an ordinary space where a no-break space belongs: {msgid}")
    return found


def hashed(name, data):
    stem, suffix = name.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def build_static(out, others):
    """Writes the static files and the others, made before, under hashed names; returns plain name -> hashed name."""
    names = {}
    out.mkdir(parents=True)

    def add(name, data):
        names[name] = hashed(name, data)
        (out / names[name]).write_bytes(data)
        if name.endswith((".css", ".js", ".svg")):
            (out / (names[name] + ".gz")).write_bytes(gzip.compress(data, 9, mtime=0))

    for name, (source, weights, features) in FONTS.items():
        path, made = FONT_DIRECTORY / source, out / name
        if not path.exists():
            sys.exit(f"translate.py: {path} is missing (Debian packages fonts-vollkorn and fonts-inter-variable)")
        if weights:
            thin = made.with_suffix(".ttf")
            run("fonttools", "varLib.instancer", "--quiet", path, weights, "-o", thin)
            path = thin
        run("pyftsubset", path, f"--unicodes={UNICODES}", f"--layout-features={features}", "--flavor=woff2", f"--output-file={made}")
        data = made.read_bytes()
        made.unlink()
        if weights:
            thin.unlink()
        add(name, data)
    add("favicon.svg", (STATIC / "favicon.svg").read_bytes())
    add("site.js", b"".join((STATIC / "js" / f"{part}.js").read_bytes() for part in JS))
    add("edit.js", b"".join((STATIC / "js" / "edit" / f"{part}.js").read_bytes() for part in EDIT))
    for path in others:
        add(path.name, path.read_bytes())
    if not LEAFLET.exists():
        sys.exit(f"translate.py: {LEAFLET} is missing (Debian package libjs-leaflet)")
    # A tile that is taken away is given a picture in a data: address, which our CSP forbids; an empty address does the same.
    leaflet, found = re.subn(rb'"data:image/gif;base64,[^"]*"', b'""', (LEAFLET / "leaflet.min.js").read_bytes().split(b"//# sourceMappingURL")[0])
    if found != 1:
        sys.exit("translate.py: this Leaflet is not the one that Debian 12 ships")
    licence = b"/* Leaflet: (c) 2010-2022 Vladimir Agafonkin, (c) 2010-2011 CloudMade; BSD-2-Clause, https://leafletjs.com */\n"
    add("leaflet.js", licence + leaflet + b"\n" + (STATIC / "js" / "tile-map.js").read_bytes())
    # We use none of the drawings that its style sheet asks for.
    add("leaflet.css", re.sub(r"[^{};]*url\([^)]*\)[^;}]*;?", "", (LEAFLET / "leaflet.css").read_text(encoding="utf-8")).encode())
    css = "".join((STATIC / "css" / f"{part}.css").read_text(encoding="utf-8") for part in CSS)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\n\s*", "\n", css).strip() + "\n"
    css = re.sub(r'url\("([^":]+)"\)', lambda m: f'url("{names[m[1]]}")', css)
    add("site.css", css.encode())
    return names


def resolved(text, names, lang, found):
    """A template with its marks resolved, for one language."""
    text = re.sub(r"^.*\[\[with:([^\]]+)\]\].*\n", lambda line: line[0].replace(f"[[with:{line[1]}]]", "") if line[1] in names else "", text, flags=re.M)

    def resolve(mark):
        kind, _, name = mark[1].partition(":")
        if kind == "static":
            return names[name]
        if kind == "icon":
            drawing = (STATIC / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            drawing = "".join(line.strip() for line in re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S)[1].splitlines())
            return f'<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{drawing}</svg>'
        message = normal(mark[1])
        words = found.get(message) if lang != SOURCE else message
        if words is None:
            print(f"translate.py: {lang}: not translated: {message}", file=sys.stderr)
            words = message
        parts = re.split(r"(\{\{[^}]*\}\})", words)
        for i in range(0, len(parts), 2):
            parts[i] = parts[i].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        return "".join(parts)

    return MARK.sub(resolve, text)


def build(share, others):
    names = build_static(share / "static", others)
    # What nginx shows when no program answers, or when it lets nobody through to one: whole as it is.
    for page in ("unavailable.html", "too-many.html"):
        (share / page).write_text(resolved((HERE / page).read_text(encoding="utf-8"), names, SOURCE, {}), encoding="utf-8")
    for lang in TRANSLATED + [SOURCE]:
        found = catalogue(LOCALE / f"{lang}.po") if lang != SOURCE else {}
        out = share / "templates" / lang
        out.mkdir(parents=True)
        for template in sorted(HERE.glob("*.tpl")):
            (out / template.name).write_text(resolved(template.read_text(encoding="utf-8"), names, lang, found), encoding="utf-8")
        if lang != SOURCE:
            mo = share / "locale" / lang / "LC_MESSAGES" / "annuaire.mo"
            mo.parent.mkdir(parents=True)
            run("msgfmt", "--check-format", LOCALE / f"{lang}.po", "-o", mo)


def main():
    if sys.argv[1:2] == ["build"] and len(sys.argv) > 2:
        build(Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
    elif sys.argv[1:] == ["extract"]:
        extract()
    elif sys.argv[1:] == ["check"]:
        found = problems()
        print("\n".join(found), end="\n" if found else "")
        sys.exit(1 if found else 0)
    else:
        sys.exit(__doc__)


main()
