/** A number as it is stored: E.164. */
const number = /^\+[1-9]\d{6,14}$/;
/** Calling codes of one and of two digits; all others have three. */
const shortCode = /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;
/** What of a French number is dialled within the country, in pairs. Its zero stands for the code. */
const french = /^\+33([1-9])(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** One of North America: area, exchange and line. */
const american = /^\+1(\d{3})(\d{3})(\d{4})$/;

/**
 * A phone number as it is read: a French one as it is dialled in France, any other one by its calling code, and in pairs but in North America; undefined for
 * what is no number.
 */
export function phoneText(value: string): string | undefined {
  if (!number.test(value)) return undefined;
  const pairs = french.exec(value);
  if (pairs) return `0${pairs.slice(1).join('\u00a0')}`;
  const parts = american.exec(value);
  if (parts) return ['+1', ...parts.slice(1)].join('\u00a0');
  const code = shortCode.exec(value)?.[0] ?? value.slice(0, 4);
  const digits = value.slice(code.length);
  const odd = digits.length % 2;
  const groups = digits.slice(odd ? 3 : 0).match(/\d{2}/g) ?? [];
  return [code, ...(odd ? [digits.slice(0, 3)] : []), ...groups].join('\u00a0');
}
