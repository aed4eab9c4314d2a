import type { Flow } from './tagged-page-flow.js';
import { named } from '@guichet/templates';

/** The longest title of a bookmark: a viewer shows less. */
const LONGEST = 120;

/** The most entries of a case whose messages and notes have bookmarks; nobody looks through more than these. */
const MOST = 1_000;

/** The bookmarks of the document: the timeline, its months, and in these the messages and notes; then the side conversations. */
export class Bookmarks {
  private timeline: PDFKit.PDFOutline | undefined;
  private aside: PDFKit.PDFOutline | undefined;
  private month: { title: string; item: PDFKit.PDFOutline } | undefined;

  constructor(
    private readonly flow: Flow,
    private readonly entries: number,
  ) {}

  ofTimeline(title: string): void {
    this.timeline = this.item(this.flow.document.outline, title, true);
  }

  ofAside(title: string): void {
    this.aside = this.item(this.flow.document.outline, title, false);
  }

  ofConversation(subject: string): void {
    if (this.aside) this.item(this.aside, subject, false);
  }

  ofEntry(title: string, month: string): void {
    if (!this.timeline) return;
    if (this.month?.title !== month) this.month = { title: month, item: this.item(this.timeline, month, false) };
    if (this.entries <= MOST) this.item(this.month.item, title, false);
  }

  private item(parent: PDFKit.PDFOutline, title: string, expanded: boolean): PDFKit.PDFOutline {
    // A zoom of zero leaves it as the reader has it.
    return parent.addItem(named(title).slice(0, LONGEST).toWellFormed(), {
      ...{ fit: false, left: 0, top: this.flow.y, zoom: 0, expanded },
    });
  }
}
