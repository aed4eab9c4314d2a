import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/**
 * The one spelling of a telephone number (ITU-T E.164), from how people write it: `06 39 98 12 07`, `0033 6…`, `tel:+33…`.
 * Undefined when it cannot be one by its length; whether it is assigned, only a call can tell.
 */
export function e164(text: string, defaultCountry: CountryCode = 'FR'): string | undefined {
  const plain = text.trim().replace(/^tel:/i, '');
  const number = parsePhoneNumberFromString(plain, { defaultCountry, extract: false });
  return number?.isPossible() ? number.number : undefined;
}
