import type { Language } from '@guichet/contracts';

/** The number that was typed as people write it, with a comma or spaces: `1 250,50`. Undefined where it is none. */
export function typedNumber(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

/** A number as it is typed in a language. */
export const numberToType = (value: number, language: Language): string =>
  language === 'fr' ? String(value).replace('.', ',') : String(value);
