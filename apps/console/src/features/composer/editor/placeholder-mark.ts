import { Mark } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/** The mark of the editor for a placeholder that is still to be filled in. */
export const PlaceholderMark = Mark.create({
  name: 'missing',
  inclusive: false,
  parseHTML: () => [{ tag: 'mark' }],
  renderHTML: () => ['mark', 0],
  // Words that were typed into it are no blank any more.
  addProseMirrorPlugins() {
    const { type } = this;
    return [
      new Plugin({
        appendTransaction: (changes, _, { doc, tr }) => {
          if (!changes.some(({ docChanged }) => docChanged)) return null;
          doc.descendants((node, at) => {
            if (!node.isTextblock) return;
            let from = -1;
            let words = '';
            const end = (to: number) => {
              if (from >= 0 && !/^\[.*\]$/s.test(words)) tr.removeMark(from, to, type);
              from = -1;
              words = '';
            };
            node.forEach((child, offset) => {
              const start = at + 1 + offset;
              if (!type.isInSet(child.marks)) return end(start);
              if (from < 0) from = start;
              words += child.text ?? '';
            });
            end(at + node.nodeSize - 1);
          });
          return tr.docChanged ? tr : null;
        },
      }),
    ];
  },
});
