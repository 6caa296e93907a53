// What node's test runner reports, as plain TAP with the failures as comments: its own TAP has YAML blocks that Perl's TAP::Parser does not read.
import { inspect } from 'node:util';

export default async function* reporter(source) {
  let count = 0;
  for await (const { type, data } of source) {
    // The runner reports a file as a test around its tests.
    if (data.nesting > 0 || (type !== 'test:pass' && type !== 'test:fail')) {
      continue;
    }
    const name = data.name.replaceAll('#', '\\#');
    const directive = data.skip !== undefined ? ` # SKIP ${data.skip === true ? '' : data.skip}` : '';
    yield `${type === 'test:pass' ? 'ok' : 'not ok'} ${++count} - ${name}${directive}\n`;
    if (type === 'test:fail') {
      const { error } = data.details;
      yield `${inspect(error.cause ?? error, { depth: 3, maxArrayLength: 20 }).replace(/^/gm, '# ')}\n`;
    }
  }
  yield `1..${count}\n`;
}
