// Every program's table of addresses, as its source has it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const source = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');
export const PROGRAMS = source('Makefile').match(/^PROGRAMS +:= (.*)$/m)[1].split(' ');
export const ACCESS = source('cgi-bin/web/route.h').match(/^enum access \{\n([^]*?)^\};/m)[1].match(/\bACCESS_[A-Z]+/g);

// The rows of a program's table. Whatever stands in it and is no row that is understood here is an error.
export function routesOf(program) {
  const [, table] = source(`cgi-bin/${program}.c`).match(/^static const struct route ROUTES\[\] = \{\n([^]*?)^\};$/m) ?? assert.fail(`${program} has no table of routes`);
  return table.trimEnd().split('\n').map((line) => {
    const [, pattern, show, post, access] = line.match(/^\t\{ "(\/[^"]*)", (\w+), (\w+), (\w+) \},$/) ?? assert.fail(`${program}: ${line}`);
    assert.ok(ACCESS.includes(access), line);
    return { program, pattern, show: show === 'NULL' ? null : show, post: post === 'NULL' ? null : post, access: access.slice('ACCESS_'.length) };
  });
}

export const isGuarded = (program) => !/app_main\(&\(struct program\)\{[^}]*, NULL \}\)/.test(source(`cgi-bin/${program}.c`));
