import { unshaped, type DrawnLine, type Typeface } from '@guichet/templates';
import { BASE, ink, LINE, paper } from './page-dimensions-and-colours.js';
import { isRightToLeft, saidBy, spotsOf, type Spot } from './bidi-line-layout.js';
import { linesOfText } from './break-paragraph-lines.js';

/** An element of the structure that a screen reader goes by. It comes into the document with the first content that it has. */
export interface Tagged {
  tag: string;
  parent?: Tagged;
  options?: PDFKit.Mixins.StructureElementOptions;
  element?: PDFKit.PDFStructureElement;
}

export interface Look {
  left: number;
  width: number;
  size: number;
  ink: string;
  isStrong?: boolean;
}

/** Draws a text without measuring it a second time, as the `text` of pdfkit would. */
interface Drawing {
  _fragment(...drawn: [text: string, x: number, y: number, options: object]): void;
}

const BAR = 2.5;

/**
 * Draws a document from its top to its end, page after page, and keeps no more of it than the page that it is on. All that is drawn
 * belongs to an element of the structure or is an artifact (PDF/UA-1, ISO 14289-1, 7.1). What may be long yields after each line.
 */
export class Flow {
  y: number = paper.top;
  pages = 0;
  /** The part of the document that the page belongs to, which its footer names; none in the first part. */
  part: string | undefined;
  /** Whether a code stood for a character that no font has. */
  hasCodes = false;
  readonly root: Tagged;
  private marked: Tagged | undefined;
  private bar: { ink: string; from: number } | undefined;

  constructor(
    readonly document: PDFKit.PDFDocument,
    readonly typeface: Typeface,
    private readonly drawFooter: (flow: Flow) => void,
  ) {
    const element = document.struct('Document');
    document.addStructure(element);
    this.root = { tag: 'Document', element };
    this.addPage();
  }

  child(parent: Tagged, tag: string, options: PDFKit.Mixins.StructureElementOptions = {}): Tagged {
    return { tag, parent, options };
  }

  /** Writes an element with all that belongs to it. */
  close(...elements: readonly Tagged[]): void {
    for (const one of elements) {
      if (one === this.marked) this.unmark();
      one.element?.end();
    }
  }

  /** Begins a new page unless so much fits on this one. */
  ensure(height: number): void {
    if (this.y + height > paper.bottom) this.turn();
  }

  /** Begins a part of the document on a page of its own. */
  beginPart(title: string): void {
    this.turn();
    this.part = title;
  }

  skip(height: number): void {
    if (this.y > paper.top) this.y += height;
  }

  /** Draws a paragraph. No line of it stands alone at the end of a page or at the beginning of the next. */
  *paragraph(element: Tagged, text: string, look: Look): Generator<void> {
    const height = look.size * LINE;
    const rtl = isRightToLeft(text);
    const lines = linesOfText(this.typeface, text, look);
    let placed = 0;
    let [next, afterNext] = [lines.next(), lines.next()];
    while (!next.done) {
      const [line, isLast] = [next.value, afterNext.done === true];
      const following = isLast ? afterNext : lines.next();
      const isAlone = !isLast && (placed === 0 || following.done === true);
      this.ensure(isAlone ? 2 * height : height);
      this.drawTagged(element, line, { ...look, isRightToLeft: rtl });
      this.y += height;
      placed += 1;
      [next, afterNext] = [afterNext, following];
      yield;
    }
  }

  /** Draws a short text before a line that follows, on the baseline of that. `size`: that of the line. */
  beside(element: Tagged, { text, look, size }: { text: string; look: Look; size: number }): void {
    const [line] = linesOfText(this.typeface, text, look);
    if (!line) return;
    this.mark(element);
    this.drawLine(line, look, this.y + size * BASE);
  }

  /** Draws what is no part of the text, such as a footer. */
  artifact(type: 'Pagination' | 'Layout', draw: () => void): void {
    this.unmark();
    this.document.markContent('Artifact', { type });
    draw();
    this.document.endMarkedContent();
  }

  /** Draws a line of an artifact on this baseline, and returns where it ends. `isAtRight`: it ends where its room does. */
  artifactLine(text: string, baseline: number, look: Look & { isAtRight?: boolean }): number {
    const [line = []] = linesOfText(this.typeface, text, look);
    return this.drawLine(withoutSpace(line), { ...look, isRightToLeft: look.isAtRight === true }, baseline);
  }

  rule(): void {
    this.artifact('Layout', () => void this.document.rect(paper.left, this.y, paper.width, 0.75).fill(ink.rule));
  }

  /** Draws a bar at the left of what follows, on each page that it takes. */
  beginBar(color: string): void {
    this.bar = { ink: color, from: this.y };
  }

  endBar(): void {
    this.drawBar();
    this.bar = undefined;
  }

  /** Ends the last page. */
  end(): void {
    this.unmark();
    this.drawFooter(this);
    this.root.element?.end();
  }

  /** A line that says something else than its glyphs do is an element of its own, which has its text. */
  private drawTagged(element: Tagged, line: DrawnLine, look: Look & { isRightToLeft: boolean }): void {
    const actual = saidBy(line);
    const part = actual === undefined ? element : this.child(element, 'Span', { actual });
    this.mark(part);
    this.drawLine(line, look, this.y + look.size * BASE);
    if (part !== element) this.close(part);
    this.hasCodes ||= line.some((fragment) => fragment.actual !== undefined);
  }

  private drawLine(line: DrawnLine, look: Look & { isRightToLeft?: boolean }, baseline: number): number {
    const spots = spotsOf(this.typeface, line, { isRightToLeft: false, ...look });
    for (const spot of spots) this.drawSpot(spot, look, baseline);
    const last = spots.at(-1);
    return last ? last.x + last.width : look.left;
  }

  private turn(): void {
    this.drawBar();
    this.unmark();
    this.drawFooter(this);
    this.addPage();
    if (this.bar) this.bar.from = this.y;
  }

  private addPage(): void {
    this.document.addPage();
    this.pages += 1;
    this.y = paper.top;
  }

  private drawBar(): void {
    if (!this.bar || this.y <= this.bar.from) return;
    const { ink: color, from } = this.bar;
    this.artifact('Layout', () => void this.document.rect(paper.left, from, BAR, this.y - from).fill(color));
  }

  private mark(one: Tagged): void {
    if (one === this.marked) return;
    this.unmark();
    this.elementOf(one).add(this.document.markStructureContent(one.tag));
    this.marked = one;
  }

  private elementOf(one: Tagged): PDFKit.PDFStructureElement {
    if (one.element) return one.element;
    one.element = this.document.struct(one.tag, one.options);
    if (one.parent) this.elementOf(one.parent).add(one.element);
    return one.element;
  }

  private unmark(): void {
    if (this.marked) this.document.endMarkedContent();
    this.marked = undefined;
  }

  private drawSpot({ text, face, x, width, isShaped }: Spot, { size, ink: color }: Look, baseline: number): void {
    const document = this.typeface.choose(face, size).fillColor(color);
    const options = { baseline: 'alphabetic', textWidth: width, wordCount: 1, features: isShaped ? [] : unshaped };
    (document as unknown as Drawing)._fragment(text, x, baseline, options);
  }
}

/** A line without the space that keeps it apart from the next. */
const withoutSpace = (line: DrawnLine): DrawnLine =>
  line.map((fragment, n) => (n === line.length - 1 ? { ...fragment, text: fragment.text.trimEnd() } : fragment));
