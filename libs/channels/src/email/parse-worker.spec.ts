import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The modules that a file loads at once, itself and those of others by their names. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';$/gm);
  for (const [, name = ''] of imports) {
    if (name.startsWith('.')) loadedBy(join(dirname(file), name.replace(/\.js$/, '.ts')), seen);
    else seen.add(name);
  }
  return seen;
}

describe('a thread that reads mails', () => {
  it('loads no schemas, which would take most of its memory and of its start', () => {
    const loaded = [...loadedBy(join(import.meta.dirname, 'parse-worker.ts'))];
    expect(loaded).toContain('@guichet/contracts/mail-providers');
    expect(loaded.filter((name) => name === 'zod' || name === '@guichet/contracts')).toEqual([]);
  });
});
