import { readTextFile } from './read-text-file.js';

it('reads UTF-8, and what is none as Windows-1252', async () => {
  expect(await readTextFile(new Blob(['Zoé – Équipe']))).toBe('Zoé – Équipe');
  expect(await readTextFile(new Blob([Uint8Array.of(0x5a, 0x6f, 0xe9, 0x20, 0x96, 0x20, 0x80)]))).toBe('Zoé – €');
});
