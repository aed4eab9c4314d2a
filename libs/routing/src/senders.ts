/** Does an address fit what a rule says of senders? */
export type SenderTest = (address: string) => boolean;

const PHONE = /^\+?[\d\s().-]+$/;

/** `anne@mairie.example`, `@mairie.example`, `+33*`, `+33 6 12 34 56 78`, `@anne@social.example`. Null: none of these. */
export function senderTest(pattern: string): SenderTest | null {
  const wanted = spelled(pattern);
  if (wanted.endsWith('*')) {
    const start = wanted.slice(0, -1);
    return start && !start.includes('*') ? (address) => spelled(address).startsWith(start) : null;
  }
  if (!wanted || /[\s*]/.test(wanted)) return null;
  if (/^@[^@]+$/.test(wanted))
    return (address) => spelled(address).endsWith(wanted) && address.indexOf('@') === address.length - wanted.length;
  return (address) => spelled(address) === wanted;
}

/** Phone numbers without what people put between their digits; all else without case. */
function spelled(address: string): string {
  const text = address.trim().toLowerCase();
  const number = text.replace(/\*$/, '');
  if (!PHONE.test(number)) return text;
  return number.replace(/[^\d+]/g, '') + text.slice(number.length);
}
