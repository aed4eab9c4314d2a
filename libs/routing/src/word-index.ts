/** How many characters of a text are read. What comes behind is ignored. */
const READ = 100_000;

/** Scripts without spaces between words: each character counts as a word. */
const SIGN = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const WORD = new RegExp(String.raw`[${SIGN}]|[[\p{L}\p{N}]--[${SIGN}]]+`, 'gv');
const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Returns the words of a text as they are compared: without case and accents. "L’ÉCOLE" gives `l`, `ecole`. */
export function wordsIn(text: string): string[] {
  const folded = text
    .slice(0, READ)
    .toLowerCase()
    .replace(/[œæß]/g, (sign) => LIGATURES[sign]!)
    // "ﷺ" alone becomes eighteen letters: bounded again.
    .normalize('NFKD')
    .slice(0, 2 * READ)
    .replace(/\p{M}+/gu, '');
  return folded.match(WORD) ?? [];
}

/** Consecutive words. Of an `isPrefix` word only the beginning must match. */
export type Phrase = readonly { word: string; isPrefix: boolean }[];

/** Parses what a rule looks for: `acte de naissance`, `inscri*`. Returns null where there is no word in it. */
export function parsePhrase(pattern: string): Phrase | null {
  const phrase = pattern.split(/\s+/u).flatMap((piece) => {
    const words = wordsIn(piece);
    return words.map((word, n) => ({ word, isPrefix: n === words.length - 1 && piece.endsWith('*') }));
  });
  return phrase.length > 0 ? phrase : null;
}

/** An index of the words of texts, in which a phrase is found fast, however long they are. No phrase spans two texts. */
export class WordIndex {
  private readonly words: readonly string[];
  private readonly places = new Map<string, number[]>();
  private sorted: string[] | undefined;

  constructor(...texts: readonly string[]) {
    this.words = texts.flatMap((text) => [...wordsIn(text), '']);
    for (const [n, word] of this.words.entries()) {
      const known = this.places.get(word);
      if (known) known.push(n);
      else this.places.set(word, [n]);
    }
  }

  /** Returns the first words that match, as they are compared, or null. */
  find(phrase: Phrase): string | null {
    const [first, ...rest] = phrase;
    if (!first) return null;
    for (const word of first.isPrefix ? this.beginningWith(first.word) : [first.word])
      for (const place of this.places.get(word) ?? [])
        if (rest.every((next, n) => fits(this.words[place + 1 + n], next)))
          return this.words.slice(place, place + phrase.length).join(' ');
    return null;
  }

  private *beginningWith(start: string): Iterable<string> {
    const sorted = (this.sorted ??= [...this.places.keys()].sort());
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < start) low = middle + 1;
      else high = middle;
    }
    while (sorted[low]?.startsWith(start)) yield sorted[low++]!;
  }
}

const fits = (word: string | undefined, { word: wanted, isPrefix }: Phrase[number]): boolean =>
  word !== undefined && (isPrefix ? word.startsWith(wanted) : word === wanted);
