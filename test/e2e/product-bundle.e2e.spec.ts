import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

  it('names in a fault the lines of its sources', () => {
    const data = mkdtempSync(join(tmpdir(), 'guichet-fault-'));
    // Nobody expects that, so it is told with its stack.
    mkdirSync(join(data, 'secret'));
    const { status, stderr } = spawnSync(process.execPath, [join(bundle, 'main.js')], {
      encoding: 'utf8',
      env: { GUICHET_DATA: data },
    });
    rmSync(data, { recursive: true });

    expect(status).toBe(1);
    expect(stderr).toMatch(/Keyring\.load \(.*\/libs\/platform\/src\/keyring\.ts:\d+/);
    expect(stderr).toMatch(/\/apps\/guichet\/src\/process-lifecycle\.ts:\d+/);
  });
});
