import { buffer } from 'node:stream/consumers';
import { accessibleDocument, Typeface } from '@guichet/templates';
import { pdfUaProblems } from './check-pdf-ua.js';

type Element = PDFKit.PDFStructureElement;

/** Draws a document that has all that PDF/UA asks for, and what a test adds. */
class Sample {
  readonly root: Element;

  private constructor(readonly document: PDFKit.PDFDocument) {
    document.addPage();
    const typeface = new Typeface(document);
    typeface.choose(typeface.fragments('a', false, null)[0]!.face, 11);
    this.root = document.struct('Document');
    document.addStructure(this.root);
  }

  static async made(draw: (sample: Sample) => void): Promise<Buffer> {
    const properties = { title: 'Un titre', author: 'Valbourg', createdAt: new Date(0), locale: 'fr-FR' };
    const sample = new Sample(await accessibleDocument(properties));
    sample.add('H1');
    draw(sample);
    sample.root.end();
    sample.document.end();
    return buffer(sample.document);
  }

  add(tag: string, parent: Element = this.root, options = {}): Element {
    const element = this.document.struct(tag, options);
    parent.add(element);
    element.add(this.document.markStructureContent(tag));
    this.document.text('Bonjour');
    this.document.endMarkedContent();
    return element;
  }

  addEmpty(tag: string, parent: Element = this.root): Element {
    const element = this.document.struct(tag);
    parent.add(element);
    return element;
  }

  addRow(...cells: ['TH' | 'TD', object?][]): void {
    const row = this.addEmpty('TR', this.addEmpty('Table'));
    for (const [tag, options] of cells) this.add(tag, row, options);
  }

  /** Draws a text in a mark that pdfkit does not know of. */
  addRaw(mark: string): void {
    this.document.addContent(mark).text('Bonjour').addContent('EMC');
  }

  artifact(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }
}

const numbersOf = (problems: string[]) => [...new Set(problems.map((problem) => problem.slice(0, 6)))];

describe('the check of PDF/UA', () => {
  const whole = (sample: Sample) => {
    sample.add('P');
    sample.artifact(() => void sample.document.rect(10, 10, 100, 1).fill('#000000'));
    sample.add('LBody', sample.addEmpty('LI', sample.addEmpty('L')));
    sample.addRow(['TH', { scope: 'Row' }], ['TD']);
    const link = sample.add('Link', sample.addEmpty('P'));
    const options = { structParent: link, Contents: new String('Valbourg') as string };
    sample.document.link(10, 10, 100, 10, 'https://valbourg.example', options);
  };

  it('finds nothing in a document that has all', async () => {
    expect(pdfUaProblems(await Sample.made(whole))).toEqual([]);
  });

  it.each<[number: string, what: string, draw: (sample: Sample) => void]>([
    ['01-005', 'a text without a tag', ({ document }) => void document.text('Bonjour')],
    ['01-005', 'a shape without a tag', ({ document }) => void document.rect(1, 1, 9, 9).fill('#000000')],
    ['01-003', 'tagged content in an artifact', (sample) => sample.artifact(() => sample.addRaw('/P <</MCID 0>> BDC'))],
    ['01-006', 'marked content without an element', (sample) => sample.addRaw('/P <</MCID 9>> BDC')],
    ['09-004', 'an item without a list', (sample) => void sample.add('LI')],
    ['09-004', 'an element that nobody knows', (sample) => void sample.add('Paragraph')],
    ['09-004', 'an element without content', (sample) => void sample.addEmpty('P')],
    ['14-003', 'a level of headings that is left out', (sample) => void sample.add('H3')],
    ['15-003', 'a header without a scope', (sample) => sample.addRow(['TH'], ['TD'])],
    ['15-003', 'a row without a header', (sample) => sample.addRow(['TD'], ['TD'])],
    ['28-011', 'a link outside of the structure', ({ document }) => void document.link(1, 1, 9, 9, 'https://a.example')],
  ])('%s: finds %s', async (number, _what, draw) => {
    expect(numbersOf(pdfUaProblems(await Sample.made(draw)))).toContain(number);
  }); // prettier-ignore

  it.each([
    ['06-000', '/Marked true', '/Marked null'],
    ['06-001', '/Metadata ', '/Xetadata '],
    ['06-002', '<pdfuaid:part>1<', '<pdfuaid:part>2<'],
    ['06-003', 'x-default">Un titre', 'x-default">Un autre'],
    ['07-001', '/DisplayDocTitle true', '/DisplayDocTitle null'],
    ['11-006', '/Lang (fr-FR)', '/Xang (fr-FR)'],
    ['28-008', '/Tabs /S', '/Tabs /R'],
    ['28-012', '/Contents (Valbourg)', '/Xontents (Valbourg)'],
    ['31-009', '/FontFile2', '/XontFile2'],
    ['31-027', '/ToUnicode', '/XoUnicode'],
    ['01-006', '/ParentTree ', '/XarentTree '],
  ])('%s: finds that %s has become %s', async (number, before, after) => {
    const pdf = (await Sample.made(whole)).toString('latin1');
    expect(pdf).toContain(before);
    expect(numbersOf(pdfUaProblems(Buffer.from(pdf.replaceAll(before, after), 'latin1')))).toContain(number);
  });

  it('opens no file that a strict reader would not', async () => {
    const pdf = await Sample.made(whole);
    expect(() => pdfUaProblems(pdf.subarray(0, -2000))).toThrow();
    expect(() => pdfUaProblems(Buffer.concat([Buffer.from(' '), pdf]))).toThrow();
  });
});
