import type { Flag, Handle } from '@guichet/contracts';
import { parsePhoneNumberFromString, type NumberType } from 'libphonenumber-js/max';
import { cleanLine } from '../kit/clean-text.js';
import { e164 } from '../phone-numbers.js';
import { reason } from './texts.js';

const NAMED = /^sms:(.{1,64})$/;

/**
 * Whoever sends or gets an SMS: a number, or for machines a name (`ANTS`) or a short code, which nobody can answer. The
 * network vouches for neither: both are easily forged.
 */
export function party(address: string): Handle | undefined {
  // Who writes by RCS has the same number, and gets an SMS.
  const number = address.replace(/^rcs:(?=\+)/, '');
  const value = number.startsWith('+') ? e164(number) : undefined;
  if (value) return { type: 'phone', value, verified: false };
  const name = cleanLine(address, 64);
  return name === '' ? undefined : { type: 'account', value: `sms:${name.toLowerCase()}`, name, verified: false };
}

/** A number without its country is one of France. */
export function identify(address: string): Handle | undefined {
  const written = address.trim();
  const name = NAMED.exec(written)?.[1];
  if (name !== undefined) return { type: 'account', value: `sms:${name.toLowerCase()}`, verified: false };
  const value = e164(written);
  return value === undefined ? undefined : { type: 'phone', value, verified: false };
}

/** Lines that get no text, or that make somebody pay dearly. What is of no known type is tried. */
const NOT_TEXTED: ReadonlySet<NumberType> = new Set<NumberType>([
  'FIXED_LINE',
  'PREMIUM_RATE',
  'SHARED_COST',
  'UAN',
  'VOICEMAIL',
]);

export const reaches = ({ type, value }: Handle): boolean =>
  type === 'phone' && !NOT_TEXTED.has(parsePhoneNumberFromString(value)?.getType());

/** Why whoever wrote cannot be replied to by SMS, as a flag of their message; undefined: they can be. */
export function noReplyFlag({ type, value }: Handle): Flag | undefined {
  if (type === 'phone') return undefined;
  const [, app] = /^sms:(whatsapp|messenger|rcs):/.exec(value) ?? [];
  return app ? reason('no-reply-to-app', { app }) : reason('no-reply-to-name');
}
