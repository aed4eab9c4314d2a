/** What is read of a text. Characters; whatever lies behind decides nothing. */
const READ = 100_000;

/** Scripts without spaces between words: each sign is one. */
const SIGN = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const WORD = new RegExp(String.raw`[${SIGN}]|[[\p{L}\p{N}]--[${SIGN}]]+`, 'gv');
const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** The words of a text as they are compared: without case and accents. "L’ÉCOLE" is `l`, `ecole`. */
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

/** Words one after the other; of one that `begins`, only the beginning is given. */
export type Phrase = readonly { word: string; begins: boolean }[];

/** What a rule looks for: `acte de naissance`, `inscri*`. Null: there is no word in it. */
export function phraseOf(pattern: string): Phrase | null {
  const phrase = pattern.split(/\s+/u).flatMap((piece) => {
    const words = wordsIn(piece);
    return words.map((word, n) => ({ word, begins: n === words.length - 1 && piece.endsWith('*') }));
  });
  return phrase.length > 0 ? phrase : null;
}

/** Texts in which phrases are looked up, none from one into the next. Each look costs little, however long they are. */
export class Words {
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

  /** The first words that fit, as they are compared; null: none. */
  find(phrase: Phrase): string | null {
    const [first, ...rest] = phrase;
    if (!first) return null;
    for (const word of first.begins ? this.beginningWith(first.word) : [first.word])
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

const fits = (word: string | undefined, { word: wanted, begins }: Phrase[number]): boolean =>
  word !== undefined && (begins ? word.startsWith(wanted) : word === wanted);
