import type { Attachment, RenderedTemplate } from '@guichet/contracts';
import { textToHtml } from '../editor/text-to-html.js';
import { isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';

type Words = Pick<DraftContent, 'text' | 'html' | 'labels'>;

/** Appends the text of a template to what is already written. */
export function insertTemplate(before: Words, rendered: Pick<RenderedTemplate, 'text' | 'html'>): Words {
  if (before.text.trim() === '') return { text: rendered.text, html: rendered.html };
  const htmlOf = ({ text, html, labels }: Words) => html ?? textToHtml(text, labels);
  return {
    text: `${before.text.trimEnd()}\n\n${rendered.text}`,
    html: before.html || rendered.html ? htmlOf(before) + htmlOf(rendered) : null,
  };
}

/** Merges content that comes back, as of a canceled message, with what was begun since, which is put behind it. */
export function mergeDrafts(back: DraftContent, since: DraftContent | undefined): DraftContent {
  if (!since) return back;
  const own = since.attachments.filter(({ id }) => !back.attachments.some((file) => file.id === id));
  return {
    ...back,
    ...insertTemplate(back, since),
    attachments: [...back.attachments, ...own],
    labels: [...new Set([...(back.labels ?? []), ...(since.labels ?? [])])],
    mentions: [...(back.mentions ?? []), ...(since.mentions ?? [])],
  };
}

/** Replaces the attachments of the template by those of its new rendering; those of the agent stay. */
export function mergeAttachments(
  present: readonly Attachment[],
  before: RenderedTemplate['attachments'],
  now: RenderedTemplate['attachments'],
): readonly Attachment[] {
  const own = present.filter(({ id }) => !before.some((file) => file.id === id));
  const more = now.filter(({ id }) => !own.some((file) => file.id === id));
  return [...own, ...more.map((file) => ({ ...file, inline: false, state: 'ready' as const }))];
}

/** Whether the content is exactly the text of the template. */
export const isUntouched = (content: DraftContent, rendered: Pick<RenderedTemplate, 'text'> | undefined) =>
  isBlank(content) || content.text === rendered?.text;
