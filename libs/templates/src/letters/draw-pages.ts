import type { DrawnLine } from './break-lines.js';
import type { Block, Placed } from './paginate-letter.js';
import type { Fragment, Typeface } from './letter-fonts.js';

/** A block of a letter: its position, its look, and its structure tag for screen readers. */
export interface LetterBlock extends Block {
  tag: 'P' | 'H1' | 'LBody';
  left: number;
  size: number;
  /** Items with the same list object belong to one list. */
  list?: object;
}

interface Spot extends Fragment {
  x: number;
  width: number;
  /** The upper edge of the line that contains it. */
  top: number;
}

/** The position of the baseline within the line, and the distance of a list marker from its text, in ems. */
const BASE = 0.72;
const BULLET = { text: '•', outdent: 1.1 };
const INK = '#1b1b1f';
const LINK_INK = '#1d4ed8';
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Nko}\p{Script=Thaana}]/u;

/** Draws the laid out letter and writes its structure for screen readers (PDF/UA-1, ISO 14289-1). */
export class Sheet {
  private readonly root: PDFKit.PDFStructureElement;
  private readonly begun = new Map<object, PDFKit.PDFStructureElement>();

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly typeface: Typeface,
  ) {
    this.root = document.struct('Document');
    document.addStructure(this.root);
  }

  place({ block, lines, top }: Placed<LetterBlock>): void {
    const element = this.begun.get(block) ?? this.begin(block, top);
    const spots = lines.flatMap((line, n) => this.spots(line, block, top + n * block.lineHeight));
    for (const group of grouped(spots)) {
      const { target } = group[0]!;
      if (target === null) this.drawTagged(element, { tag: block.tag, look: block, spots: group });
      else this.link(element, { block, spots: group, target });
    }
  }

  /** Draws the footer of every page, which is no part of the text of the letter. */
  footer(line: DrawnLine, look: Pick<LetterBlock, 'left' | 'size' | 'lineHeight'>, top: number): void {
    this.document.markContent('Artifact', { type: 'Pagination' });
    for (const spot of this.spots(line, look, top)) this.draw(spot, look);
    this.document.endMarkedContent();
  }

  end(): void {
    this.root.end();
  }

  private begin(block: LetterBlock, top: number): PDFKit.PDFStructureElement {
    const parent = block.list ? this.item(block, block.list, top) : this.root;
    const element = this.child(parent, block.tag);
    this.begun.set(block, element);
    return element;
  }

  private item(block: LetterBlock, key: object, top: number): PDFKit.PDFStructureElement {
    const list = this.begun.get(key) ?? this.child(this.root, 'L');
    this.begun.set(key, list);
    const item = this.child(list, 'LI');
    const [mark] = this.typeface.fragments(BULLET.text, false, null);
    const x = block.left - BULLET.outdent * block.size;
    this.drawTagged(this.child(item, 'Lbl'), { tag: 'Lbl', look: block, spots: [{ ...mark!, x, width: 0, top }] });
    return item;
  }

  private child(parent: PDFKit.PDFStructureElement, tag: string): PDFKit.PDFStructureElement {
    const element = this.document.struct(tag);
    parent.add(element);
    return element;
  }

  private drawTagged(
    element: PDFKit.PDFStructureElement,
    { tag, look, spots }: { tag: string; look: Pick<LetterBlock, 'size' | 'lineHeight'>; spots: readonly Spot[] },
  ): void {
    const content = this.document.markStructureContent(tag);
    for (const spot of spots) this.draw(spot, look);
    this.document.endMarkedContent();
    element.add(content);
  }

  /** Visible as it is, and to be clicked on, on each line that it takes. */
  private link(
    parent: PDFKit.PDFStructureElement,
    { block, spots, target }: { block: LetterBlock; spots: readonly Spot[]; target: string },
  ): void {
    const link = this.child(parent, 'Link');
    this.drawTagged(link, { tag: 'Link', look: block, spots });
    const address = URL.canParse(target) ? new URL(target).href : undefined;
    if (address)
      for (const { x, top, width } of spots) {
        // pdfkit writes a primitive string as a name: the text of a PDF is a `String` to it.
        const options = { structParent: link, Contents: new String(target) as string };
        this.document.link(x, top, width, block.lineHeight, address, options);
      }
    // Written now: pdfkit takes the page that it is on for that of the annotations.
    link.end();
  }

  private spots(line: DrawnLine, { left, size }: Pick<LetterBlock, 'left' | 'size'>, top: number): Spot[] {
    let x = left;
    return line.map((fragment) => {
      const spot = { ...fragment, x, top, width: this.typeface.width(fragment.text, fragment.face, size) };
      x += spot.width;
      return spot;
    });
  }

  private draw(
    { text, face, target, x, width, top }: Spot,
    { size, lineHeight }: { size: number; lineHeight: number },
  ) {
    const base = top + lineHeight * BASE;
    const document = this.typeface.choose(face, size).fillColor(target === null ? INK : LINK_INK);
    // Without a given width, pdfkit would shape the text a second time to measure it.
    const options = { lineBreak: false, baseline: 'alphabetic', textWidth: width, wordCount: 1 } as const;
    // With a list of features, even an empty one, a text is shaped as a whole, which puts its words from right to left.
    document.text(text, x, base, RIGHT_TO_LEFT.test(text) ? { ...options, features: [] } : options);
    if (target !== null) document.rect(x, base + size * 0.13, width, 0.5).fill(LINK_INK);
  }
}

/** Neighbours that lead to the same place, or to none. */
function grouped(spots: readonly Spot[]): Spot[][] {
  const groups: Spot[][] = [];
  for (const spot of spots) {
    const last = groups.at(-1);
    if (last?.[0]!.target === spot.target) last.push(spot);
    else groups.push([spot]);
  }
  return groups;
}
