import { inflateSync } from 'node:zlib';
import { Organisation } from '@guichet/contracts';
import PDFDocument from 'pdfkit';
import { partsOfSent, toParts } from '../rendering/runs-to-text-and-html.js';
import type { Letter } from './letter-content.js';
import { letterPdf } from './letter-pdf.js';
import { linesOf, type DrawnLine } from './break-lines.js';
import { paper } from './paper-layout.js';
import { Typeface } from './letter-fonts.js';
import { placeOf } from './letter-texts.js';

const organisation = Organisation.parse({
  name: 'Ville de Valbourg',
  address: 'Hôtel de Ville\n1 place de la Mairie\n21000 Valbourg',
  mail: 'contact@valbourg.example',
  phone: '+33380000000',
});
const letter = (changes: Partial<Letter> = {}): Letter => ({
  language: 'fr',
  organisation,
  service: 'Service des écoles',
  agentName: 'Inès Morel',
  recipient: { name: 'Zoé Martin', address: ['12 rue des Lilas', '21000 Valbourg'] },
  reference: 'GCH-2026-004812',
  date: '2026-12-01',
  subject: 'Inscription à l’école',
  parts: partsOfSent('Bonjour,'),
  ...changes,
});

/** A PDF as text: its objects, with what was packed in them. */
async function made(changes: Partial<Letter> = {}): Promise<string> {
  const raw = Buffer.from(await letterPdf(letter(changes))).toString('latin1');
  return raw.replace(/stream\n(.*?)\nendstream/gs, (whole, packed: string) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
    } catch {
      return whole;
    }
  });
}
/** As bytes, read one by one. */
const inUtf8 = (text: string) => Buffer.from(text).toString('latin1');
const count = (text: string, what: RegExp) => [...text.matchAll(what)].length;
const pagesOf = (pdf: string) => count(pdf, /\/Type \/Page\n/g);
const elements = (pdf: string, tag: string) => count(pdf, new RegExp(`/S /${tag}\n`, 'g'));

/** Returns the characters that each font of a PDF draws: all drawn text is among them. */
const drawn = (pdf: string): string =>
  [...pdf.matchAll(/beginbfrange\n(.*?)\nendbfrange/gs)]
    .flatMap(([, ranges]) => [...ranges!.matchAll(/<([0-9a-f ]+)>(?=[ \]])/g)].map(([, hex]) => hex!))
    .map((hex) => hex.split(' ').map((unit) => String.fromCharCode(parseInt(unit, 16))))
    .flat()
    .join('');

describe('a letter', () => {
  it('is a tagged document in its language, with a title, and says that it is accessible', async () => {
    const pdf = await made();
    for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (fr-FR)', '/DisplayDocTitle true', '/Tabs /S'])
      expect(pdf).toContain(part);
    expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(pdf).toContain('<rdf:li xml:lang="x-default">Inscription');
    expect(elements(pdf, 'Document')).toBe(1);
    expect(elements(pdf, 'H1')).toBe(1);
    expect(await made({ language: 'en' })).toContain('/Lang (en-GB)');
  });

  it('has its fonts in it, and no other', async () => {
    const pdf = await made({ parts: toParts([{ text: 'Bonjour **Zoé**', variable: null }]) });
    const fonts = [...pdf.matchAll(/\/BaseFont \/\w{6}\+([\w-]+)\n\/Encoding/g)].map(([, name]) => name).sort();
    expect(new Set(fonts)).toEqual(new Set(['Inter-Regular', 'Inter-SemiBold']));
    expect(count(pdf, /\/FontFile2/g)).toBe(fonts.length);
    expect(pdf).not.toContain('Helvetica');
  });

  it('tells lists as lists, and its addresses as links to where they say', async () => {
    const words =
      'Il manque :\n- un acte\n- **un livret**\n\nVoir https://valbourg.example/depot?a=1 ou ecoles@valbourg.example.';
    const pdf = await made({ parts: toParts([{ text: words, variable: null }]) });
    expect(['L', 'LI', 'Lbl', 'LBody', 'Link'].map((tag) => elements(pdf, tag))).toEqual([1, 2, 2, 2, 3]);
    expect([...pdf.matchAll(/\/URI \(([^)]*)\)/g)].map(([, uri]) => uri)).toEqual([
      'mailto:contact@valbourg.example',
      'https://valbourg.example/depot?a=1',
      'mailto:ecoles@valbourg.example',
    ]);
  });

  it('does not lead where the name of a citizen says', async () => {
    const named = { text: 'https://evil.example', variable: 'citizen_name' };
    expect(await made({ parts: toParts([named]) })).not.toContain('/URI (https');
    expect(await made({ parts: toParts([{ text: '**x** ', variable: null }]) })).not.toMatch(/\/URI \(https/);
  });

  it('says who writes, unless its words end with it', async () => {
    const signed = await made({ parts: partsOfSent('Bonjour,\n\nInès Morel\nService des écoles') });
    const added = await made();
    expect(elements(signed, 'P')).toBe(elements(added, 'P'));
    expect(elements(await made({ agentName: '', service: '' }), 'P')).toBe(elements(added, 'P') - 1);
  });

  it('has a name that breaks nothing that reads it', async () => {
    const pdf = await made({ subject: 'A & B </rdf:li>\u0007\udc00' });
    expect(pdf).toContain('<rdf:li xml:lang="x-default">A + B ‹/rdf:li›'.replace(/[‹›]/g, inUtf8));
  });

  it('is the same file for the same words', async () => {
    expect(await made()).toBe(await made());
  });
});

describe('a long letter', () => {
  const paragraph = 'Nous avons reçu votre demande et nous vous répondrons dès que possible. '.repeat(8);

  it('goes on, page by page, and numbers them', async () => {
    const pdf = await made({ parts: partsOfSent(Array<string>(55).fill(paragraph).join('\n\n')) });
    expect(pagesOf(pdf)).toBeGreaterThanOrEqual(10);
    expect(count(pdf, /\/Artifact <<\n\/Type \/Pagination/g)).toBe(pagesOf(pdf));
    const short = await made();
    expect(pagesOf(short)).toBe(1);
    expect(short).not.toContain('/Artifact');
  });
});

describe('whatever somebody is called', () => {
  // Threats: A081, A082.
  it.each([
    ['Greek and Cyrillic', 'Ελένη Мария', 'Ελένη'],
    ['Polish and Vietnamese', 'Łukasz Nguyễn', 'Łễ'],
    ['Arabic and Hebrew', 'محمد שלום', 'שם'],
    ['emoji', 'Zoé 👍', '👍'],
    ['what no font has', 'Zoé 中', '[U+4E2D]'],
  ])('%s', async (_name, name, glyphs) => {
    const text = drawn(await made({ recipient: { name } }));
    for (const glyph of glyphs.normalize('NFC')) expect(text).toContain(glyph);
  });

  // Threats: U03.
  it('shows no control and no turn of direction', async () => {
    const text = drawn(await made({ recipient: { name: 'Zo\u0007é\u202E\uFEFF\u00AD\udc00 x' } }));
    for (const unseen of ['\u0007', '\u202E', '\uFEFF', '\u00AD', '□']) expect(text).not.toContain(unseen);
  });
});

describe('hostile words stay on the paper', () => {
  /** The rightmost point at which anything begins or is underlined, and the lowest. */
  const reach = (pdf: string) => {
    const spots = [...pdf.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    const lines = [...pdf.matchAll(/([\d.]+) [\d.]+ ([\d.]+) 0.5 re/g)].map(
      ([, x, width]) => Number(x) + Number(width),
    );
    return { right: Math.max(...spots.map(([x]) => x), ...lines), low: Math.min(...spots.map(([, y]) => y)) };
  };

  const widthOf = (typeface: Typeface, line: DrawnLine) =>
    line
      .map(({ text, face }, n) => typeface.width(n === line.length - 1 ? text.trimEnd() : text, face, 11))
      .reduce((sum, width) => sum + width, 0);

  it.each([
    ['a word of 10 000 letters', 'W'.repeat(10_000)],
    ['a link of 2 000', `https://${'w'.repeat(2_000)}.example`],
    ['Arabic', 'مرحبا بالعالم '.repeat(300)],
    ['Arabic without a placeholder', 'م'.repeat(3_000)],
    ['emoji', '👩‍👩‍👧‍👦😀'.repeat(300)],
    ['accents upon accents', `Z${'\u0301'.repeat(5_000)}`],
    ['half characters and controls', '\ud800x\u0000\u001b[31m\u2028\u2029\u0085'.repeat(100)],
    ['placeholders', '\u00a0 '.repeat(3_000)],
    ['nothing', ''],
  ])('%s', async (_name, text) => {
    const pdf = await made({
      parts: partsOfSent(text),
      subject: text.slice(0, 1_000),
      recipient: { name: text, address: [text] },
      organisation: { ...organisation, name: text.slice(0, 120), address: text.slice(0, 400) },
    });
    const { right, low } = reach(pdf);
    expect(right).toBeLessThanOrEqual(paper.left + paper.width + 0.5);
    expect(low).toBeGreaterThan(30);

    const typeface = new Typeface(new PDFDocument({ font: '' }));
    for (const line of linesOf(typeface, { pieces: [{ text, strong: true, target: null }], size: 11, width: 200 }))
      expect(widthOf(typeface, line)).toBeLessThanOrEqual(201);
  });
});

describe('the place of a letter', () => {
  it.each([
    ['1 place de la Mairie\n21000 Valbourg', 'Valbourg'],
    ['1 place de la Mairie, 21000 Saint-Jean-d’Aubrac Cedex 9', 'Saint-Jean-d’Aubrac'],
    ['Town hall', ''],
  ])('%s: %s', (address, place) => expect(placeOf(address)).toBe(place));
});
