import { request } from '../api/client.js';
import { inTurn } from './in-turn.js';
import { isBlank, type Content } from './restore.js';

const body = ({ mode, text, html, attachments, via, template }: Content) => ({
  mode,
  text,
  html: mode === 'reply' ? html : null,
  attachmentIds: attachments.map(({ id }) => id),
  via: via ?? null,
  template: mode === 'reply' ? (template ?? null) : null,
});

/** Writes the draft of a case; without content, or with a blank one, there is none any more. */
export const writeDraft = inTurn<Content | undefined>((caseId, content) =>
  content && !isBlank(content)
    ? request('PUT', `/cases/${caseId}/draft`, { body: body(content), keepalive: content.text.length < 20_000 })
    : request('DELETE', `/cases/${caseId}/draft`, { keepalive: true }),
);
