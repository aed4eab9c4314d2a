/** What a French postal address may hold (NF Z 10-011): a line for the recipient, the others, and the town. */
export const postalLimits = { minLines: 2, maxLines: 6, maxCharacters: 38 } as const;

/** What is wrong with a postal address: the code of a reason, with the values of its text. */
export interface PostalFault {
  reason: 'postal-lines' | 'postal-line-too-long' | 'postal-no-town';
  data: Record<string, string | number>;
}

export interface PostalAddress {
  /** The lines as they stand on the envelope, the recipient first; white space is tidied. */
  lines: string[];
  /** Undefined: the post can deliver to it. */
  fault?: PostalFault;
}

/** The last line of an address in France is its post code and its town; that of one abroad is the country, without figures. */
const TOWN = /^\d{5} \S/u;
const COUNTRY = /^\p{L}[\p{L}\p{M}’'(),. -]*$/u;
const SHORTEST_ABROAD = 3;

/** Reads an address as somebody wrote it, one line of the envelope a line. */
export function readPostalAddress(written: string): PostalAddress {
  const lines = written
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');
  const fault = faultIn(lines);
  return { lines, ...(fault && { fault }) };
}

function faultIn(lines: readonly string[]): PostalFault | undefined {
  const { minLines: min, maxLines: max, maxCharacters } = postalLimits;
  // An address abroad may have its country below the six lines.
  const last = lines.at(-1) ?? '';
  const isAbroad = !TOWN.test(last) && COUNTRY.test(last) && lines.length >= SHORTEST_ABROAD;
  if (lines.length < min || lines.length > (isAbroad ? max + 1 : max))
    return { reason: 'postal-lines', data: { min, max, count: lines.length } };
  const long = lines.findIndex((line) => [...line].length > maxCharacters);
  if (long !== -1)
    return {
      reason: 'postal-line-too-long',
      data: { line: long + 1, max: maxCharacters, length: [...lines[long]!].length },
    };
  return TOWN.test(last) || isAbroad ? undefined : { reason: 'postal-no-town', data: { line: lines.length } };
}
