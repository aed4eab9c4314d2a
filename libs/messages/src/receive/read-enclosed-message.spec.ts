import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileBlobStore } from '@guichet/platform';
import { enclosedMessage } from './read-enclosed-message.js';

const folder = mkdtempSync(join(tmpdir(), 'guichet-enclosed-'));
const blobs = new FileBlobStore(folder);
afterAll(() => rm(folder, { recursive: true }));

/** An attached mail that has both a text and an HTML. */
async function read(link: string) {
  const eml = [
    'From: Zoé <zoe@citizen.test>',
    'Subject: Enquête',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Bien : ${link}`,
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>Bien : <a href="${link}">${link}</a></p>`,
    '--b--',
    '',
  ].join('\r\n');
  const { digest } = await blobs.put(Buffer.from(eml));
  const file = { id: 'file', name: 'enquete.eml', type: 'message/rfc822', digest, size: eml.length, inline: false };
  return enclosedMessage(blobs, { file, within: undefined });
}

it('an attached mail shows the link of a survey without what it is followed by', async () => {
  const token = `${'a'.repeat(26)}.${'b'.repeat(16)}`;
  const message = await read(`https://town.test/portal/surveys/${token}`);
  expect(message.text).toContain('Bien : https://town.test/portal/surveys/…');
  expect(message.html).toContain('https://town.test/portal/surveys/…');
  expect(JSON.stringify(message)).not.toContain(token);
});

it('an attached mail shows other links whole', async () => {
  const link = 'https://town.test/demarches?id=3';
  const message = await read(link);
  expect(message.text).toContain(link);
  expect(message.html).toContain(link);
});
