import { zipSync, strToU8 } from 'fflate';
import { documentOf } from '../../../../test/support/documents.js';
import { readDocument } from './read-document.js';

const TEXT = 'Compte FR76 3000 6000 0112\nde Mme Kerguélen & Cie';
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('the text of a file', () => {
  it.each(['pdf', 'docx', 'odt', 'ods', 'xlsx', 'txt', 'csv'])('is read from %s', async (ending) => {
    const text = await readDocument(await documentOf(`avis.${ending}`, TEXT));
    for (const line of TEXT.split('\n')) expect(text).toContain(line);
  });

  it('is read in the letters in which it was written', async () => {
    expect(await readDocument(latin('Kergu\u00e9len'))).toBe('Kerguélen');
    expect(await readDocument(Uint8Array.of(0xff, 0xfe, 0xe9, 0))).toBe('é');
    expect(await readDocument(strToU8('<html><style>p{}</style><p>Kergu&eacute;len &#233;</p>'))).toContain('é');
    expect(await readDocument(latin("{\\rtf1 {\\*\\x y}Kergu\\'e9len\\par fin}"))).toContain('Kerguélen');
    expect(await readDocument(strToU8('Content-Transfer-Encoding: quoted-printable\n\nKergu=C3=A9=\nlen'))).toContain(
      'Kerguélen',
    );
  });

  // Threats: A092, A03, A05.
  it('is none where there is none, and bounded where it is large', async () => {
    expect(await readDocument(await documentOf('photo.jpg', TEXT))).toBe('');
    expect(await readDocument(zipSync({ 'a/b.xml': strToU8('<x>secret</x>') }))).toBe('');
    expect(await readDocument(strToU8('x'.repeat(1_000_000)))).toHaveLength(60_000);
    const bomb = zipSync({ 'content.xml': new Uint8Array(30_000_000) });
    expect(await readDocument(bomb)).toBe('');
    const part = new TextEncoder().encode(`<t>${'x'.repeat(9_000_000)}</t>`);
    const sheets = Array.from({ length: 5 }, (_, n) => [`xl/worksheets/sheet${n}.xml`, part] as const);
    expect(await readDocument(zipSync(Object.fromEntries(sheets)))).toHaveLength(60_000);
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaa">]><office:x><text:p>&a;</text:p></office:x>';
    expect(await readDocument(zipSync({ 'content.xml': strToU8(entities) }))).toContain('&a;');
  });
});
