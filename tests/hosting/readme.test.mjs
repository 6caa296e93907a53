// The README's way from a bare Debian 12 to a site behind TLS: its ten commands, taken out of README.md and typed on a bare machine, for each web server.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { deb, Guest, Machine, ROOT, unable } from './machine.mjs';

const README = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const blocks = [...README.matchAll(/^<!-- ten commands: (\w+) -->\n```sh\n([^`]+)```$/gm)].map(([, server, text]) => ({ server, commands: text.trim().split('\n') }));
const PASSWORD = 'quatre chevaux bleus galopent';

test('the README has ten commands for nginx and for Apache', () => {
  assert.deepEqual(blocks.map(({ server, commands }) => [server, commands.length]), [['nginx', 10], ['apache', 10]]);
});

for (const { server, commands } of blocks) {
  test(`with ${server}, they lead to a site behind TLS that its first administrator signs in to`, { skip: unable }, async () => {
    const machine = await Machine.start(server);
    try {
      machine.copy(deb(), path.basename(deb()));
      let said;
      for (const line of commands) {
        if (line.startsWith('apt-get install ')) {	// the machine itself reaches nobody; curl is for the visits below
          machine.download(`curl ${line.replace(/^apt-get install -y/, '')}`);
        }
        said = machine.run(line);
      }
      machine.run('apt-get install -y --no-install-recommends curl');
      const url = commands.join('\n').match(/^annuaire-setup (https:\S+)$/m)[1];
      const guest = new Guest(machine, url, '/etc/ssl/annuaire/fullchain.pem');
      machine.run('annuaire import /usr/share/annuaire/schema/demo/zuidwind-ateliers.json');
      const home = guest.get('/fr/');
      assert.equal(home.status, 200, home.body);
      assert.match(home.headers, /^strict-transport-security: max-age=\d+/im);
      assert.match(home.headers, /^content-security-policy: /im);
      assert.equal(guest.get(home.body.match(/href="(\/static\/site\.[^"]+\.css)"/)[1]).status, 200);
      assert.match(guest.get('/fr/organisations/zuidwind-ateliers').body, /Zuidwind/);
      assert.equal(guest.get('/fr/organisations/nobody').status, 404);
      const plain = guest.get(url.replace('https:', 'http:') + 'fr/');
      assert.equal(plain.status, 301);
      assert.match(plain.headers, new RegExp(`^location: ${url}fr/`, 'im'));

      const [link] = said.match(/https:\S+\/account\/invitation\/\S+/);
      assert.equal(guest.post(link, { name: 'You', new: PASSWORD, repeated: PASSWORD }).status, 303);
      const email = commands.at(-1).match(/\S+@\S+/)[0];
      const signed = guest.post('/fr/account/signin', { email, password: PASSWORD });
      assert.equal(signed.status, 303, signed.body);
      assert.match(signed.headers, /^set-cookie: __Host-.*; Secure/im);
      assert.equal(guest.get('/fr/account/').status, 200);
    } finally {
      machine.stop();
    }
  });
}
