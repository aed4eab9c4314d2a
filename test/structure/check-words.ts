// Refuses the words that were given up, so that each idea keeps one name: `npm run check` runs it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { retiredIn } from './retired-words.js';
import { pathsOf, root } from './source-texts.js';

const checked = [
  ...pathsOf('**/*.{ts,tsx,mts,mjs,md,css,html}').filter((path) => !path.startsWith('test/structure/')),
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
];

const found = checked.flatMap((path) => retiredIn(path, readFileSync(join(root, path), 'utf8')));
for (const { path, line, word, instead } of found)
  console.error(`${path}:${line}: "${word}" was given up for ${instead}`);
console.log(`${checked.length} files, ${found.length} words that were given up`);
process.exitCode = found.length > 0 ? 1 : 0;
