import type { Language, VariableType } from '@guichet/contracts';
import { Value } from '../rendering/template-values-and-filters.js';

/** A value as a letter spells it: `25 novembre 2026`, `03 80 00 00 00`. */
export const spelled = (type: VariableType, raw: string, language: Language): string =>
  new Value({ variable: '', type, raw, style: { language, short: false } }).text;

/** The fixed texts of every letter. */
export const words = {
  fr: {
    locale: 'fr-FR',
    date: (day: string, place: string) => (place ? `${place}, le ${day}` : `Le ${day}`),
    subject: 'Objet\u00A0: ',
    reference: 'Référence\u00A0: ',
    mail: 'Courriel\u00A0: ',
    phone: 'Téléphone\u00A0: ',
    enclosures: (names: readonly string[]) => `P. J.\u00A0: ${names.join(', ')}`,
    page: (n: number, of: number) => `Page ${n} sur ${of}`,
  },
  en: {
    locale: 'en-GB',
    date: (day: string, place: string) => (place ? `${place}, ${day}` : day),
    subject: 'Subject: ',
    reference: 'Reference: ',
    mail: 'Email: ',
    phone: 'Phone: ',
    enclosures: (names: readonly string[]) => `Encl.: ${names.join(', ')}`,
    page: (n: number, of: number) => `Page ${n} of ${of}`,
  },
} as const satisfies Record<Language, object>;

/** The town of a French postal address: what follows its post code. Empty: there is none. */
export const placeOf = (address: string): string =>
  /(?:^|[\s,])\d{5}\s+([\p{L}][\p{L}’' -]*)/u
    .exec(address)?.[1]
    ?.replace(/\s+cedex.*$/i, '')
    .trim() ?? '';
