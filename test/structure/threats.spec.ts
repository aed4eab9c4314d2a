import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, specs } from './rows-with-tests.js';
import { root } from './source-texts.js';
import { readThreats, renderThreats, THREATS } from './threats.js';

const DOCUMENT = join(root, 'test/THREATS.md');

describe('the catalogue of threats', () => {
  it('has a test or a reason for each row, and tests name only its rows', () => {
    expect(faultsOf(THREATS, readThreats(), specs())).toEqual([]);
  });

  it('has a document that is up to date; `UPDATE_THREATS=1` writes it anew', () => {
    const document = renderThreats(readThreats(), specs());
    if (process.env['UPDATE_THREATS']) writeFileSync(DOCUMENT, document);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
  });
});
