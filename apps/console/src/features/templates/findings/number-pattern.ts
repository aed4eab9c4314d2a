const FRENCH = ['zero', 'une?', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize']; // prettier-ignore
const FRENCH_TENS: Record<number, string> = { 20: 'vingt', 30: 'trente', 40: 'quarante', 50: 'cinquante', 60: 'soixante', 80: 'quatre-vingts?', 100: 'cent' }; // prettier-ignore
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']; // prettier-ignore
const ENGLISH_TENS: Record<number, string> = { 20: 'twenty', 30: 'thirty', 40: 'forty', 50: 'fifty', 60: 'sixty', 70: 'seventy', 80: 'eighty', 90: 'ninety', 100: '(?:one |a )?hundred' }; // prettier-ignore

function french(n: number): string {
  if (n < FRENCH.length) return FRENCH[n]!;
  if (n < 20) return `dix-${FRENCH[n - 10]}`;
  const known = FRENCH_TENS[n];
  if (known) return known;
  // From 61 to 79, and from 81 to 99, it goes on counting.
  const tens = n < 60 ? Math.floor(n / 10) * 10 : Math.floor(n / 20) * 20;
  return `${FRENCH_TENS[tens]!.replace('s?', '')}[- ](?:et[- ])?${french(n - tens)}`;
}

function english(n: number): string {
  const tens = Math.floor(n / 10) * 10;
  return ENGLISH[n] ?? ENGLISH_TENS[n] ?? `${ENGLISH_TENS[tens]}[- ]${ENGLISH[n - tens]}`;
}

/** Returns a pattern of a number as it may be written in either language, without accents: `2|deux|two`. In words up to a hundred. */
export function numberPattern(digits: string): string {
  const n = Number(digits);
  return n <= 100 ? `(?:${digits}|${french(n)}|${english(n)})` : digits;
}
