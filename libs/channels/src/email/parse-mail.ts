import { createHash } from 'node:crypto';
import type { Handle } from '@guichet/contracts';
import type { InboundEvent, InboundMessage } from '../inbound-events.js';
import { referenceHints } from '../kit/case-references.js';
import { unfoldQuotes } from '../kit/fold-html-quotes.js';
import { addrSpec, type Mailbox } from './addresses.js';
import type { ClaimedAddress } from './addresses-in-display-name.js';
import { tokenIn, withoutToken } from './plus-address-token.js';
import { automaticOf } from './detect-automatic-mail.js';
import { bodyOf, type Body } from './body-and-attachments.js';
import { headerDate, isOddDate } from './header-dates.js';
import { Headers, messageId, messageIds } from './header-fields.js';
import { invitationIn } from './invitation/read-invitation.js';
import { readTree, type Tree } from './mime-tree.js';
import { unpackOutlook } from './outlook/unpack-winmail-dat.js';
import { isSigned, readSigned, type SignedReading } from './signature/read-signed.js';
import { onlyForwards, segments } from './split-reply-text.js';
import { reportOf } from './delivery-reports.js';
import { unanswerableOf } from './automatic-reply-exclusions.js';
import { registeredDomain } from './sender/authentication-verdict.js';

/** A mail as it was received, and what its parser needs to know. */
export interface MailSource {
  raw: Uint8Array;
  /** The SHA-256 of the raw bytes, in hex. */
  digest: string;
  /** The envelope sender: empty for the null sender, null when the transport does not provide it. */
  mailFrom: string | null;
  rcptTo: string[];
  receivedAt: number;
  /** Our own normalised addresses. */
  own: string[];
  /** False where parsing with the HTML has failed once already. */
  withHtml: boolean;
  /** True where an agent wants to read a report as it was written. */
  asMessage?: boolean;
  /** True for a file of another mail. */
  isEnclosed?: boolean;
}

/**
 * Parses a mail into events, without network, clock or database. Statements of the mail about its sender are passed on
 * as claims and not trusted.
 */
export async function parseMail(source: MailSource): Promise<InboundEvent[]> {
  const own = new Set(source.own);
  const tree = await readTree(source.raw);
  const headers = new Headers(tree.root);
  const { root, signature, signatures, hidden } = await signedOr(tree, source, headers);
  const body = bodyOf(source.withHtml ? await unpackOutlook(root) : root, {
    withHtml: source.withHtml,
    without: signatures,
  });
  const report = source.asMessage
    ? null
    : reportOf({
        headers,
        parts: body.leaves,
        mailFrom: source.mailFrom,
        rcptTo: source.rcptTo,
        own,
        text: body.text,
      });
  if (!report) {
    // A mail that was too much for its thread is read again with as little as possible.
    const invitation = source.withHtml ? await invitationIn(body.leaves, own) : undefined;
    const event = message(source, { headers, body, own, hidden });
    // A signature that was judged is told in other words.
    const flags = signature ? event.flags.filter((flag) => flag !== 'signed') : event.flags;
    return [{ ...event, flags, ...(invitation ? { invitation } : {}), ...(signature ? { signature } : {}) }];
  }
  const head = { from: headers.mailboxesOf('from')[0]?.address ?? null, subject: headers.text('subject') };
  return report.map((event) => ({ ...event, head }));
}

/** Reads what is signed; a mail that was too much for its thread is read again without. */
function signedOr(tree: Tree, source: MailSource, headers: Headers): Promise<SignedReading> | SignedReading {
  if (!source.withHtml || !isSigned(tree)) return { ...tree, signature: null, signatures: new Set() };
  const senders = headers.mailboxesOf('from');
  // Nobody knows when an enclosed mail was received.
  const claimed = source.isEnclosed ? headerDate(headers.first('date')) : null;
  return readSigned(tree, {
    raw: source.raw,
    senders: [...new Set(senders.map(({ address }) => address ?? ''))],
    at: claimed ?? new Date(source.receivedAt),
    autocrypt: headers.first('autocrypt'),
  });
}

function message(
  source: MailSource,
  { headers, body, own, hidden }: { headers: Headers; body: Body; own: ReadonlySet<string>; hidden: number },
): InboundMessage {
  const senders = headers.mailboxesOf('from');
  const addresses = new Set(senders.flatMap(({ address }) => address ?? []));
  const flags = [...body.flags];
  // With several senders or none, it is not clear who wrote the mail. A fragment of an address counts as several senders, too.
  const from =
    addresses.size === 1 && senders.every(({ address, name }) => address !== null || !name.includes('@'))
      ? handle(senders.find(({ address }) => address)!)
      : null;
  if (addresses.size > 1) flags.push('several-senders');
  else if (!from) flags.push('no-sender');

  const date = headers.first('date');
  const sentAt = headerDate(date);
  if (sentAt && isOddDate(sentAt, new Date(source.receivedAt))) flags.push('date-odd');
  if (hidden > 0) flags.push('parts-hidden');
  const automatic = automaticOf(headers, source.mailFrom);
  if (automatic) flags.push('automatic');
  const subject = headers.text('subject');
  const to = recipients(headers, 'to');
  const cc = recipients(headers, 'cc');

  return {
    type: 'message',
    externalId: messageId(headers.first('message-id')) ?? `sha256:${source.digest}`,
    fingerprint: fingerprint({ from, subject, date, body }),
    threadKeys: threadKeys(headers, {
      subject,
      addresses: [...source.rcptTo, ...[...to, ...cc].map(({ value }) => value)],
      own,
    }),
    from,
    ...(from ? claimsOf(senders) : {}),
    ...(automatic ? {} : repliesElsewhere(headers, from, own)),
    to: asKnown(to, own),
    cc: asKnown(cc, own),
    subject,
    sentAt,
    text: body.text,
    segments: segments(body.text),
    html: body.html?.includes('<div data-quoted>') && onlyForwards(body.text) ? unfoldQuotes(body.html) : body.html,
    remoteImages: body.remoteImages,
    attachments: body.attachments,
    ...(automatic ? { automatic } : {}),
    ...unanswerableOf(headers, source.mailFrom, automatic),
    flags,
    hiddenParts: hidden,
  };
}

const handle = ({ name, address }: Mailbox): Handle => ({
  type: 'email',
  value: address!,
  ...(name ? { name } : {}),
  verified: false,
});

const claimsOf = (senders: readonly Mailbox[]): { claims?: ClaimedAddress[] } => {
  const claims = senders.flatMap((sender) => sender.claims ?? []);
  return claims.length > 0 ? { claims } : {};
};

const houseOf = (address: string): string => registeredDomain(address.slice(address.lastIndexOf('@') + 1));

/** The first address in Reply-To, where it is none of ours and of another house than the sender. */
function repliesElsewhere(headers: Headers, from: Handle | null, own: ReadonlySet<string>): { replyTo?: string } {
  const address = headers.mailboxesOf('reply-to')[0]?.address;
  if (!address || !from || own.has(address) || houseOf(address) === houseOf(from.value)) return {};
  return { replyTo: address };
}

/** Own addresses are normalised, so that our reply token is not shown. */
const asKnown = (handles: Handle[], own: ReadonlySet<string>): Handle[] =>
  handles.map((one) => ({ ...one, value: withoutToken(one.value, own) }));

function recipients(headers: Headers, name: string): Handle[] {
  const seen = new Map<string, Handle>();
  for (const mailbox of headers.mailboxesOf(name)) {
    if (mailbox.address && seen.size < 200 && !seen.has(mailbox.address)) seen.set(mailbox.address, handle(mailbox));
  }
  return [...seen.values()];
}

function threadKeys(
  headers: Headers,
  { subject, addresses, own }: { subject: string; addresses: string[]; own: ReadonlySet<string> },
): string[] {
  const keys: string[] = [];
  for (const address of addresses) {
    const found = tokenIn(addrSpec(address.trim()) ?? '', own);
    if (found?.purpose === 'reply') keys.push(`reply:${found.token}`);
  }
  const references = headers.all('references').flatMap(messageIds).reverse();
  for (const id of [...headers.all('in-reply-to').flatMap(messageIds), ...references].slice(0, 50))
    keys.push(`ref:${id}`);
  return [...new Set([...keys, ...referenceHints(subject)])].slice(0, 60);
}

/** Identifies a mail by what a reader sees. Trace headers are left out, so that copies that came by two ways are recognised. */
function fingerprint({
  from,
  subject,
  date,
  body,
}: {
  from: Handle | null;
  subject: string;
  date: string;
  body: Body;
}): string {
  const hash = createHash('sha256');
  const add = (value: string) => hash.update(`${Buffer.byteLength(value)}:`).update(value);
  for (const value of [from?.value ?? '', subject, date.trim(), body.text, body.html ?? '']) add(value);
  for (const { content, name } of body.attachments) add(name).update(createHash('sha256').update(content).digest());
  return hash.digest('hex');
}
