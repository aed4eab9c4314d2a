import type { Typeface } from '@guichet/templates';
import { ink } from './page-dimensions-and-colours.js';

/** The parts of the font that was chosen last which the types of pdfkit leave out. */
interface ChosenFont {
  _font: { id: string; ref(): PDFKit.PDFKitReference; encode(text: string): [glyphs: string[], positions: unknown] };
}

const NAME = 'PageTotal';

/**
 * The number of all pages, which each page shows before it is known: pages refer to one drawing, which is written behind the last of
 * them. So no page is kept until the others were drawn.
 */
export class PageTotal {
  private readonly drawing: PDFKit.PDFKitReference;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly size: number,
  ) {
    const box = { Type: 'XObject', Subtype: 'Form', BBox: [0, -size, 6 * size, size] };
    this.drawing = document.ref(box);
  }

  /** Shows it on this page, from this place of its baseline on. */
  show(x: number, y: number): void {
    const { page } = this.document as unknown as { page: { xobjects: Record<string, PDFKit.PDFKitReference> } };
    page.xobjects[NAME] = this.drawing;
    this.document.addContent(`q 1 0 0 -1 ${x.toFixed(2)} ${y.toFixed(2)} cm /${NAME} Do Q`);
  }

  /** Writes it, once all pages were drawn. */
  end(typeface: Typeface, total: number): void {
    const text = String(total);
    const [{ face } = { face: '' }] = typeface.fragments(text, false, null);
    typeface.choose(face, this.size);
    const { _font: font } = this.document as unknown as ChosenFont;
    const [glyphs] = font.encode(text);
    Object.assign(this.drawing.data, { Resources: { Font: { [font.id]: font.ref() } } });
    const color = [1, 3, 5].map((at) => (Number.parseInt(ink.quiet.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ');
    this.drawing.end(Buffer.from(`BT /${font.id} ${this.size} Tf ${color} rg <${glyphs.join('')}> Tj ET\n`));
  }
}
