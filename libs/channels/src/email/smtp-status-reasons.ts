import { cleanLine } from '../kit/clean-text.js';
import { reason, type Code } from './texts.js';

/** The enhanced status codes (RFC 3463) that tell an agent what to do, without their class. */
const REASONS: Record<string, Code> = {
  '1.0': 'address-problem',
  '1.1': 'no-mailbox',
  '1.2': 'no-domain',
  '1.3': 'address-malformed',
  '1.6': 'mailbox-moved',
  '1.10': 'domain-refuses-mail',
  '2.0': 'mailbox-problem',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-large-for-mailbox',
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
};

/** Returns the meaning of a status code such as `5.1.1`; undefined where it would not help an agent. */
export function statusReason(code: string): string | undefined {
  const text = REASONS[code.slice(2)];
  return text && reason(text, { code });
}

/**
 * Returns the reason why a message did not arrive: by its status code, otherwise the text of the report. Returns null
 * when it contains no reason.
 */
export function reportReason(code: string | undefined, diagnostic: string | undefined): string | null {
  const known = code && statusReason(code);
  if (known) return known;
  const detail = cleanLine((diagnostic ?? '').replace(/^[a-z0-9-]+\s*;\s*/i, ''), 300);
  return detail || (code ? reason('status', { code }) : null);
}
