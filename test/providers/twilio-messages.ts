import { createHmac } from 'node:crypto';
import type { EmulatedFile } from './emulator.js';

/** The product's account at Twilio: its numbers, and the address to which their messages go. */
export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  /** The numbers of the account; citizens write to the first one by default. */
  numbers: string[];
  /** The webhook address as it is set for each number, with its connection overrides. */
  webhookUrl: string | null;
  messagingServiceSid?: string;
}

export type TwilioFile = EmulatedFile;

/** A message in Twilio's list, received or sent. */
export interface TwilioMessage {
  sid: string;
  accountSid: string;
  messagingServiceSid: string | null;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  from: string;
  to: string;
  body: string;
  status: string;
  errorCode: number | null;
  statusCallback: string | null;
  media: { sid: string; file: TwilioFile }[];
  createdAt: Date;
  updatedAt: Date;
}

const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'ARRET']);
const START = new Set(['START', 'YES', 'UNSTOP']);
const HELP = new Set(['HELP', 'INFO']);

export const REPLIES = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};

export type Keyword = keyof typeof REPLIES;

/** Returns the keyword that Twilio itself handles and replies to, or null. */
export function keywordIn(body: string): Keyword | null {
  const word = body.trim().toUpperCase();
  if (STOP.has(word)) return 'STOP';
  if (START.has(word)) return 'START';
  return HELP.has(word) ? 'HELP' : null;
}

/** Returns the parameters of a webhook call: https://www.twilio.com/docs/messaging/guides/webhook-request */
export function inboundForm(message: TwilioMessage, optOutType: Keyword | null): Record<string, string> {
  const { sid, accountSid, from, to, body, media, messagingServiceSid } = message;
  const files = media.flatMap(({ sid: mediaSid, file }, n) => [
    [`MediaUrl${n}`, `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/${mediaSid}`],
    [`MediaContentType${n}`, file.type],
  ]);
  return {
    ToCountry: 'FR',
    MessageSid: sid,
    SmsMessageSid: sid,
    SmsSid: sid,
    AccountSid: accountSid,
    SmsStatus: 'received',
    From: from,
    To: to,
    Body: body,
    NumSegments: '1',
    NumMedia: String(media.length),
    ApiVersion: '2010-04-01',
    ...(messagingServiceSid && { MessagingServiceSid: messagingServiceSid }),
    // Only a messaging service with its own opt-out keywords sends this field.
    ...(messagingServiceSid && optOutType && { OptOutType: optOutType }),
    ...(Object.fromEntries(files) as Record<string, string>),
  };
}

export function statusForm(message: TwilioMessage, status: string, errorCode: number | null): Record<string, string> {
  return {
    SmsSid: message.sid,
    SmsStatus: status,
    MessageStatus: status,
    To: message.to,
    MessageSid: message.sid,
    AccountSid: message.accountSid,
    From: message.from,
    ApiVersion: '2010-04-01',
    ...(errorCode !== null && { ErrorCode: String(errorCode) }),
    ...(message.messagingServiceSid && { MessagingServiceSid: message.messagingServiceSid }),
  };
}

/** Returns the signature of a call: https://www.twilio.com/docs/usage/security#validating-requests */
export function signatureOf(authToken: string, url: string, form: Record<string, string>): string {
  const fields = Object.keys(form)
    .sort()
    .map((name) => `${name}${form[name]}`);
  return createHmac('sha1', authToken)
    .update([url, ...fields].join(''))
    .digest('base64');
}
