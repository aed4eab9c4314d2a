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
