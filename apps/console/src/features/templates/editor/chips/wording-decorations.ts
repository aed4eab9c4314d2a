import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { hasLineBelow, hasOwnLines, isChip, passagesIn, type PlacedPassage } from './wording-document.js';

/**
 * The class names of the style sheet: `passage` for words of a passage within a line; `framed` for lines that are a passage from one end
 * to the other, `first` and `last` at its ends and `framing` on its tags; `strong`, and `asterisks` around it; `below` for the line at the
 * end that is there to go on writing.
 */
type Classes = Readonly<Record<string, string>>;

/** Draws the frame of each passage and what is strong. The document itself is not changed. */
export const wordingDecorations = (classes: Classes) =>
  new Plugin<DecorationSet>({
    state: {
      init: (_, { doc }) => decorations(doc, classes),
      apply: (change, before) => (change.docChanged ? decorations(change.doc, classes) : before),
    },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });

function decorations(doc: Node, classes: Classes): DecorationSet {
  const passages = passagesIn(doc).flatMap((passage) =>
    hasOwnLines(doc, passage) ? ownLines(doc, passage, classes) : withinLine(passage, classes),
  );
  return DecorationSet.create(doc, [...passages, ...strongWords(doc, classes), ...lineBelow(doc, classes)]);
}

function lineBelow(doc: Node, classes: Classes): Decoration[] {
  const { size } = doc.content;
  return hasLineBelow(doc) ? [Decoration.node(size - 2, size, { class: classes['below']! })] : [];
}

const withinLine = ({ opening, closing }: PlacedPassage, classes: Classes) => [
  Decoration.inline(opening.at, closing.at + 1, { class: classes['passage']! }),
];

function ownLines(doc: Node, { opening, middles, closing }: PlacedPassage, classes: Classes): Decoration[] {
  const lines: Decoration[] = [];
  doc.nodesBetween(opening.at, closing.at + 1, (node, at) => {
    const edges = [at < opening.at && classes['first'], at + node.nodeSize > closing.at && classes['last']];
    const names = [classes['framed'], ...edges].filter((name) => typeof name === 'string');
    lines.push(Decoration.node(at, at + node.nodeSize, { class: names.join(' ') }));
    return false;
  });
  const tags = [opening, ...middles, closing].map(({ at }) =>
    Decoration.node(at, at + 1, { class: classes['framing']! }),
  );
  return [...lines, ...tags];
}

/** Strong words and the asterisks around them, which remain: they are what is written. */
function strongWords(doc: Node, classes: Classes): Decoration[] {
  const found: Decoration[] = [];
  doc.forEach((line, at) => {
    const words = line.textBetween(0, line.content.size, undefined, (node) => (isChip(node) ? '\uFFFC' : ''));
    for (const { 0: whole, index } of words.matchAll(/\*\*(?!\*)(?:(?!\*\*).)+\*\*/gs)) {
      const [from, to] = [at + 1 + index, at + 1 + index + whole.length];
      found.push(Decoration.inline(from, to, { class: classes['strong']! }));
      found.push(Decoration.inline(from, from + 2, { class: classes['asterisks']! }));
      found.push(Decoration.inline(to - 2, to, { class: classes['asterisks']! }));
    }
  });
  return found;
}
