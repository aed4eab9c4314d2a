import { lint } from './lint-fixtures.js';

const importing = (from: string, name: string) => ({
  path: `libs/${from}/src/index.ts`,
  text: `import * as other from '@guichet/${name}';\nexport const used = other;\n`,
});

describe('the order of the features', () => {
  it('lets a feature import those before it, and refuses those behind it', () => {
    const [allowed, ...refused] = lint([
      importing('cases', 'access'),
      importing('access', 'cases'),
      importing('cases', 'messages'),
      importing('calendars', 'sla'),
      importing('routing', 'workforce'),
    ]);
    expect(allowed).toEqual([]);
    for (const messages of refused)
      expect(messages).toEqual([expect.stringContaining('@nx/enforce-module-boundaries')]);
  });
});
