import type { InboundComplaint, InboundReceipt } from '../inbound-events.js';
import { addrSpec, mailboxes } from './addresses.js';
import { tokenIn } from './plus-address-token.js';
import { bytesOf, textOf } from './decode-charset.js';
import { cleanLine } from '../kit/clean-text.js';
import { isBounce } from './detect-bounces.js';
import { headerDate } from './header-dates.js';
import { messageIds, type Headers } from './header-fields.js';
import type { Part } from './mime-tree.js';
import { reportReason } from './smtp-status-reasons.js';

/** The largest number of recipients in one report. A report with more is not about a message of ours. */
const MAX_RECIPIENTS = 100;

export interface ReportContext {
  headers: Headers;
  parts: Part[];
  /** The envelope sender; null when the transport does not provide it. */
  mailFrom: string | null;
  rcptTo: string[];
  own: ReadonlySet<string>;
  /** The text of the message, for reports without a machine-readable part. */
  text: string;
}

const typeOf = (part: Part): string => part.contentType.parsed.value;

/**
 * Returns the events of a delivery report, a reading receipt or a complaint; null when the message is none of these.
 * RFC 3464 (delivery status), RFC 8098 (disposition), RFC 5965 (complaints), and the formats that mail servers send
 * instead.
 */
export function reportOf(context: ReportContext): (InboundReceipt | InboundComplaint)[] | null {
  const { parts } = context;
  const feedback = parts.find((part) => typeOf(part) === 'message/feedback-report');
  if (feedback) return [complaint(context, feedback)];
  const disposition = parts.find((part) => /^message\/(?:global-)?disposition-notification$/.test(typeOf(part)));
  if (disposition) return [read(context, disposition)];
  const status = parts.filter((part) => /^message\/(?:global-)?delivery-status$/.test(typeOf(part)));
  if (status.length > 0 && (isReport(context) || isBounce(context))) return statuses(context, status);
  return isBounce(context) ? [bounce(context)] : null;
}

const isReport = ({ headers, mailFrom, parts }: ReportContext): boolean =>
  mailFrom === '' ||
  /multipart\/report|message\/delivery-status/i.test(headers.first('content-type')) ||
  parts.some((part) => part.contentType.multipart === 'report');

/** Returns how to find our message that a report is about: by the address to which the report was sent, otherwise by the Message-ID. */
function threadKeys({ headers, parts, rcptTo, own, text }: ReportContext): string[] {
  const keys: string[] = [];
  const recipients = [
    ...rcptTo,
    ...headers
      .all('to', 'delivered-to', 'x-original-to')
      .flatMap((header) => mailboxes(header).flatMap(({ address }) => address ?? [])),
  ];
  for (const recipient of recipients) {
    const found = tokenIn(recipient, own);
    if (found) keys.push(`bounce:${found.token}`);
  }
  for (const part of parts) {
    if (!/^(?:message\/(?:global|rfc822)|text\/rfc822-headers|message\/(?:rfc822|global)-headers)$/.test(typeOf(part)))
      continue;
    const head = Buffer.from(bytesOf(part))
      .toString('latin1')
      .slice(0, 64 * 1024);
    keys.push(...idIn(head));
  }
  for (const id of [...messageIds(headers.first('in-reply-to')), ...messageIds(headers.first('references')).reverse()])
    keys.push(`ref:${id}`);
  // Old mail servers write the returned message below their own text.
  keys.push(...idIn(text.slice(0, 64 * 1024)));
  return [...new Set(keys)].slice(0, 20);
}

const idIn = (head: string): string[] =>
  [...head.matchAll(/^[ \t>]*(?:x-original-)?message-id:\s*<([^<>\s]{3,500})>/gim)]
    .slice(0, 5)
    .map((match) => `ref:${match[1]}`);

/** Returns the groups of fields of a machine-readable part. Blank lines separate them, and folded lines are joined. */
function fieldGroups(part: Part): Map<string, string>[] {
  const groups: Map<string, string>[] = [];
  for (const block of textOf(part)
    .slice(0, 256 * 1024)
    .split(/\n[ \t]*\n/)) {
    const fields = new Map<string, string>();
    for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const colon = line.indexOf(':');
      if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    if (fields.size > 0) groups.push(fields);
  }
  return groups;
}

/** Returns the address of a field such as `rfc822;anna@example.org`, which may have brackets or lack the type. */
function recipientOf(value: string | undefined): string | null {
  const text = (value ?? '').replace(/^[^;@]*;/, '').trim();
  return addrSpec(text.replace(/^<|>$/g, '').trim()) ?? mailboxes(text)[0]?.address ?? null;
}

function statuses(context: ReportContext, parts: Part[]): InboundReceipt[] {
  const keys = threadKeys(context);
  const groups = parts.flatMap(fieldGroups);
  const found: InboundReceipt[] = [];
  for (const fields of groups) {
    const action = fields
      .get('action')
      ?.toLowerCase()
      .match(/[a-z]+/)?.[0];
    const code = fields.get('status')?.match(/[245]\.\d{1,3}\.\d{1,3}/)?.[0];
    const recipient =
      recipientOf(fields.get('final-recipient')) ??
      recipientOf(fields.get('original-recipient')) ??
      recipientOf(fields.get('x-actual-recipient'));
    if (!action && !code) continue;
    if (!recipient && !fields.has('final-recipient') && !fields.has('original-recipient') && !action) continue;
    const delayed = action === 'delayed' || (action === undefined && code?.startsWith('4.') === true);
    const status =
      delayed || action === 'relayed' || action === 'expanded'
        ? 'sent'
        : action === 'delivered' || (!action && code?.startsWith('2.'))
          ? 'delivered'
          : 'failed';
    const at =
      headerDate(fields.get('last-attempt-date') ?? fields.get('arrival-date') ?? '') ??
      headerDate(context.headers.first('date'));
    found.push({
      type: 'receipt',
      threadKeys: keys,
      status,
      ...(delayed ? { delayed: true } : {}),
      recipient,
      reason: reportReason(code, fields.get('diagnostic-code')),
      at,
    });
    if (found.length === MAX_RECIPIENTS) break;
  }
  // A report without a recipient is still about a message.
  return found.length > 0 ? found : [bounce(context)];
}

function bounce(context: ReportContext): InboundReceipt {
  const { headers, text } = context;
  const subject = headers.text('subject', 200);
  const start = text.slice(0, 20_000);
  const code = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(start)?.[1];
  const delayed =
    /(?<!\p{L})(?:delayed|warning|will keep trying|still being retried|retard|retardée?|différée?)(?!\p{L})/iu.test(
      subject,
    ) && !/fail/i.test(subject);
  const recipient = mailboxes(headers.first('x-failed-recipients'))[0]?.address ?? null;
  return {
    type: 'receipt',
    threadKeys: threadKeys(context),
    status: delayed ? 'sent' : 'failed',
    ...(delayed ? { delayed: true } : {}),
    recipient,
    reason: reportReason(code, diagnosticIn(start)) ?? subject,
    at: headerDate(headers.first('date')),
  };
}

/** Returns the line in which a server quotes the other one, such as `550 5.1.1 <a@b.org>: user unknown`. */
const diagnosticIn = (text: string): string | undefined =>
  text
    .split('\n', 500)
    .find((line) => line.length <= 1000 && /(?:^|[\s:])(?:421|45[0-2]|55[0-6])[ -](?=\S*[A-Za-z<.])/.test(line))
    ?.replace(/^[\s>]+/, '');

function read(context: ReportContext, part: Part): InboundReceipt {
  const fields = new Map(fieldGroups(part).flatMap((group) => [...group]));
  const keys = threadKeys(context);
  const original = messageIds(fields.get('original-message-id') ?? '').map((id) => `ref:${id}`);
  // The message was shown or deleted unread; both prove that it arrived.
  const displayed = /displayed/i.test(fields.get('disposition') ?? '');
  return {
    type: 'receipt',
    threadKeys: [...new Set([...keys.filter((key) => key.startsWith('bounce:')), ...original, ...keys])],
    status: displayed ? 'read' : 'delivered',
    recipient: recipientOf(fields.get('final-recipient')) ?? recipientOf(fields.get('original-recipient')),
    reason: displayed ? null : cleanLine(fields.get('disposition') ?? '', 200) || null,
    at: headerDate(context.headers.first('date')),
  };
}

function complaint(context: ReportContext, part: Part): InboundComplaint {
  const fields = new Map(fieldGroups(part).flatMap((group) => [...group]));
  const recipient = recipientOf(fields.get('original-rcpt-to')) ?? recipientOf(fields.get('removal-recipient'));
  return { type: 'complaint', threadKeys: threadKeys(context), recipient };
}
