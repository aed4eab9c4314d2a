import type { Attachment, RenderedTemplate } from '@guichet/contracts';
import { isBlank, type DraftContent } from '../../../shared/drafts/draft-content.js';

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
