/** How a text is sent as SMS: in parts, each of which is charged. */
export interface SmsSegments {
  encoding: 'GSM-7' | 'UCS-2';
  segments: number;
  /** The length in septets of GSM-7 (a character of its extension table takes two), or in UTF-16 units. */
  units: number;
  /** The units that fit into one part. With several parts fewer fit, as each contains its number. */
  perSegment: number;
  /** The characters that GSM-7 does not have, in order of appearance. Without them, a part would hold more than twice as much. */
  forcedBy: string[];
}

/** The characters of GSM-7 (3GPP TS 23.038 § 6.2.1), which take one septet, and those of its extension table, which take two. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');

const CAPACITY = { 'GSM-7': { one: 160, several: 153 }, 'UCS-2': { one: 70, several: 67 } } as const;

/** The plain characters for the typographic ones that word processors insert. */
const TYPOGRAPHY: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': ',',
  '‛': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‹': "'",
  '›': "'",
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '\t': ' ',
  '\u00A0': ' ',
  '\u2009': ' ',
  '\u202F': ' ',
  '\u200B': '',
  '\u00AD': '',
};

// « word » has its spaces inside, which plain quotes do not want.
const plain = (text: string) =>
  text
    .replace(/«[\s\u00A0\u202F]*/gu, '"')
    .replace(/[\s\u00A0\u202F]*»/gu, '"')
    .replace(/./gsu, (character) => TYPOGRAPHY[character] ?? character);

const isGsm = (character: string) => BASIC.has(character) || EXTENDED.has(character);

/** The text as it is sent: typographic characters become plain ones where that alone keeps it in GSM-7. */
export function smsText(text: string): string {
  const composed = text.normalize('NFC');
  const lowered = plain(composed);
  return [...lowered].every(isGsm) ? lowered : composed;
}

/** Counts a text as it is sent (see `smsText`). */
export function smsSegments(text: string): SmsSegments {
  const sent = smsText(text);
  const forcedBy = [...new Set(plain(sent))].filter((character) => !isGsm(character));
  const encoding = forcedBy.length === 0 ? 'GSM-7' : 'UCS-2';
  const sizes = [...sent].map((character) =>
    encoding === 'UCS-2' ? character.length : EXTENDED.has(character) ? 2 : 1,
  );
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { one, several } = CAPACITY[encoding];
  if (units <= one) return { encoding, segments: units === 0 ? 0 : 1, units, perSegment: one, forcedBy };
  return { encoding, segments: packed(sizes, several), units, perSegment: several, forcedBy };
}

/** Counts the parts. A character of two units is never divided between two parts. */
function packed(sizes: number[], capacity: number): number {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > capacity) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}
