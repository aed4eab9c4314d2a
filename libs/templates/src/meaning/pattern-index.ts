import { beginningsOf, DIGIT } from './pattern-beginnings.js';
import { alternatives } from './pattern-source.js';

/** The letters with which patterns begin, one after another; `entries` are the numbers of those that begin with the letters up to here. */
interface Beginning {
  next: Map<number, Beginning>;
  entries: number[];
}
const nothing = (): Beginning => ({ next: new Map(), entries: [] });

function add(beginning: Beginning, letters: string, entry: number): void {
  let at = beginning;
  for (let n = 0; n < letters.length; n += 1) {
    const code = letters.charCodeAt(n);
    const next = at.next.get(code) ?? nothing();
    at.next.set(code, next);
    at = next;
  }
  if (!at.entries.includes(entry)) at.entries.push(entry);
}

const isAsciiLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** What finds something only where no letter is before it. */
const BEGINS_WORD = /^\(\?<!(?:\\p\{L\}|\[\\p\{L\}[^\]]*\])\)/;

/**
 * Tells which of many patterns may find something in a text, by the letters with which each begins: nearly all find nothing in most texts,
 * and to search hundreds of them took three quarters of the time of a check.
 */
export class PatternIndex<Entry> {
  private readonly ofWords = nothing();
  private readonly anywhere = nothing();

  constructor(private readonly entries: readonly (readonly [pattern: RegExp, entry: Entry])[]) {
    for (const [n, [{ source }]] of entries.entries())
      for (const one of alternatives(source))
        for (const letters of beginningsOf(one)) add(BEGINS_WORD.test(one) ? this.ofWords : this.anywhere, letters, n);
  }

  /** Returns all entries of which the pattern finds something in a text, in their order, and some others. */
  in(text: string): Entry[] {
    return this.numbersIn(text).map((n) => this.entries[n]![1]);
  }

  /** Returns the numbers of these entries. */
  numbersIn(text: string): number[] {
    const found = new Set([...this.anywhere.entries, ...this.ofWords.entries]);
    const lower = text.toLowerCase();
    let isWithin = false;
    for (let at = 0; at < lower.length; at += 1) {
      // Only of Latin letters it is known here that they are some: a word that begins behind another is looked up in vain.
      if (!isWithin) gather(lower, at, { beginning: this.ofWords, found });
      gather(lower, at, { beginning: this.anywhere, found });
      isWithin = isAsciiLetter(lower.charCodeAt(at));
    }
    return [...found].sort((a, b) => a - b);
  }
}

function gather(text: string, from: number, { beginning, found }: { beginning: Beginning; found: Set<number> }): void {
  let here: Beginning | undefined = beginning;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    here = here.next.get(isDigit(code) ? DIGIT.charCodeAt(0) : code);
    if (here === undefined) return;
    for (const n of here.entries) found.add(n);
  }
}
