import type { Attachment, ChannelKind, MessageEntry, TemplateUse } from '@guichet/contracts';
import type { Via } from './reach.js';

/** What stands in a composer. Reply and note each keep their own words; the draft is the one in front. */
export interface Content {
  mode: 'reply' | 'note';
  text: string;
  html: string | null;
  attachments: readonly Attachment[];
  /** By which way it was being written, once it was begun. */
  via?: Via;
  /** From which template it was made. */
  template?: TemplateUse;
  /** What any template that was put in has to be filled in, by the words that stand for it while it is not. */
  labels?: readonly string[];
  /** How it had left before it was taken back: its secure page is gone, and what pointed there is written anew. */
  takenBack?: { channelKind: ChannelKind; values: TemplateUse['values'] };
}

/** Contents not yet sent, by case: leaving a case and coming back finds them at once, whatever the network does. */
const latest = new Map<string, Content>();
const listeners = new Map<string, (content: Content) => void>();

export const isBlank = (content: Content) => content.text.trim() === '' && content.attachments.length === 0;

export const remembered = (caseId: string) => latest.get(caseId);
export function remember(caseId: string, content: Content | undefined) {
  if (content && !isBlank(content)) latest.set(caseId, content);
  else latest.delete(caseId);
}

const leaving = new Map<string, number>();
/** Whether something of this case is being sent: its draft is not to be written on. */
export const isLeaving = (caseId: string) => (leaving.get(caseId) ?? 0) > 0;
/** What was written is on its way, also when nobody looks at the case any more. Answers how to say that it has arrived, or not. */
export function leave(caseId: string) {
  leaving.set(caseId, (leaving.get(caseId) ?? 0) + 1);
  remember(caseId, undefined);
  return () => void leaving.set(caseId, leaving.get(caseId)! - 1);
}

/**
 * A message that was taken back, as it stood before it was sent: by its way, and with the template that it was made from.
 * What the agent had filled in is kept; what the case knew is found anew.
 */
export function contentOfMessage(entry: MessageEntry): Content {
  const { provenance, to } = entry;
  return {
    mode: 'reply',
    text: entry.text,
    html: entry.html,
    attachments: entry.attachments.filter((file) => !file.inline),
    ...(to[0] && { via: { channelId: entry.channelId, to: to[0].value } }),
    ...(provenance && {
      template: {
        templateId: provenance.templateId,
        number: provenance.number,
        language: provenance.language,
        answerId: provenance.answerId,
        values: Object.fromEntries(provenance.filled.map((name) => [name, provenance.values[name] ?? ''])),
      },
      takenBack: { channelKind: entry.channel, values: provenance.values },
    }),
  };
}

/** Puts words back into the composer of a case, as after an undo. */
export function restore(caseId: string, content: Content) {
  const listener = listeners.get(caseId);
  if (listener) listener(content);
  else remember(caseId, content);
}
export function onRestore(caseId: string, listener: (content: Content) => void) {
  listeners.set(caseId, listener);
  return () => void listeners.delete(caseId);
}
