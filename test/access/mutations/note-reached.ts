import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mutation } from './scope-mutation.js';

const folder = process.env['SCOPE_REACHED'];
if (folder)
  afterAll(() => {
    const spec = relative(process.cwd(), expect.getState().testPath!);
    writeFileSync(
      join(folder, `${spec.replaceAll('/', '+')}.json`),
      JSON.stringify({ spec, ids: [...mutation.reached] }),
    );
  });
