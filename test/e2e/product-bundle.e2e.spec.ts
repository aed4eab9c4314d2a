import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const bundle = join(import.meta.dirname, '../../apps/guichet/dist/bundle');
const texts = globSync(join(bundle, '*.js')).map((path) => readFileSync(path, 'utf8'));
const found = (pattern: RegExp): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!))),
];

describe('what npm start runs', () => {
  it('finds beside its modules what they found before they were bundled', () => {
    const places = [
      ...found(/new URL\("([^"]+)", import\.meta\.url\)/g),
      ...found(/import\.meta\.dirname \+ "([^"]+)"/g),
    ];

    expect(places.filter((place) => place.startsWith('../') && place.includes('/dist/')).length).toBeGreaterThan(5);
    expect(places.map((place) => join(bundle, place)).filter((path) => !existsSync(path))).toEqual([]);
  });
});
