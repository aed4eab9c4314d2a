import type { Editor } from '@tiptap/core';

interface Document {
  descendants(visit: (node: { text?: string | undefined }, position: number) => void): void;
}

/**
 * Where in the document the caret stands that stood behind these words in a plain field. The field has what the document
 * has not (a dash before an item, an address behind a link), never the other way round, but for spaces.
 */
export function placeBehind(words: string, document: Document): number {
  let place = 1;
  let at = 0;
  let ended = false;
  document.descendants(({ text = '' }, position) => {
    for (let n = 0; n < text.length && !ended; n += 1) {
      const found = words.indexOf(text[n]!, at);
      if (found < 0) ended = true;
      else [at, place] = [found + 1, position + n + 1];
    }
  });
  return place;
}

/** Goes on where somebody was writing in the plain field. A space at the end of it is none in HTML. */
export function goOnBehind(words: string, editor: Editor) {
  const { doc } = editor.state;
  const place = placeBehind(words, doc);
  const space = words.endsWith(' ') && doc.textBetween(place - 1, place) !== ' ';
  const there = editor.chain().setTextSelection(place);
  (space ? there.insertContent({ type: 'text', text: ' ' }) : there).focus().run();
}
