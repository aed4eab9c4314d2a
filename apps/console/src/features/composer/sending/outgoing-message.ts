import type { CaseDetail, ChannelKind, Entry, Handle, Language, PostMessage } from '@guichet/contracts';
import type { DraftContent, Envelope } from '../../../shared/drafts/draft-content.js';
import type { ChosenProviderTemplate } from '../reply-routes/reply-route-and-recipients.js';

/** A reply or a note as it is sent. */
export interface OutgoingMessage {
  content: DraftContent;
  envelope: Envelope;
  /** Undefined for a note. */
  channel: ChannelKind | undefined;
  /** Whether the channel shows more than plain words. */
  html: boolean;
  /** Sent in place of the words of the content, which say the same. */
  approved?: ChosenProviderTemplate;
  /** Keys of what the disclosure check found and the agent has confirmed. */
  acknowledged: string[];
  /** In which it is signed. */
  language: Language;
  sendAt?: string;
  cancelIfCitizenReplies?: boolean;
  /** The turn at a shared draft in which it was written. */
  sharedTurnId?: string | undefined;
  ifMatch: string | null;
  mentions: string[];
}

const handleOf = (value: string): Handle => ({
  type: value.includes('\n') ? 'postal' : value.includes('@') ? 'email' : 'account',
  value,
  verified: false,
});

const templateOf = ({ template }: DraftContent): Partial<PostMessage> =>
  template
    ? {
        templateId: template.templateId,
        templateNumber: template.number,
        ...(template.blocks && { templateBlocks: template.blocks }),
        language: template.language,
        values: template.values,
        ...(template.replyPageId && { replyPageId: template.replyPageId }),
      }
    : {};

const asLinks = ({ attachments }: DraftContent): Partial<PostMessage> => {
  const asLinkIds = attachments.flatMap(({ id, asLink }) => (asLink ? id : []));
  return asLinkIds.length > 0 ? { asLinkIds } : {};
};

const addressOf = ({ channelAccountId, to, cc, bcc, subject }: Envelope): Partial<PostMessage> => ({
  ...(subject !== undefined && { subject }),
  ...(channelAccountId && { channelAccountId }),
  ...(to.length > 0 && { to }),
  ...(cc.length > 0 && { cc }),
  ...(bcc.length > 0 && { bcc }),
});

/** Returns the request body of a reply. */
export const messageBody = ({
  content,
  envelope,
  html,
  approved,
  acknowledged,
  language,
  sendAt,
  cancelIfCitizenReplies,
  sharedTurnId,
}: OutgoingMessage) =>
  ({
    text: content.text,
    ...(html && content.html && { html: content.html }),
    ...(approved && { providerTemplate: approved }),
    language,
    ...templateOf(content),
    acknowledged,
    ...addressOf(envelope),
    attachmentIds: content.attachments.map(({ id }) => id),
    ...asLinks(content),
    ...(sharedTurnId && { sharedTurnId }),
    ...(sendAt && { sendAt, cancelIfCitizenReplies: cancelIfCitizenReplies ?? false }),
  }) satisfies Partial<PostMessage>;

const queued = (at: string) => ({
  status: 'queued' as const,
  reason: null,
  at,
  dueAt: null,
  attempts: 0,
  recipients: [],
  cancelIfCitizenReplies: false,
});

/** Returns the entry that the timeline shows until the server has stored the reply or note. */
export function previewOf(item: CaseDetail, agent: { id: string; name: string }, outgoing: OutgoingMessage): Entry {
  const { content, envelope, channel, html, mentions } = outgoing;
  const at = new Date().toISOString();
  const common = {
    id: crypto.randomUUID(),
    caseId: item.id,
    position: item.lastPosition + 1,
    caseVersion: item.version + 1,
    at,
    actor: { kind: 'agent' as const, id: agent.id, name: agent.name },
  };
  const attachments = [...content.attachments];
  if (content.mode === 'note')
    return { ...common, kind: 'note', text: content.text, mentions, ...(attachments.length > 0 && { attachments }) };
  return {
    ...common,
    kind: 'message',
    direction: 'out',
    channel: channel!,
    channelAccountId: envelope.channelAccountId ?? item.replyTo?.channelAccountId ?? '',
    from: null,
    to: envelope.to.map(handleOf),
    cc: envelope.cc.map(handleOf),
    bcc: envelope.bcc.map(handleOf),
    subject: null,
    text: content.text,
    segments: [],
    html: html ? content.html : null,
    remoteImages: 0,
    attachments,
    invitation: null,
    authentication: null,
    signature: null,
    spam: null,
    surveyScore: null,
    claimedAt: null,
    flags: [],
    hiddenParts: 0,
    hasOriginal: false,
    movedFrom: null,
    provenance: null,
    delivery: queued(at),
  };
}
