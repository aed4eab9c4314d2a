import { placeholderFor } from './promised-concepts.js';
import type { Stated } from './statements-in-context.js';
import { saidOf, type StatedBlock } from './statements.js';

/** A placeholder of a fact, or a value of `distinctValues` that is a word. */
const MADE_UP = /zz[a-z]+|zq[a-z]{2}w/giu;

/** Says what a check has found in the words of the author, where it has made up words for values and facts. */
export class MadeUpWords {
  private readonly blocks: StatedBlock[] = [];
  private known: ReadonlyMap<string, string> | undefined;

  constructor(private readonly values: Readonly<Record<string, string>>) {}

  /** Adds blocks that were read with these values. */
  add(blocks: readonly StatedBlock[]): void {
    this.blocks.push(...blocks);
    this.known = undefined;
  }

  /** Returns words with variables as `{{ name }}`, and facts as they are said. */
  restore(words: string): string {
    const known = (this.known ??= this.read());
    // A date that stands for a variable is no placeholder, but no author has written it.
    const dates = this.facts().filter(({ kind, variable }) => kind === 'date' && variable !== null);
    return dates
      .reduce((said, date) => said.replaceAll(date.text, saidOf(date)), words)
      .replace(MADE_UP, (word) => known.get(word.toLowerCase()) ?? word);
  }

  private facts(): Stated[] {
    return this.blocks.flatMap(({ stated }) => stated);
  }

  private read(): ReadonlyMap<string, string> {
    return new Map([
      ...Object.entries(this.values).map(([name, value]) => [value.toLowerCase(), `{{ ${name} }}`] as const),
      ...this.facts().map((fact) => [placeholderFor(fact.value), saidOf(fact)] as const),
    ]);
  }
}
