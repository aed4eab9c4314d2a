import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tablesOf, type Catalogue, type Row, type Sections } from './rows-with-tests.js';
import { root } from './source-texts.js';
import type { SourceFile } from './source-tree.js';

/** What agents may expect of the screens, as `test/interaction.json` states it. */
interface Interaction extends Row {
  requirement: string;
  /** By how much it is met. */
  threshold: string;
}

export const INTERACTION: Catalogue<Interaction> = {
  word: 'Interaction',
  id: /R\d{2}/,
  noun: 'requirement',
  folder: 'test',
  columns: { requirement: ({ requirement }) => requirement, threshold: ({ threshold }) => threshold },
};

export const readInteraction = (): Sections<Interaction> =>
  JSON.parse(readFileSync(join(root, 'test/interaction.json'), 'utf8')) as Sections<Interaction>;

const INTRODUCTION = `# What agents may expect of the screens

The requirements of interaction that the console is held to, and the test of each. Rows come from \`test/interaction.json\`; a test
names its rows in a comment above it, as CONTRIBUTING says. This document is generated:
\`UPDATE_INTERACTION=1 npm test -- test/structure/interaction\` writes it anew.
`;

/** The document, as it must be. */
export const renderInteraction = (sections: Sections<Interaction>, sources: SourceFile[]): string =>
  INTRODUCTION + tablesOf(INTERACTION, sections, sources);
