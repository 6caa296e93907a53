#!/usr/bin/env python3
"""Writes COUNT invented organisations as documents (annuaire/1) into DIRECTORY, for the measurements: tests/bench/generate.py DIRECTORY COUNT

Organisation N is the same on every machine. A document has the size and the parts of a real profile: long texts, five facets, five activities,
branches, partners inside and outside the directory. Words are spread as in real texts: some everywhere, most of them rare.
"""
import html
import json
import pathlib
import random
import re
import sys
import unicodedata

HEADS = ['Atelier', 'Collectif', 'Maison', 'Réseau', 'Alliance', 'Comité', 'Forum', 'Coopérative', 'Observatoire', 'Fabrique', 'Cercle', 'Relais',
         'Mouvement', 'Centre', 'Union', 'Carrefour', 'Plateforme', 'Chantier', 'Ligue', 'École', 'Caravane', 'Bureau', 'Groupe', 'Fédération', 'Amicale']
THINGS = ['des semences', 'des passerelles', 'du travail décent', 'des voix du fleuve', 'des droits partagés', 'du climat juste', 'des mains ouvertes',
          'de la paix active', 'des jeunes en marche', 'du café équitable', 'des terres communes', 'de la santé pour toutes', 'des récits croisés',
          'des frontières levées', 'du temps long', 'des eaux vives', 'de la mémoire vivante', 'des quartiers du monde', 'des métiers solidaires',
          'de la dette juste', 'des images libres', 'du pain partagé', 'des forêts debout', 'des égalités', 'de la parole donnée', 'des ponts']
PLACES = ['Arlon', 'Ath', 'Bastogne', 'Binche', 'Bruxelles', 'Charleroi', 'Ciney', 'Couvin', 'Dinant', 'Enghien', 'Eupen', 'Gembloux', 'Huy', 'Ixelles',
          'Jette', 'La Louvière', 'Libramont', 'Liège', 'Marche', 'Mons', 'Namur', 'Nivelles', 'Ottignies', 'Philippeville', 'Schaerbeek', 'Seraing',
          'Soignies', 'Tournai', 'Verviers', 'Wavre']
STREETS = ['Rue des Tilleuls', 'Chaussée du Canal', 'Place du Marché aux Grains', 'Avenue des Coquelicots', 'Rue de la Source', 'Quai des Mariniers']
WHO = ['notre équipe', 'un groupe de bénévoles', 'chaque classe', 'une enseignante', 'le comité local', 'une vingtaine de jeunes', 'nos partenaires',
       'l’assemblée générale', 'une formatrice', 'le cercle de lecture', 'une délégation', 'tout un quartier', 'le personnel des cantines',
       'une troupe de théâtre', 'les déléguées syndicales', 'un jury citoyen', 'la coordination', 'une classe jumelle', 'le conseil des élèves']
DOES = ['prépare', 'anime', 'met en scène', 'raconte', 'cartographie', 'interroge', 'accompagne', 'documente', 'négocie', 'relit', 'traduit', 'filme',
        'évalue', 'discute', 'imagine', 'défend', 'compare', 'transmet', 'rassemble', 'réécrit', 'observe', 'soutient']
WHAT = ['une campagne', 'un plaidoyer', 'trois ateliers', 'un jeu coopératif', 'une exposition', 'le budget communal', 'une charte', 'un carnet de route',
        'une filière du cacao', 'le prix du coton', 'un dossier pédagogique', 'une enquête', 'la cantine durable', 'un débat', 'une semaine d’échange',
        'les règles du commerce', 'un film', 'le récit d’une grève', 'une formation', 'un potager partagé', 'la mémoire d’une colonie', 'un marché']
NOUNS = ['abeille', 'accueil', 'affiche', 'agriculture', 'alphabet', 'archive', 'argile', 'artisanat', 'atlas', 'aubergine', 'baleine', 'balance',
         'barrage', 'bateau', 'bibliothèque', 'bicyclette', 'blé', 'boussole', 'brevet', 'brique', 'cabane', 'calebasse', 'camion', 'canal', 'caravansérail',
         'carte', 'chaussure', 'chorale', 'ciment', 'cobalt', 'coton', 'couture', 'crédit', 'cuivre', 'désert', 'dictionnaire', 'digue', 'douane',
         'échelle', 'éolienne', 'épice', 'étoffe', 'fanfare', 'ferme', 'fleuve', 'fontaine', 'forge', 'frontière', 'grenier', 'guitare', 'haricot',
         'héritage', 'horloge', 'huile', 'île', 'jardin', 'journal', 'lagune', 'lanterne', 'lettre', 'lithium', 'logement', 'machine', 'maïs',
         'manuscrit', 'marelle', 'marionnette', 'masque', 'mine', 'miroir', 'montagne', 'moulin', 'musée', 'navire', 'oasis', 'olivier', 'orage',
         'palabre', 'papier', 'passeport', 'pêche', 'pétrole', 'phare', 'pharmacie', 'photographie', 'pirogue', 'port', 'poterie', 'proverbe', 'puits',
         'quai', 'quinoa', 'radio', 'ration', 'récolte', 'refuge', 'rivière', 'riz', 'route', 'sable', 'savon', 'scierie', 'sel', 'soja', 'sorgho',
         'tambour', 'tapis', 'textile', 'théière', 'tisserande', 'train', 'traité', 'troupeau', 'tunnel', 'usine', 'vaccin', 'valise', 'vannerie', 'verger']
WHERE = ['dans la vallée', 'au bord du canal', 'à la bibliothèque communale', 'entre deux continents', 'dans les écoles normales', 'sur la place',
         'pendant la récréation', 'dans un ancien dépôt de trams', 'avec les familles', 'au marché du samedi', 'chez nos partenaires', 'en ligne']
WHY = ['pour que chacune puisse décider', 'parce que les chiffres ne suffisent pas', 'afin de relier ici et là-bas', 'sans jamais parler à la place des autres',
       'et cela change la discussion', 'puis publie ce qui en reste', 'avec patience et un peu d’humour', 'malgré des moyens modestes',
       'et recommence l’année suivante', 'pour nourrir une solidarité durable', 'jusqu’à ce que la commune réponde']
FIRST, MIDDLE, LAST = ['ba', 'ko', 'ma', 'su', 'ti', 'ra', 'ne', 'lo', 'wa', 'di', 'fé', 'ju'], ['la', 'ri', 'mo', 'nu', 'sé', 'ki', 'ta', 'yo', 'bé', 'du'], [
    'ra', 'ko', 'mi', 'lé', 'na', 'zo', 'si', 'tou', 'ya', 'da']
FACETS = {
    'activity_type': ['school-session', 'higher-education-session', 'teacher-training', 'facilitator-training', 'project-support', 'teaching-tools',
                      'campaign', 'public-event', 'volunteering', 'policy-work', 'networking', 'research', 'information'],
    'theme': ['food', 'fair-trade', 'human-rights', 'sustainable-development', 'migration', 'climate', 'gender', 'racism', 'youth-participation',
              'inequality', 'interculturality', 'tax-justice', 'health', 'peace', 'democracy', 'decent-work', 'social-economy', 'north-south-relations'],
    'audience': ['primary', 'secondary', 'higher-education', 'teachers', 'educators', 'youth-organisations', 'general-public', 'volunteers',
                 'policy-makers', 'municipalities', 'companies', 'media', 'diasporas'],
    'partner_type': ['health-organisation', 'youth-organisation', 'trade-union', 'womens-organisation', 'cooperative', 'school', 'higher-education',
                     'public-authority', 'ngo-platform', 'southern-organisation', 'media', 'diaspora'],
    'zone': ['brussels', 'walloon-brabant', 'hainaut', 'liege', 'luxembourg', 'namur', 'german-speaking', 'flanders', 'online'],
}
VOCABULARY = 20000  # invented words, beside those above
COUNTRIES = ['SN', 'CD', 'BJ', 'BF', 'MA', 'PE', 'BO', 'PH', 'IN', 'RW', 'PS', 'HT']


def name(number):
    """Every organisation's own name; neighbours in number are no neighbours in the alphabet."""
    every = len(HEADS) * len(THINGS) * len(PLACES)
    turn, n = divmod(number, every)
    n = n * 7919 % every
    n, place = divmod(n, len(PLACES))
    head, thing = divmod(n, len(THINGS))
    return f'{HEADS[head]} {THINGS[thing]} de {PLACES[place]}' + (f' {turn + 1}' if turn else '')


def slug(number):
    plain = unicodedata.normalize('NFKD', name(number)).encode('ascii', 'ignore').decode().lower()
    return '-'.join(''.join(c if c.isalnum() else ' ' for c in plain).split())


def project(pick):
    """A proper noun that few organisations share."""
    return (pick(FIRST) + pick(MIDDLE) + pick(LAST) + pick(MIDDLE)).capitalize()


def keyword(n):
    """Word n of an invented vocabulary."""
    syllables = FIRST + MIDDLE + LAST
    word = ''
    while n or len(word) < 4:
        n, i = divmod(n, len(syllables))
        word += syllables[i]
    return word


class Writer:
    def __init__(self, number):
        self.random = random.Random(number)
        self.pick = self.random.choice
        self.projects = [project(self.pick) for _ in range(6)]
        self.nouns = self.random.sample(NOUNS, 8)
        # A voice of its own: each turn of phrase belongs to some organisations, not to all.
        self.who, self.does, self.what = (self.random.sample(turns, 5) for turns in (WHO, DOES, WHAT))
        self.where, self.why = (self.random.sample(turns, 3) for turns in (WHERE, WHY))

    def sentence(self):
        form, pick = self.random.randrange(5), self.pick
        who, does, what, where, why, noun = pick(self.who), pick(self.does), pick(self.what), pick(self.where), pick(self.why), pick(self.nouns)
        if form == 0:
            said = f'{who} {does} {what} {where}, {why}'
        elif form == 1:
            said = f'{where}, {who} {does} *{pick(self.projects)}* : {what} autour du mot {noun}, {why}'
        elif form == 2:
            said = f'depuis {self.random.randrange(1970, 2025)}, {who} {does} {what} et, {where}, {pick(self.what)}'
        elif form == 3:
            said = f'quand {who} {does} {what}, {pick(self.who)} le {pick(self.does)} aussi ({noun}, {pick(self.nouns)}), {why}'
        else:
            said = f'avec **{self.random.randrange(12, 900)} personnes**, {who} {does} {what} {where} sous le titre « {noun} »'
        return said[0].upper() + said[1:] + '.'

    def paragraph(self, sentences):
        return ' '.join(self.sentence() for _ in range(sentences))

    def items(self, count):
        return '\n'.join(f'- {self.sentence()}' for _ in range(count))

    def keywords(self, count):
        """Words of a large vocabulary, spread as Zipf's law has it: a few are everybody's, most are rare."""
        return ', '.join(keyword(int(VOCABULARY ** self.random.random())) for _ in range(count))

    def codes(self, vocabulary, most):
        return self.random.sample(FACETS[vocabulary], self.random.randrange(2, most + 1))


def inline(text):
    return re.sub(r'\*(.+?)\*', r'<em>\1</em>', re.sub(r'\*\*(.+?)\*\*', r'<strong>\1</strong>', html.escape(text, quote=False)))


def rendered(text):
    """What is written here in CommonMark, as HTML."""
    blocks = []
    for block in text.split('\n\n'):
        if block.startswith('- '):
            blocks.append('<ul>\n' + ''.join(f'<li>{inline(item[2:])}</li>\n' for item in block.split('\n')) + '</ul>\n')
        elif block.startswith('### '):
            blocks.append(f'<h3>{inline(block[4:])}</h3>\n')
        else:
            blocks.append(f'<p>{inline(block)}</p>\n')
    return ''.join(blocks)


def published(document):
    """A document with its long texts as HTML."""
    for holder, key in [(document, 'mission_north'), (document, 'mission'), (document, 'history'), *((a, 'description') for a in document['activities'])]:
        holder[key] = {language: rendered(text) for language, text in holder[key].items()}
    return document


def activity(w, number):
    text = w.paragraph(2) + '\n\n' + (w.items(w.random.randrange(2, 5)) if number % 2 else w.paragraph(2))
    return {'number': number, 'title': {'fr': f'{w.pick(w.projects)} : {w.pick(WHAT)} {w.pick(WHERE)}'}, 'description': {'fr': text},
            'facets': {v: w.codes(v, 3) for v in ('activity_type', 'theme', 'audience', 'zone')}}


def partner(w, number, count, i):
    kind = {'type': w.pick(FACETS['partner_type']), 'relation': 'network' if i % 3 == 0 else 'partner'}
    if i < 4:
        other = (number * 31 + i * 977 + 1) % count
        return {'name': name(other), 'organisation': slug(other), **kind}
    return {'name': f'{w.pick(HEADS)} {project(w.pick)}', 'country': w.pick(COUNTRIES), **kind}


def document(number, count):
    w = Writer(number)
    me, place = slug(number), w.pick(PLACES)
    years = sorted(w.random.sample(range(1960, 2026), 6))
    return {
        'format': 'annuaire/1', 'slug': me, 'updated_on': f'{w.random.randrange(2023, 2026)}-{w.random.randrange(1, 13):02}-{w.random.randrange(1, 29):02}',
        'confirmed_on': f'2026-0{w.random.randrange(1, 10)}-15', 'name': {'fr': name(number)},
        'acronym': ''.join(word[0] for word in me.split('-')).upper(), 'summary': {'fr': w.sentence().replace('*', '')[:200], 'nl': f'Een vereniging uit {place}.'},
        'address': {'street': f'{w.pick(STREETS)} {w.random.randrange(1, 300)}', 'postcode': str(w.random.randrange(1000, 9999)), 'locality': place, 'country': 'BE'},
        'website': f'https://{me}.example', 'email': f'info@{me}.example', 'phone': f'+32 2 555 {w.random.randrange(10, 99)} {w.random.randrange(10, 99)}',
        'languages': ['fr', 'nl'][:w.random.randrange(1, 3)],
        'mission_north': {'fr': f'{w.paragraph(4)}\n\n### {w.pick(w.projects)}\n\n{w.paragraph(4)}\n\n{w.items(4)}'},
        'mission': {'fr': f'{w.paragraph(3)}\n\n{w.paragraph(3)}\n\nMots-clés : {w.keywords(40)}.'},
        'history': {'fr': '\n'.join(f'- **{year}** {w.sentence()}' for year in years)},
        'branches': [{'name': {'fr': f'Antenne de {town}'}, 'street': f'{w.pick(STREETS)} {w.random.randrange(1, 90)}', 'postcode': str(w.random.randrange(1000, 9999)),
                      'locality': town, 'phone': f'+32 2 555 {w.random.randrange(10, 99)} {w.random.randrange(10, 99)}'} for town in w.random.sample(PLACES, number % 4)],
        'facets': {v: w.codes(v, 5) for v in FACETS},
        'activities': [activity(w, n) for n in range(1, 6)],
        'partner_groups': [{'type': t, 'count': w.random.randrange(1, 60)} for t in w.codes('partner_type', 6)],
        'partners': [partner(w, number, count, i) for i in range(7)],
    }


def main():
    directory, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (directory / f'{number:06}.json').write_text(json.dumps(document(number, count), ensure_ascii=False), encoding='utf-8')


if __name__ == '__main__':
    main()
