import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTERACTION, readInteraction, renderInteraction } from './interaction.js';
import { faultsOf, specs } from './rows-with-tests.js';
import { root } from './source-texts.js';

const DOCUMENT = join(root, 'test/INTERACTION.md');

describe('the requirements of interaction', () => {
  it('have a test or a reason each, and tests name only them', () => {
    expect(faultsOf(INTERACTION, readInteraction(), specs())).toEqual([]);
  });

  it('stand in a document that is up to date; `UPDATE_INTERACTION=1` writes it anew', () => {
    const document = renderInteraction(readInteraction(), specs());
    if (process.env['UPDATE_INTERACTION']) writeFileSync(DOCUMENT, document);
    expect(readFileSync(DOCUMENT, 'utf8')).toBe(document);
  });
});
