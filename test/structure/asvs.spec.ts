import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASVS, readRequirements, renderRequirements } from './asvs.js';
import { faultsOf, specs } from './rows-with-tests.js';
import { root } from './source-texts.js';

const DOCUMENT = join(root, 'SECURITY.md');

describe('the requirements of ASVS', () => {
  it('have a test or a reason each, and tests name only them', () => {
    expect(faultsOf(ASVS, readRequirements(), specs())).toEqual([]);
  });

  it('stand in a document that is up to date; `UPDATE_ASVS=1` writes it anew', () => {
    const before = readFileSync(DOCUMENT, 'utf8');
    const document = renderRequirements(before, readRequirements(), specs());
    if (process.env['UPDATE_ASVS']) writeFileSync(DOCUMENT, document);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
  });
});
