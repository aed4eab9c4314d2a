import type {
  Attachment,
  CaseDetail,
  ChannelKind,
  Draft,
  DraftEnvelope,
  Handle,
  Language,
  MessageEntry,
  ownSentenceLimits,
  TemplateUse,
} from '@guichet/contracts';

/** The reply route that was chosen: an account, and an address of the citizen. */
export interface Via {
  channelAccountId: string;
  to: string;
}

/** By which account, and to whom. Without a subject it is the one that the case proposes. */
export type Envelope = DraftEnvelope;

/** An agent who was chosen to be mentioned in a note, and what stands for them behind its `@`. */
export interface ChosenMention {
  id: string;
  label: string;
}

/**
 * How much of an own sentence is kept, and of how many. Those of the contract, whose values are not imported: they would bring all its
 * schemas into the page.
 */
export const OWN_SENTENCES = { characters: 100, sentences: 100 } satisfies typeof ownSentenceLimits;

/** The content of a composer. Reply and note are two drafts, of which one is shown. */
export interface DraftContent {
  mode: 'reply' | 'note';
  text: string;
  html: string | null;
  attachments: readonly Attachment[];
  /** The reply route that was chosen, once somebody has begun to write. */
  via?: Via;
  /** By which account and to whom, once that was changed. */
  envelope?: Envelope;
  /** The template that the reply was made from. */
  template?: TemplateUse;
  /** The language that was chosen for a reply without a template, in which it is signed. */
  language?: Language;
  /** The agent's own sentences that are in another language than the reply, as they were written before it took this one. */
  ownSentences?: Draft['ownSentences'];
  /** Labels of the placeholders of every template that was inserted; `[label]` stands in the text until it is filled in. */
  labels?: readonly string[];
  /** The agents chosen to be mentioned in the note. Those whose label has left its text are not mentioned. */
  mentions?: readonly ChosenMention[];
  /** How a message had left before it was taken back: its secure page is gone, and what pointed there is written anew. */
  takenBack?: { channelKind: ChannelKind; values: TemplateUse['values'] };
}

/** By which the draft of a reply or of a note in a case is known in this browser. */
export const draftKey = (caseId: string, mode: DraftContent['mode']) => (mode === 'note' ? `${caseId}:note` : caseId);

/**
 * By which the words of one turn at a shared draft are known. Only its writer has any, so what is saved late can take the place of nobody
 * else’s words.
 */
export const turnKey = (caseId: string, turnId: string) => `${caseId}:turn:${turnId}`;

/** By which the draft of an agent’s reply in a case is known: that of their turn at the shared one, or one of their own. */
export const replyKeyOf = ({ id, sharedDraft }: Pick<CaseDetail, 'id' | 'sharedDraft'>, agentId: string): string =>
  sharedDraft?.writer.id === agentId ? turnKey(id, sharedDraft.turnId) : draftKey(id, 'reply');

/** What the key of a draft says of it. */
export interface DraftKeyParts {
  caseId: string;
  mode: DraftContent['mode'];
  /** The turn at the shared draft of the case; undefined: it is a draft of the agent’s own. */
  turnId: string | undefined;
}

export function readDraftKey(key: string): DraftKeyParts {
  const [caseId = '', mode, turnId] = key.split(':');
  return { caseId, mode: mode === 'note' ? 'note' : 'reply', turnId };
}

export const emptyContent: DraftContent = { mode: 'reply', text: '', html: null, attachments: [] };

export const isBlank = (content: DraftContent) => content.text.trim() === '' && content.attachments.length === 0;

/** Whether two drafts have the same text, whatever their formatting, reply route or template. */
export const sameWords = (one: DraftContent, other: DraftContent) =>
  one.mode === other.mode &&
  one.text.trim() === other.text.trim() &&
  one.attachments.length === other.attachments.length &&
  one.attachments.every(({ id }) => other.attachments.some((file) => file.id === id));

/** What the server adds to the HTML of a reply: it holds no `div` itself. */
const ADDED = /<div data-(?:letterhead|signature)\b[^>]*>.*?<\/div>/gs;

/** What the agent wrote of a reply, without the signature, which is added again when it is sent again. */
export const writtenIn = ({ text, html, segments }: MessageEntry): Pick<DraftContent, 'text' | 'html'> => ({
  text: segments.some(({ kind }) => kind === 'signature')
    ? segments.flatMap((segment) => (segment.kind === 'signature' ? [] : segment.text)).join('')
    : text,
  html: html?.replace(ADDED, '') ?? null,
});

const valuesOf = (handles: readonly Handle[]) => handles.map(({ value }) => value);

/**
 * A message that was taken back, as it stood before it was sent: by its reply route, and with the template that it was
 * made from. What the agent had filled in is kept; what the case knew is looked up anew.
 */
export function contentOfMessage(entry: MessageEntry): DraftContent {
  const { provenance, to, channelAccountId } = entry;
  return {
    mode: 'reply',
    ...writtenIn(entry),
    attachments: entry.attachments.filter((file) => !file.inline),
    ...(to[0] && { via: { channelAccountId, to: to[0].value } }),
    envelope: { channelAccountId, to: valuesOf(to), cc: valuesOf(entry.cc), bcc: valuesOf(entry.bcc ?? []) },
    ...(provenance && {
      template: {
        templateId: provenance.templateId,
        number: provenance.number,
        blocks: provenance.blocks?.map(({ versionId }) => versionId) ?? [],
        language: provenance.language,
        replyPageId: provenance.replyPageId,
        values: Object.fromEntries(provenance.filled.map((name) => [name, provenance.values[name] ?? ''])),
      },
      takenBack: { channelKind: entry.channel, values: provenance.values },
    }),
  };
}
