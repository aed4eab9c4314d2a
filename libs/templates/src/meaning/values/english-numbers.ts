const named = (words: string, from: number, step = 1): [string, number][] =>
  words.split(' ').map((word, n) => [word, from + n * step]);

const UNITS = new Map([...named('zero one two three four five six seven eight nine', 0), ['oh', 0], ['nought', 0]]);
const TEENS = new Map(named('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10));
const TENS = new Map(named('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10));
const SCALES = new Map([['thousand', 1_000], ['million', 1_000_000]]); // prettier-ignore
/** A digit is dialled so many times. */
const REPEATS = new Map([['double', 2], ['treble', 3], ['triple', 3]]); // prettier-ignore

const WORD = `(?:${[...TEENS.keys(), ...TENS.keys(), ...UNITS.keys(), ...SCALES.keys(), ...REPEATS.keys(), 'hundred'].sort((a, b) => b.length - a.length).join('|')})`; // prettier-ignore
const RUN = new RegExp(
  `(?<![\\p{L}\\d'.])(?<!(?<!under|over)-)${WORD}(?:(?:[- ]| and )${WORD}){0,15}s?(?![\\p{L}\\d'])`,
  'giu',
);

/** A number that is read, and the word after it. */
type Read = [value: number, next: number] | null;

function belowHundred(words: readonly string[], at: number): Read {
  const [word, unit] = [words[at] ?? '', UNITS.get(words[at + 1] ?? '')];
  const tens = TENS.get(word);
  if (tens !== undefined) return unit ? [tens + unit, at + 2] : [tens, at + 1];
  const value = UNITS.get(word) ?? TEENS.get(word);
  return value === undefined ? null : [value, at + 1];
}

/** `one hundred and twenty`, but not the second number of `one hundred and two hundred`. English counts `fifteen hundred`, too. */
function belowThousands(words: readonly string[], at: number): Read {
  const first = belowHundred(words, at);
  if (!first || words[first[1]] !== 'hundred') return first;
  const [value, next] = [first[0] * 100, first[1] + 1];
  const rest = belowHundred(words, words[next] === 'and' ? next + 1 : next);
  return rest && words[rest[1]] !== 'hundred' ? [value + rest[0], rest[1]] : [value, next];
}

function wholeNumber(words: readonly string[], at: number): Read {
  let read = belowThousands(words, at);
  const scale = read && SCALES.get(words[read[1]] ?? '');
  if (!read || !scale) return read;
  read = [read[0] * scale, read[1] + 1];
  const isJoined = words[read[1]] === 'and';
  const rest = belowThousands(words, isJoined ? read[1] + 1 : read[1]);
  // After `and` there are tens at most; without it, `two thousand three hundred`.
  const fits = rest && !SCALES.has(words[rest[1]] ?? '') && (!isJoined || rest[0] < 100);
  return fits ? [read[0] + rest[0], rest[1]] : read;
}

/** Three digits or more are those of something to dial: `nine nine nine`, `sixty-six double-seven seven`. */
function dialled(words: readonly string[]): string | null {
  const isDialled =
    words.some((word) => REPEATS.has(word)) || (words.length > 2 && words.every((word) => UNITS.has(word)));
  if (!isDialled) return null;
  let [digits, at] = ['', 0];
  while (at < words.length) {
    const times = REPEATS.get(words[at]!) ?? 1;
    const read = belowHundred(words, times > 1 ? at + 1 : at);
    if (!read) return null;
    digits += String(read[0]).repeat(times);
    at = read[1];
  }
  return digits;
}

/** The numbers of a run of words, which may be several: `thirty and one hundred and twenty`. */
function numbersOf(run: string): string {
  // `under-eighteens` are counted by their age.
  const words = run.toLowerCase().replace(/s$/, '').split(/[- ]/);
  const digits = dialled(words);
  if (digits !== null) return digits;
  const parts: string[] = [];
  for (let at = 0; at < words.length;) {
    const read = wholeNumber(words, at);
    const year = read?.[0] === 20 ? belowHundred(words, read[1]) : null;
    const whole: Read = year && year[0] > 9 ? [2_000 + year[0], year[1]] : read;
    parts.push(whole ? String(whole[0]) : words[at]!);
    at = whole?.[1] ?? at + 1;
  }
  return parts.join(' ');
}

/** `one` and `second` have other meanings, and `hundred` counts nothing by itself. */
const ALONE = /^(?:one|oh|hundred|thousand|million|double|treble|triple)s?$/i;
/** `TEN` is short for something else. */
const INITIALS = /^\p{Lu}+$/u;
const TIMES: Record<string, number> = { dozen: 12, hundred: 100, thousand: 1_000, k: 1_000, million: 1_000_000, m: 1_000_000, billion: 1e9, bn: 1e9 }; // prettier-ignore

const multiplied = (n: string, by: string): string =>
  String(Math.round(Number(n.replace(/,(?=\d{3})/g, '')) * TIMES[by.toLowerCase()]! * 100) / 100);

/** Returns an English text in which numbers in words, with their halves and quarters, are in digits. Pure. */
export const inEnglishDigits = (text: string): string =>
  text
    .replace(/-and-a-half[- ]/gi, ' and a half ')
    .replace(/(?<!\p{L})(three quarters|(?:a |one )?quarter|half) of an? (?=(?:hundred|thousand|million|billion)(?!\p{L}))/giu, (_, part: string) => (/^t/i.test(part) ? '0.75 ' : /half/i.test(part) ? '0.5 ' : '0.25 '))
    .replace(/(?<![\p{L}\d.,£€$])(\d{1,3}(?:\.\d)?)k(?= (?!run|race|walk)\p{L})/gu, (_, n: string) => multiplied(n, 'k'))
    .replace(/(?<![\p{L}\d'-])(?<!and a )half (?:an? )?(?=(?:dozen|hundred|thousand|million)(?!\p{L}))/giu, '0.5 ')
    .replace(/(?<=(?<!\p{L})every )(?=(?:hundred|thousand)(?!\p{L}))/giu, 'one ')
    .replace(/(?<!\p{L})a score of(?= \p{L})/giu, '20')
    .replace(/(?<!\p{L})an? (?=(?:dozen|hundred|thousand|million)(?!\p{L}))/giu, 'one ')
    .replace(/(?<=(?<!\p{L})(?:over|under)[- ])(\p{L}{3,5})ties(?!\p{L})/giu, '$1ty')
    .replace(/(?<=(?<!\p{L})(?:thousand|million)), (?=(?:one|two|three|four|five|six|seven|eight|nine) hundred(?!\p{L}))/giu, ' ')
    .replace(RUN, (run) => (ALONE.test(run) || INITIALS.test(run) ? run : numbersOf(run)))
    .replace(/(?<![\p{L}\d.,])(one|\d{1,6}) and (?:(a half)|(a quarter)|(?:3|three) quarters)(?!\p{L}| to | past )/giu, (_, n: string, half?: string, quarter?: string) => `${n.replace(/one/i, '1')}.${half ? '5' : quarter ? '25' : '75'}`)
    .replace(/(?<![\p{L}\d.,])(\d{1,3}(?:,\d{3}){0,3}(?:\.\d{1,3})?)[ -]?(dozen|hundred|thousand|million|billion)(?!\p{L})/giu, (_, n: string, by: string) => multiplied(n, by))
    .replace(/(?<!\p{L})one dozen(?!\p{L})/giu, '12')
    .replace(/(?<!\p{L})one(?= (?:to|or|till|until) \d)/giu, '1')
    .replace(/(?<![\d.,])(\d{1,3}) point (\d{1,2})(?![\d.,]\d|\d)/giu, '$1.$2')
    .replace(/(?<=[£€$] ?)(\d{1,4}(?:\.\d{1,3})?) ?(k|m|bn)(?![\p{L}\d²])/giu, (_, n: string, by: string) => multiplied(n, by))
    .replace(/(?<=[£€$] ?)(\d{1,4}(?:\.\d{1,3})?) ?(thousand|million|billion)(?!\p{L})/giu, (_, n: string, by: string) => multiplied(n, by))
    // Groups of digits to dial are read out with pauses.
    .replace(/(?<![\d.,])(0\d{2,4}), (\d{3}), (?=\d{3,4}(?!\d))/g, '$1 $2 '); // prettier-ignore
