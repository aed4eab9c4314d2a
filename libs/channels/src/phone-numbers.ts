import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

/**
 * The one spelling of a telephone number (ITU-T E.164), from how people write it: `06 39 98 12 07`, `0033 6…`, `tel:+33…`.
 * Undefined when it cannot be one by its length; whether it is assigned, only a call can tell.
 */
export function e164(text: string, defaultCountry: CountryCode = 'FR'): string | undefined {
  const plain = text
    .trim()
    .replace(/^tel:/i, '')
    // Mexican mobiles were dialled with a 1 from abroad until 2019; WhatsApp still writes it.
    .replace(/^(\+|00)521(?=\d{10}$)/, (_, prefix: string) => `${prefix}52`);
  const number = parsePhoneNumberFromString(plain, { defaultCountry, extract: false });
  return number?.isPossible() ? number.number : undefined;
}
