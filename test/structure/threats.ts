import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tablesOf, type Catalogue, type Row, type Sections } from './rows-with-tests.js';
import { root } from './source-texts.js';
import type { SourceFile } from './source-tree.js';

/** An attack or a bad input, as `test/threats.json` states it. */
interface Threat extends Row {
  threat: string;
}

export const THREATS: Catalogue<Threat> = {
  word: 'Threats',
  id: /[A-Z]\d{2,3}/,
  noun: 'threat',
  folder: 'test',
  columns: { threat: ({ threat }) => threat },
};

export const readThreats = (): Sections<Threat> =>
  JSON.parse(readFileSync(join(root, 'test/threats.json'), 'utf8')) as Sections<Threat>;

const INTRODUCTION = `# Threats and bad inputs

What attackers and careless programs do to a help desk, and the test that fails when Guichet no longer withstands it. Rows come
from \`test/threats.json\`; a test names its rows in a comment above it, as CONTRIBUTING says. This document is generated:
\`UPDATE_THREATS=1 npm test -- test/structure/threats\` writes it anew.
`;

/** The document, as it must be. */
export const renderThreats = (sections: Sections<Threat>, sources: SourceFile[]): string =>
  INTRODUCTION + tablesOf(THREATS, sections, sources);
