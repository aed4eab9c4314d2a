/** Whether an address matches what a rule says of senders. */
export type SenderPattern = (address: string) => boolean;

const PHONE = /^\+?[\d\s().-]+$/;

/**
 * Compiles `anne@mairie.example`, `@mairie.example`, `+33*`, `+33 6 12 34 56 78` or `@anne@social.example`. Returns null for
 * anything else.
 */
export function compileSenderPattern(pattern: string): SenderPattern | null {
  const wanted = normalise(pattern);
  if (wanted.endsWith('*')) {
    const start = wanted.slice(0, -1);
    return start && !start.includes('*') ? (address) => normalise(address).startsWith(start) : null;
  }
  if (!wanted || /[\s*]/.test(wanted)) return null;
  if (/^@[^@]+$/.test(wanted))
    return (address) => normalise(address).endsWith(wanted) && address.indexOf('@') === address.length - wanted.length;
  return (address) => normalise(address) === wanted;
}

/** Normalises an address: a phone number to its digits, anything else to lower case. */
function normalise(address: string): string {
  const text = address.trim().toLowerCase();
  const number = text.replace(/\*$/, '');
  if (!PHONE.test(number)) return text;
  return number.replace(/[^\d+]/g, '') + text.slice(number.length);
}
