import { z } from 'zod';
import { Unparsable } from '../../channel-error.js';
import type { InboundAttachment, InboundEvent } from '../../inbound-events.js';
import type { RawRequest } from '../../raw-request.js';
import { clean, cleanLine } from '../../kit/clean-text.js';
import { extensionOf } from '../../kit/file-names.js';
import { readable } from '../../kit/lenient-lists.js';
import { plainMessage } from '../../kit/text-only-message-fields.js';
import { fingerprintOf } from '../../kit/message-fingerprint.js';
import { referenceHints } from '../../kit/case-references.js';
import type { TwilioConfig } from './config.js';
import { noReplyFlag, party } from '../handles.js';
import { consentIn } from '../../kit/consent-words.js';
import { Listed } from './listed-message.js';
import { receiptsOf } from './receipts.js';
import { formOf, tokenIn } from './webhook-signature-and-fields.js';

const Text = z.string().optional().catch(undefined);

/** https://www.twilio.com/docs/messaging/guides/webhook-request */
const Call = z.looseObject({
  MessageSid: z.string().regex(/^\w{1,64}$/),
  From: z.string().catch(''),
  To: z.string().catch(''),
  Body: z.string().catch(''),
  NumMedia: z.coerce.number().int().min(0).max(50).catch(0),
  MessageStatus: Text,
  ErrorCode: z.coerce.number().int().min(1).optional().catch(undefined),
  ErrorMessage: Text,
  OptOutType: Text,
  MessageType: Text,
  Latitude: Text,
  Longitude: Text,
});
type Call = z.infer<typeof Call>;

interface Sms {
  sid: string;
  from: string;
  to: string;
  body: string;
  files: { source: string; type: string }[];
  sentAt: Date | null;
  optOutType: string | undefined;
  /** Words for what an SMS has no text for. */
  instead?: string;
}

/** A call of Twilio, or what the poll found (`listed-message.ts`), which nobody called with. */
export async function parse({ headers, body }: RawRequest, _config: TwilioConfig): Promise<InboundEvent[]> {
  if (headers[':method'] === undefined) return listedEvents(body);
  const call = Call.safeParse(formOf(body));
  if (!call.success) throw new Unparsable('unparsable', 'The call names no message.', { cause: call.error });
  const { MessageSid: sid, To: to, MessageStatus: status, ErrorCode, ErrorMessage, OptOutType } = call.data;
  if (status !== undefined && status !== 'received')
    return receiptsOf({
      bounceToken: tokenIn(headers[':url'] ?? ''),
      sid,
      to,
      status,
      errorCode: ErrorCode,
      errorMessage: cleanLine(ErrorMessage ?? '', 300),
      at: null,
    });
  const instead = insteadOfText(call.data);
  return messageOf({
    sid,
    from: call.data.From,
    to,
    body: call.data.Body,
    files: filesOf(call.data),
    // A call does not say when the message was sent.
    sentAt: null,
    optOutType: OptOutType,
    ...(instead && { instead }),
  });
}

const filesOf = (call: Call): Sms['files'] =>
  Array.from({ length: call.NumMedia }, (_, n) => ({
    source: z.string().catch('').parse(call[`MediaUrl${n}`]),
    type: z.string().catch('').parse(call[`MediaContentType${n}`]),
  })).filter(({ source }) => source !== '');

function insteadOfText({ Body, NumMedia, MessageType, Latitude, Longitude }: Call): string | undefined {
  if (Body !== '' || NumMedia > 0) return undefined;
  if (Latitude && Longitude) return `geo:${cleanLine(Latitude, 30)},${cleanLine(Longitude, 30)}`;
  return MessageType && MessageType !== 'text' ? `[${cleanLine(MessageType, 60)}]` : undefined;
}

/** One odd message of a list loses no other. */
function listedEvents(body: Uint8Array): InboundEvent[] {
  return readable(JSON.parse(Buffer.from(body).toString('utf8')), Listed).flatMap((item) => {
    const { sid, from, to, dateSent: at } = item;
    if (item.direction === 'inbound')
      return messageOf({ sid, from, to, body: item.body, files: item.media, sentAt: at, optOutType: undefined });
    return receiptsOf({
      sid,
      to,
      status: item.status,
      errorCode: item.errorCode,
      errorMessage: undefined,
      bounceToken: null,
      at: item.dateUpdated,
    });
  });
}

function messageOf(sms: Sms): InboundEvent[] {
  const text = clean(sms.instead ?? sms.body.replaceAll('\r\n', '\n'));
  const from = party(sms.from);
  const to = party(sms.to);
  const given = consentIn(text, sms.optOutType);
  const cannotReply = from && noReplyFlag(from);
  const message: InboundEvent = {
    ...plainMessage(text),
    externalId: sms.sid,
    // Twilio vouches for its ids: the list may tell the same message in other words, and without files that are gone.
    fingerprint: fingerprintOf([sms.sid]),
    threadKeys: referenceHints(text),
    from: from ?? null,
    to: to ? [to] : [],
    sentAt: sms.sentAt,
    attachments: sms.files.map(attachment),
    flags: [...(sms.instead === undefined ? [] : ['not-shown' as const]), ...(cannotReply ? [cannotReply] : [])],
  };
  if (given === undefined || !from) return [message];
  return [message, { type: 'consent', from, given, word: cleanLine(text, 40), at: sms.sentAt }];
}

/** Phones send pictures without names. */
function attachment({ source, type: declared }: Sms['files'][number], n: number): InboundAttachment {
  const type = declared.split(';')[0]!.trim().toLowerCase() || 'application/octet-stream';
  const kind = /^(?:image|video|audio)(?=\/)/.exec(type)?.[0] ?? 'file';
  return { name: `${kind}-${n + 1}.${extensionOf(type)}`, type, content: { source }, inline: false };
}
