// A disk that fills up: with the guard, the directory stops taking changes in time, MariaDB lives on, and everything goes on once there is room. A disk of 160 MB is only for root to make.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { configuration, fill, mariadb, must, pause, program, run, SCRATCH, worker } from './mariadb.mjs';

const isRoot = process.getuid() === 0, disk = path.join(SCRATCH, 'full');
const mounted = isRoot && (fs.mkdirSync(disk), run('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'annuaire-test', disk]).status === 0);

test('the guard holds before the disk is full', { skip: !mounted && 'no file system can be mounted here' }, async (t) => {
  const server = await mariadb('full');
  try {
    const conf = configuration('full', { socket: server.socket, free_space_path: disk, minimum_free_mb: 40 });
    fill(server, conf);
    const edit = await worker('account', conf), profile = await worker('profile', conf), [[slug]] = server.sql('SELECT slug FROM organisation ORDER BY id LIMIT 1');
    const signin = async () => (await edit.get('/fr/account/signin')).body;
    assert.doesNotMatch(await signin(), /class="note read-only"/);
    const free = () => Number(must('df', ['-Pm', disk]).split('\n')[1].split(/ +/)[3]);
    fs.writeFileSync(`${disk}/other`, Buffer.alloc(Math.floor((free() - 30) * 1048576)));
    await pause(1100);
    assert.match(await signin(), /class="note read-only"/);
    assert.equal((await profile.get(`/fr/organisations/${slug}`)).status, 200);
    assert.match(run(program('annuaire'), ['--config', conf.file, 'check', 'hosting']).stdout, /^error {4}disk: (2\d|30) MB are free at .*, fewer than 40/m);
    await pause(2000);
    assert.equal(server.child.exitCode, null, 'MariaDB runs');
    fs.unlinkSync(`${disk}/other`);
    await pause(1100);
    assert.doesNotMatch(await signin(), /class="note read-only"/);
    t.diagnostic(`${free().toFixed(0)} MB free at the end`);
  } finally {
    await server.kill('SIGTERM');
    must('umount', ['-l', disk]);
  }
});
