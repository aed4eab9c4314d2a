import { isWithinLimits } from '../addresses/addresses-fault.js';
import { OWN_SENTENCES, type DraftContent } from './draft-content.js';

/** What the server keeps of a draft. Recipients that it would refuse are left out: the words are kept without them. */
export const draftRequestBody = (content: DraftContent) => {
  const { mode, text, html, attachments, via, envelope, template, language, ownSentences, mentions = [] } = content;
  return {
    mode,
    text,
    html: mode === 'reply' ? html : null,
    attachmentIds: attachments.map(({ id }) => id),
    asLinkIds: attachments.flatMap(({ id, asLink }) => (asLink ? id : [])),
    via: via ?? null,
    envelope: mode === 'reply' && envelope && isWithinLimits(envelope) ? envelope : null,
    template: mode === 'reply' ? (template ?? null) : null,
    ...(mode === 'reply' && language && { language }),
    ...(mode === 'reply' && ownSentences && { ownSentences: ownSentences.slice(0, OWN_SENTENCES.sentences) }),
    mentions: mode === 'note' ? [...mentions] : [],
  };
};

/** The same whatever the order of its fields: the database has one of its own. What is undefined is not sent. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, ordered(part)] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
};

/** Whether the server would keep the same of two drafts, but for space around their words. */
export const isSavedAlike = (one: DraftContent, other: DraftContent): boolean => {
  const kept = (content: DraftContent) =>
    JSON.stringify(ordered(draftRequestBody({ ...content, text: content.text.trim() })));
  return kept(one) === kept(other);
};
