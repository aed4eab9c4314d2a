import type { Handle } from '@guichet/contracts';
import { ChannelError } from '../channel-error.js';
import type { OutboundMessage } from '../outbound-message.js';
import { addrSpec } from './addresses.js';
import { LOOP_HEADER } from './automatic-reply-exclusions.js';
import { withToken } from './plus-address-token.js';
import { cleanLine } from '../kit/clean-text.js';
import { ownAddresses, type EmailConfig } from './config.js';
import { fileName } from '../kit/file-names.js';
import type { RelayMail } from './relay/relay-connection.js';
import { buildMail } from './build-relay-safe-mail.js';
import { reason } from './texts.js';

export interface Composed extends RelayMail {
  /** The address that its From has. */
  author: string;
}

/**
 * Composes the mail of a reply, with text and HTML as alternatives. Message-ID, In-Reply-To and References keep the thread; the
 * Reply-To proves the case, and bounces return to the envelope sender. Line breaks are removed from every header value.
 */
export async function compose(message: OutboundMessage, config: EmailConfig): Promise<Composed> {
  const own = ownAddresses(config);
  const sender = own.includes(message.from.value) ? message.from.value : config.address;
  const to = recipients(message.to);
  const cc = recipients(message.cc).filter(({ address }) => !to.some((other) => other.address === address));
  const named = [...to, ...cc].map(({ address }) => address);
  const all = [...new Set([...named, ...recipients(message.bcc ?? []).map(({ address }) => address)])];
  if (all.length === 0) throw new ChannelError(reason('no-recipient'), { retryable: false });

  const name = cleanLine(config.displayName ?? message.from.name ?? '', 120);
  const references = message.references
    .map(headerId)
    .filter((id) => id !== '')
    .slice(-30);
  const attachments = await Promise.all(
    message.attachments.map(async ({ name: claimed, type, content }, index) => ({
      filename: fileName(claimed, type, index + 1),
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream',
      content: Buffer.from(await content()),
      // Servers may change the line ends of a file that is sent as text.
      contentTransferEncoding: 'base64' as const,
    })),
  );

  const raw = await buildMail({
    messageId: `<${headerId(message.externalId)}>`,
    from: { name, address: sender },
    replyTo: { name, address: withToken(sender, 'reply', message.replyToken) },
    to,
    cc,
    subject: cleanLine(message.subject),
    text: message.text,
    ...(message.html ? { html: message.html } : {}),
    alternatives: await alternativesOf(message),
    ...(references.length > 0
      ? { inReplyTo: `<${references.at(-1)}>`, references: references.map((id) => `<${id}>`) }
      : {}),
    headers: { ...automaticHeaders(message), ...unsubscribeFields(message) },
    attachments,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    raw,
    author: sender,
    envelope: {
      from: message.automatic ? false : withToken(sender, 'bounce', message.bounceToken),
      to: all,
    },
  };
}

/**
 * What keeps other programs from answering an automatic mail (RFC 3834 § 3.1.7), those that are older than that and know only
 * `Precedence` (§ 3.1.8), and Exchange; and the token by which we know our own.
 */
function automaticHeaders({ automatic, loopToken, references }: OutboundMessage): Record<string, string> {
  if (!automatic) return {};
  // What answers no message was generated (§ 5).
  const submitted = references.length > 0 ? 'auto-replied' : 'auto-generated';
  const headers = { 'Auto-Submitted': submitted, Precedence: 'bulk', 'X-Auto-Response-Suppress': 'All' };
  return loopToken ? { ...headers, [LOOP_HEADER]: loopToken } : headers;
}

/** Mail programs show a button for it, and large providers ask for it in what is no answer. One call is asked for by https alone. */
function unsubscribeFields({ unsubscribeUrl }: OutboundMessage): Record<string, string> {
  if (unsubscribeUrl === undefined) return {};
  const oneClick = unsubscribeUrl.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return { 'List-Unsubscribe': `<${cleanLine(unsubscribeUrl)}>`, ...oneClick };
}

/** The answer to an invitation, as calendars read it (RFC 6047). The library is loaded with the first one. */
async function alternativesOf({ answer }: OutboundMessage): Promise<{ contentType: string; content: string }[]> {
  if (!answer) return [];
  const { answerCalendar } = await import('./invitation/answer-invitation.js');
  const content = answerCalendar(answer, new Date());
  return content === undefined ? [] : [{ contentType: 'text/calendar; charset=utf-8; method=REPLY', content }];
}

function recipients(handles: readonly Handle[]): { name: string; address: string }[] {
  const seen = new Map<string, { name: string; address: string }>();
  for (const { value, name } of handles) {
    const address = addrSpec(value);
    if (!address)
      throw new ChannelError(reason('not-an-address', { address: cleanLine(value, 100) }), { retryable: false });
    if (!seen.has(address)) seen.set(address, { name: cleanLine(name ?? '', 120), address });
  }
  return [...seen.values()];
}

const headerId = (id: string): string => id.replace(/[\s<>\p{Cc}]+/gu, '').slice(0, 500);
