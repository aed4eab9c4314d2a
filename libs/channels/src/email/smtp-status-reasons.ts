import { cleanLine } from '../kit/clean-text.js';
import { reason, type Code } from './texts.js';

/** The enhanced status codes (RFC 3463) that tell an agent what to do, without their class. */
const REASONS: Record<string, Code> = {
  '1.0': 'address-problem',
  '1.1': 'no-mailbox',
  '1.2': 'no-domain',
  '1.3': 'address-malformed',
  '1.6': 'mailbox-moved',
  '1.10': 'address-problem',
  '2.0': 'mailbox-problem',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-large-for-mailbox',
  // Exchange Online: SendAsDenied.
  '2.252': 'may-not-send-as',
  '3.4': 'too-large',
  '4.0': 'network-problem',
  '4.1': 'server-silent',
  '4.2': 'bad-connection',
  '4.3': 'directory-failure',
  '4.4': 'no-route-to-server',
  '4.6': 'mail-loop',
  '4.7': 'not-in-time',
  '5.0': 'refused-by-server',
  '5.2': 'protocol-error',
  '7.0': 'refused-by-policy',
  '7.1': 'refused-by-policy',
  '7.25': 'refused-by-policy',
  '7.26': 'refused-by-policy',
  // Exchange: the client may not send as this sender.
  '7.60': 'may-not-send-as',
};

/**
 * Returns the meaning of a status code such as `5.1.1`; undefined where it would not help an agent. `said` is the server's text:
 * 5.1.10 is a domain without mail in RFC 7505, and a mailbox that Exchange does not find.
 */
export function statusReason(code: string, said: string): string | undefined {
  const text = code.endsWith('.1.10') ? (nullMx(said) ?? REASONS['1.10']) : REASONS[code.slice(2)];
  return text && reason(text, { code });
}

function nullMx(said: string): Code | undefined {
  if (/recipient\s?not\s?found|resolver\.adr|no such (?:user|recipient|mailbox)|user unknown/i.test(said))
    return 'no-mailbox';
  return /\bnull\s?mx\b|\b556\b|(?:does not|doesn't) accept (?:e-?)?mail|accepts no mail/i.test(said)
    ? 'domain-refuses-mail'
    : undefined;
}

/**
 * Returns the reason why a message did not arrive: the meaning of its status code and the text of the server. Returns null when the
 * report contains neither.
 */
export function reportReason(code: string | undefined, diagnostic: string | undefined): string | null {
  const said = cleanLine((diagnostic ?? '').slice(0, 2000).replace(/^[a-z0-9-]+\s*;\s*/i, ''), 300);
  const because = code && statusReason(code, said);
  if (because) return said ? reason('with-detail', { because, said }) : because;
  return said || (code ? reason('status', { code }) : null);
}
