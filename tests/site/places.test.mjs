// What `annuaire places` does: tables loaded, loaded again without a change, refused by their line.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { annuaire, documents, ROOT, scratch, sql, vocabulary } from '../harness.mjs';

const BELGIUM = path.join(ROOT, 'schema/place/belgium.tsv');
const HEAD = 'country\tname\tzone\tlatitude\tlongitude\n';
const places = (where) => sql(`SELECT source, country, name, IFNULL(postcode, ''), IFNULL(zone, ''), latitude + 0e0, longitude + 0e0 FROM place WHERE ${where} ORDER BY id`);
const revision = () => sql('SELECT revision FROM directory_state')[0][0];
const clean = () => sql("DELETE FROM place WHERE source = 'postcodes' OR country = 'XC'");

test('the places of Belgium are in, and loading them again changes nothing', () => {
  const rows = fs.readFileSync(BELGIUM, 'utf8').trimEnd().split('\n').slice(1);
  const before = revision(), ids = sql("SELECT MIN(id), MAX(id), COUNT(*) FROM place WHERE source = 'places' AND country = 'BE'");
  assert.equal(Number(ids[0][2]), rows.length);
  const { status, out } = annuaire('places', BELGIUM);
  assert.equal(status, 0, out);
  assert.equal(out, `loaded     ${BELGIUM}: ${rows.length} places\n`);
  assert.deepEqual(sql("SELECT MIN(id), MAX(id), COUNT(*) FROM place WHERE source = 'places' AND country = 'BE'"), ids);
  assert.equal(revision(), before);
});

test('each place of the table is in a zone of the vocabulary, in Belgium, and each zone with an area has places', () => {
  const zones = vocabulary('zone'), seen = new Set();
  for (const line of fs.readFileSync(BELGIUM, 'utf8').trimEnd().split('\n').slice(1)) {
    const [country, name, zone, latitude, longitude] = line.split('\t');
    assert.ok(country === 'BE' && zones.has(zone) && latitude > 49.4 && latitude < 51.6 && longitude > 2.5 && longitude < 6.5, line);
    assert.equal(name, name.trim().normalize('NFC'));
    seen.add(zone);
  }
  assert.equal(seen.size, 8);
});

test('every locality of the demonstration directory is a place', () => {
  const names = new Set(fs.readFileSync(BELGIUM, 'utf8').split('\n').map((line) => line.split('\t')[1]));
  for (const document of documents) {
    for (const { locality, country = 'BE' } of [document.address ?? {}, ...(document.branches ?? []).map((branch) => branch.address ?? {})]) {
      assert.ok(!locality || country !== 'BE' || names.has(locality), locality);
    }
  }
});

test('a list of postcodes from GeoNames is loaded as it is', () => {
  const file = scratch('BE.txt', 'BE\t4700\tEupen\tWallonie\tWAL\tLiège\tWLG\tVerviers\t63\t50.6305\t6.0316\t6\nXC\tL-1009\tAilleurs\t\t\t\t\t\t\t-1.5\t0.25\t\n');
  const { status, out } = annuaire('places', file);
  assert.equal(status, 0, out);
  assert.equal(out, `loaded     ${file}: 2 places\n`);
  assert.deepEqual(places("source = 'postcodes'"), [['postcodes', 'BE', 'Eupen', '4700', 'german-speaking', '50.6305', '6.0316'], ['postcodes', 'XC', 'Ailleurs', 'L-1009', '', '-1.5', '0.25']]);
  clean();
});

test('a table with a mistake is refused by its line, nothing of it is loaded, and the others are', () => {
  const bad = scratch('bad.tsv', `${HEAD}XC\tUn\t\t1\t2\nXC\tDeux\tatlantis\t1\t2\n`), good = scratch('good.tsv', `${HEAD}XC\tTrois\tnamur\t1\t2\n`);
  const { status, out } = annuaire('places', bad, good, path.join(process.env.SCRATCH, 'no-such-file.tsv'));
  assert.equal(status, 1);
  const lines = out.trimEnd().split('\n');
  assert.equal(lines[0], `refused    ${bad}: line 3: no zone "atlantis" in the vocabulary`);
  assert.equal(lines[1], `loaded     ${good}: 1 place`);
  assert.match(lines[2], /^refused .*no-such-file\.tsv/);
  assert.deepEqual(places("country = 'XC'"), [['places', 'XC', 'Trois', '', 'namur', '1', '2']]);
  clean();
});

test('what is no table of places is refused', () => {
  for (const [name, content, reason] of [['theme.tsv', fs.readFileSync(path.join(ROOT, 'schema/vocabulary/theme.tsv')), /line 1: neither/], ['empty.tsv', '', /line 1/],
    ['latin1.tsv', Buffer.from(`${HEAD}XC\tLi\xe8ge\t\t1\t2\n`, 'latin1'), /line 2: not UTF-8/]]) {
    const { status, out } = annuaire('places', scratch(name, content));
    assert.equal(status, 1, name);
    assert.match(out, /^refused/, name);
    assert.match(out, reason, name);
  }
});
