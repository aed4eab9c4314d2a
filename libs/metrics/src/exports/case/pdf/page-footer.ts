import type { Language } from '@guichet/contracts';
import type { CaseHead } from './draw-head.js';
import type { Flow } from './tagged-page-flow.js';
import { PageTotal } from './page-total.js';
import { ink, paper } from './page-dimensions-and-colours.js';
import { pdfTexts } from './pdf-texts.js';

const SIZE = 8.5;
/** The part of its width that the page number is left, and the space before the number of all pages. */
const NUMBER = 110;
const SPACE = 2.4;

interface Footer {
  draw: (flow: Flow) => void;
  /** Writes what of the footers is known only at the end. */
  end: (flow: Flow) => void;
}

/** The footer of every page: which one of how many it is, of which case, and of which part where that is not the first. */
export function footerOf(
  document: PDFKit.PDFDocument,
  { head: { item, organisation }, language }: { head: CaseHead; language: Language },
): Footer {
  const total = new PageTotal(document, SIZE);
  const draw = (flow: Flow) =>
    flow.artifact('Pagination', () => {
      const look = { left: paper.left, width: NUMBER, size: SIZE, ink: ink.quiet };
      const end = flow.artifactLine(pdfTexts[language].page(flow.pages), paper.footer, look);
      total.show(end + SPACE, paper.footer);
      const whose = [flow.part, organisation, item.reference].filter(Boolean).join(' · ');
      const left = paper.left + NUMBER;
      flow.artifactLine(whose, paper.footer, { ...look, left, width: paper.width - NUMBER, isAtRight: true });
    });
  return { draw, end: (flow) => total.end(flow.typeface, flow.pages) };
}
