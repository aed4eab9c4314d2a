import type { SpamVerdict } from '@guichet/contracts';
import type { RawRequest } from '../raw-request.js';
import type { EmailConfig } from './config.js';

/** More of the header than any server writes above what it received. */
const HEADER_BYTES = 128 * 1024;
/** From so many points on, a mail is spam where the server gives points only: the default of SpamAssassin. */
const POINTS = 5;
/** From this spam confidence level on, Exchange puts a mail into the junk folder. https://learn.microsoft.com/exchange/antispam-scls */
const CONFIDENCE = 5;

/** The topmost field of each name, unfolded: the server in front writes above all that came with the mail. */
function topmostFields(body: Uint8Array): (name: string) => string | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, HEADER_BYTES)).toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  const fields = new Map<string, string>();
  for (const field of (end < 0 ? text : text.slice(0, end)).split(/\r?\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    const name = field.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, field.slice(colon + 1).replace(/\s+/g, ' ').trim()); // prettier-ignore
  }
  return (name) => fields.get(name.toLowerCase());
}

/** As Exchange Online names its servers in the `Received` that it writes on top; what a mail brings along stands below. */
const EXCHANGE = /\bby \S+\.(?:outlook|exchangelabs)\.com\b/i;
const isOfExchange = (name: string): boolean => /^X-(?:MS-Exchange|Forefront)-/.test(name);

/** What a field says: spam, none, or nothing that is understood. */
type Reading = boolean | undefined;

const yesOrNo = (value: string): Reading => (/^(?:yes|true)\b/i.test(value) ? true : /^(?:no|false)\b/i.test(value) ? false : undefined); // prettier-ignore

const atLeast = (value: string, limit: number): Reading => {
  const number = Number.parseFloat(value);
  return Number.isNaN(number) ? undefined : number >= limit;
};

/** `SFV`: SPM spam, SKB a blocked sender, SKS by a rule; `CAT` names phishing and malware. https://learn.microsoft.com/defender-office-365/message-headers-eop-mdo */
const forefront = (value: string): Reading => {
  if (/;?CAT:(?:SPM|HSPM|PHSH|HPHSH|HPHISH|MALW|BULK|SPOOF)\b/i.test(value)) return true;
  const verdict = /SFV:([A-Z]+)/i.exec(value)?.[1]?.toUpperCase();
  return verdict === undefined ? undefined : ['SPM', 'SKB', 'SKS'].includes(verdict);
};

/** The fields of servers, those that decide before those that give points. The first one that is understood counts. */
const FIELDS: readonly [name: string, read: (value: string) => Reading][] = [
  ['X-Spam-Flag', yesOrNo],
  ['X-Spam-Status', yesOrNo],
  ['X-Spam', yesOrNo],
  ['X-MS-Exchange-Organization-SCL', (value) => atLeast(value, CONFIDENCE)],
  ['X-Forefront-Antispam-Report', forefront],
  ['X-Spam-Score', (value) => atLeast(value, POINTS)],
  ['X-Spam-Level', (value) => (/^\*+$/.test(value) ? value.length >= POINTS : undefined)],
];

/**
 * What the server in front of the mailbox says of a mail: by its junk folder or, where the account trusts its header, by that.
 * Anybody can write a header, so it counts where the server is the organisation's own: by default, of mail that is read from a
 * mailbox. Null: it is no spam, or nothing is said.
 */
export function spamVerdict({ headers, body }: RawRequest, { inbound }: EmailConfig): SpamVerdict | null {
  if (headers['x-special-use'] === '\\Junk')
    return { verdict: 'spam', source: 'folder', detail: headers['x-folder'] ?? '' };
  const isFromMailbox = headers['x-folder'] !== undefined;
  if (inbound.spamHeaders === 'never' || (inbound.spamHeaders === 'mailbox' && !isFromMailbox)) return null;
  const field = topmostFields(body);
  // Exchange writes none of the others: they are of whoever sent the mail.
  const isExchange = EXCHANGE.test(field('Received') ?? '');
  for (const [name, read] of FIELDS) {
    if (isExchange && !isOfExchange(name)) continue;
    const value = field(name);
    const isSpam = value === undefined ? undefined : read(value);
    if (isSpam === undefined) continue;
    return isSpam ? { verdict: 'spam', source: 'server', detail: `${name}: ${value}`.slice(0, 200) } : null;
  }
  return null;
}
