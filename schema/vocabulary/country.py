#!/usr/bin/env python3
"""Prints country.tsv: every country of ISO 3166-1 in the four languages of the site, by its French name.

  ./country.py >country.tsv

The codes and names are those of Debian's package iso-codes, because they are maintained and translated there. That list is made for
registers: some of its names are turned round ("Palestine, État de"), formal or not translated. NAMES has what a reader expects instead;
the name of the list then becomes an alias. A name without translation is an error, so that none of another language slips in.
"""
import gettext
import json
import re
import sys
import unicodedata

LIST = "/usr/share/iso-codes/json/iso_3166-1.json"
CATALOGUES = "/usr/share/locale"
LANGUAGES = ["fr", "nl", "de", "en"]

NAMES = {
    "AX": {"fr": "Îles Åland", "de": "Ålandinseln"},
    "BN": {"fr": "Brunei", "de": "Brunei", "en": "Brunei"},
    "BY": {"nl": "Belarus"},
    "CC": {"fr": "Îles Cocos (Keeling)", "nl": "Cocoseilanden", "de": "Kokosinseln"},
    "CD": {"nl": "Democratische Republiek Congo", "en": "Democratic Republic of the Congo"},
    "CG": {"nl": "Republiek Congo", "de": "Republik Kongo", "en": "Republic of the Congo"},
    "CX": {"fr": "Île Christmas", "de": "Weihnachtsinsel"},
    "FK": {"fr": "Îles Malouines", "nl": "Falklandeilanden", "de": "Falklandinseln", "en": "Falkland Islands"},
    "FM": {"fr": "Micronésie", "de": "Mikronesien", "en": "Micronesia"},
    "GL": {"fr": "Groenland"},
    "GQ": {"fr": "Guinée équatoriale"},
    "GS": {"fr": "Géorgie du Sud et îles Sandwich du Sud", "de": "Südgeorgien und die Südlichen Sandwichinseln"},
    "IR": {"fr": "Iran"},
    "KY": {"de": "Kaimaninseln"},
    "LA": {"fr": "Laos"},
    "MF": {"nl": "Saint-Martin (Frans deel)", "de": "Saint-Martin (französischer Teil)"},
    "MO": {"fr": "Macao"},
    "NU": {"fr": "Niue"},
    "PN": {"de": "Pitcairninseln", "en": "Pitcairn Islands"},
    "PS": {"fr": "Palestine", "nl": "Palestina", "de": "Palästina", "en": "Palestine"},
    "RE": {"fr": "Réunion"},
    "RU": {"fr": "Russie", "de": "Russland", "en": "Russia"},
    "SB": {"fr": "Îles Salomon"},
    "SJ": {"fr": "Svalbard et Jan Mayen"},
    "SX": {"nl": "Sint-Maarten (Nederlands deel)", "de": "Sint Maarten (niederländischer Teil)"},
    "SY": {"fr": "Syrie"},
    "TR": {"fr": "Turquie"},
    "UM": {"de": "Kleinere amerikanische Überseeinseln"},
    "VA": {"fr": "Vatican", "nl": "Vaticaanstad", "de": "Vatikanstadt", "en": "Vatican City"},
    "VE": {"fr": "Venezuela"},
    "VG": {"nl": "Britse Maagdeneilanden", "en": "British Virgin Islands"},
    "VI": {"fr": "Îles Vierges américaines", "nl": "Amerikaanse Maagdeneilanden", "en": "US Virgin Islands"},
    "VN": {"fr": "Vietnam"},
    "WF": {"fr": "Wallis-et-Futuna"},
}

# What people also write, and no list says.
ALSO = {
    "BF": ["Burkina"],
    "CD": ["RDC", "RD Congo", "DR Congo", "DRC", "Congo-Kinshasa"],
    "CG": ["Congo-Brazzaville"],
    "CI": ["Elfenbeinküste", "Ivory Coast"],
    "CV": ["Cape Verde"],
    "CZ": ["République tchèque", "Czech Republic"],
    "GB": ["Grande-Bretagne", "Groot-Brittannië", "Großbritannien", "Great Britain", "UK"],
    "MM": ["Burma"],
    "MU": ["Île Maurice"],
    "NL": ["Holland"],
    "PS": ["Territoires palestiniens", "Territoire palestinien occupé", "Palestijnse gebieden", "Palästinensische Gebiete",
           "Occupied Palestinian Territory"],
    "SZ": ["Swaziland"],
    "TL": ["East Timor", "Osttimor"],
    "TR": ["Turkey"],
    "US": ["USA", "États-Unis d’Amérique"],
    "VA": ["Saint-Siège", "Heilige Stoel", "Heiliger Stuhl", "Holy See"],
}


# Names that two countries answer to: a reader in Belgium who says Congo rarely means the one that the list means.
AMBIGUOUS = {"Congo", "Kongo"}


class Untranslated(gettext.NullTranslations):
    def gettext(self, message):
        return ""


def catalogue(language):
    if language == "en":
        return gettext.NullTranslations()
    found = gettext.translation("iso_3166-1", CATALOGUES, [language])
    found.add_fallback(Untranslated())
    return found


def written(name):
    """As the site writes: composed letters, typographic apostrophes, a capital first."""
    name = unicodedata.normalize("NFC", name.strip()).replace("'", "’")
    return name[:1].upper() + name[1:]


def bare(name):
    """Without accents, case and signs: to sort by, and to see that two names are one."""
    letters = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"\W+", " ", letters).strip()


def row(country, catalogues):
    code = country["alpha_2"]
    labels, also = [], list(ALSO.get(code, []))
    for language in LANGUAGES:
        names = [written(catalogues[language].gettext(country[key])) for key in ("common_name", "name") if key in country]
        labels.append(NAMES.get(code, {}).get(language) or names[0] or sys.exit(f"country.py: {code} has no name in {language}"))
        also += names
    seen = {"", *map(bare, labels)}
    aliases = []
    for name in also:
        if bare(name) not in seen and name not in AMBIGUOUS:
            seen.add(bare(name))
            aliases.append(name)
    return [code, "", *labels, " | ".join(aliases)]


def main():
    with open(LIST, encoding="utf-8") as file:
        countries = json.load(file)["3166-1"]
    catalogues = {language: catalogue(language) for language in LANGUAGES}
    rows = sorted((row(country, catalogues) for country in countries), key=lambda cells: bare(cells[2]))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print("code", "parent", *LANGUAGES, "also", sep="\t")
    for cells in rows:
        print(*cells, sep="\t")


if __name__ == "__main__":
    main()
