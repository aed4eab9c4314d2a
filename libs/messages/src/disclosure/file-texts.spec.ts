import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileBlobStore } from '@guichet/platform';
import { documentOf } from '../../../../test/support/documents.js';
import { FileTexts } from './file-texts.js';

const folder = mkdtempSync(join(tmpdir(), 'guichet-texts-'));
const blobs = new FileBlobStore(folder);
const texts = new FileTexts(blobs);
afterAll(async () => {
  await texts.onApplicationShutdown();
  await rm(folder, { recursive: true });
});

describe('the texts of files', () => {
  it('are read in a thread, and go on after a file that is broken', async () => {
    const stored = await Promise.all(
      ['avis.pdf', 'avis.docx'].map(async (name) => blobs.put(await documentOf(name, 'Compte de Mme Kerguélen'))),
    );
    const broken = await blobs.put(new TextEncoder().encode('%PDF-1.7 is no PDF'));
    const read = await Promise.all([broken, ...stored, ...stored].map((file) => texts.textOf(file)));
    expect(read.map((text) => text.trim())).toEqual(['', ...Array(4).fill('Compte de Mme Kerguélen')]);
  });

  it('are none of what is not there or too large', async () => {
    const { digest } = await blobs.put(new TextEncoder().encode('Kerguélen'));
    expect(await texts.textOf({ digest: null, size: 1 })).toBe('');
    expect(await texts.textOf({ digest, size: 30_000_000 })).toBe('');
  });
});
