import type { Flow, Look, Tagged } from './tagged-page-flow.js';

/** Paragraphs of a text that are elements of their own; what follows is one more, however long it is. */
const MOST_ELEMENTS = 200;
/** The space before a paragraph. */
export const GAP = 5;

/** Draws a text that people have written, paragraph by paragraph. `lang`: its language, where it is not that of the document. */
export function* drawText(
  flow: Flow,
  parent: Tagged,
  { text, look, lang }: { text: string; look: Look; lang?: string | undefined },
): Generator<void> {
  let element: Tagged | undefined;
  let elements = 0;
  for (const line of linesIn(text)) {
    if (line === '') {
      flow.skip(GAP);
      if (elements >= MOST_ELEMENTS) continue;
      if (element) flow.close(element);
      element = undefined;
      continue;
    }
    if (!element) {
      if (elements === 0) flow.skip(GAP);
      element = flow.child(parent, 'P', lang ? { lang } : {});
      elements += 1;
    }
    yield* flow.paragraph(element, line, look);
  }
  if (element) flow.close(element);
}

/** The lines as they were written; several empty ones are one. */
function* linesIn(text: string): Generator<string> {
  let isAfterEmpty = true;
  for (const [line] of text.trim().matchAll(/[^\r\n\u0085\u2028\u2029]*(?:\r\n|[\r\n\u0085\u2028\u2029]|$)/gu)) {
    const written = line.trimEnd();
    if (written !== '' || !isAfterEmpty) yield written;
    isAfterEmpty = written === '';
  }
}
