/** A node of the editor's document, as far as its words go. */
export interface Node {
  type?: string;
  text?: string;
  content?: Node[];
}

const indented = (text: string, first: string) => first + text.replaceAll('\n', `\n${' '.repeat(first.length)}`);

function block(node: Node): string {
  const parts = node.content ?? [];
  switch (node.type) {
    case 'bulletList':
      return parts.map((item) => indented(blocks(item, '\n'), '- ')).join('\n');
    case 'orderedList':
      return parts.map((item, index) => indented(blocks(item, '\n'), `${index + 1}. `)).join('\n');
    case 'blockquote':
      return blocks(node).replace(/^/gm, '> ');
    default:
      return parts.map(({ type, text = '' }) => (type === 'hardBreak' ? '\n' : text)).join('');
  }
}

const blocks = (node: Node, gap = '\n\n') => (node.content ?? []).map(block).join(gap);

/**
 * What is written in the editor, in plain words and in the spelling that templates have (a blank line between paragraphs,
 * `- ` before an item), so that what nobody changed reads the same.
 */
export const editorToPlainText = (document: Node) => blocks(document);
