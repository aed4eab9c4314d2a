import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { textToHtml } from '../../../shared/drafts/text-to-html.js';
import { blocksOf } from './html-blocks.js';

/** How many parts are the same from the beginning. */
function sameParts(one: readonly string[], other: readonly string[]): number {
  const end = Math.min(one.length, other.length);
  let count = 0;
  while (count < end && one[count] === other[count]) count += 1;
  return count;
}

const isParagraph = (block: string) => block.startsWith('<p>') && block.endsWith('</p>');

/** A block after its words were changed: what is typed behind a paragraph is put into it, else it loses its formatting. */
function changedBlock(
  block: string,
  { before, now, labels }: { before: string; now: string; labels: DraftContent['labels'] },
): string {
  if (!isParagraph(block) || !now.startsWith(before)) return textToHtml(now, labels);
  const [, added = ''] = /^<p>(.*)<\/p>$/s.exec(textToHtml(now.slice(before.length), labels)) ?? [];
  return `${block.slice(0, -'</p>'.length)}${added}</p>`;
}

/**
 * Returns the HTML after its text was edited in a plain field: paragraphs that were not changed keep bold and links.
 * Paragraphs are separated by a blank line, as in templates and in the editor.
 */
export function applyPlainTextEdits(
  { text: before, html, labels }: Pick<DraftContent, 'text' | 'html' | 'labels'>,
  text: string,
): string {
  const old = before.split('\n\n');
  const now = text.split('\n\n');
  const blocks = html === null ? undefined : blocksOf(html);
  if (blocks?.length !== old.length) return textToHtml(text, labels);
  const head = sameParts(old, now);
  const tail = sameParts(old.slice(head).toReversed(), now.slice(head).toReversed());
  const changed = now.slice(head, now.length - tail);
  const single = changed.length === 1 && old.length - head - tail === 1;
  return [
    ...blocks.slice(0, head),
    ...changed.map((part) =>
      single ? changedBlock(blocks[head]!, { before: old[head]!, now: part, labels }) : textToHtml(part, labels),
    ),
    ...blocks.slice(blocks.length - tail),
  ].join('');
}
