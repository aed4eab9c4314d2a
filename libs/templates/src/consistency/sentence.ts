import type { Language } from '@guichet/contracts';
import { foldAccents } from '../meaning/stems.js';
import { blank, isAction, tokensOf } from './topic-tokens.js';

/** One thing that a sentence of an answer says, to be compared with what other answers say of the same. */
export interface Statement {
  /** What kind of thing it is: `fact duration`, `side required`, `thing way`. Only statements of one slot are compared. */
  slot: string;
  /** In one spelling, whatever the language. */
  value: string;
  /** It is denied of the value. */
  denied?: true;
  /** It is said of this value and no other of the slot. */
  only?: true;
  /** It is the most, or the least. */
  bound?: 'most' | 'least';
  /** What it is said of, as `tokensOf` gives it; `~collect` is an action of another clause of the sentence. */
  near: string[];
}

/** Where something stands in a sentence. */
export interface Place {
  start: number;
  end: number;
}

const PRONOUN: Record<Language, RegExp> = {
  fr: /^(?:et |mais )?(?:il|elle|ils|elles|on|cela|ce(?:lui|lle)?-ci|celles?-ci|c'|ceci|cette|sa|son|lui|l'(?:envoi|obtention))(?!\p{L})|(?<!\p{L})(?:le|la|les) (?:recoit|recevons|prend|prenons)(?!\p{L})/u,
  en: /^(?:and |but )?(?:it|they|this|that|these|its|their)(?!\p{L})|(?<!\p{L})(?:one|it|them)(?= (?:is|are|at|to|in)(?!\p{L}))/u,
};

const CLAUSE_ENDS =
  /[,:()](?=\s)| (?=(?:mais|donc|sinon|but|so|otherwise|while|et (?:il|elle|vous|nous|le|la|on|ne)|and (?:you|it|we|the|do)) )/gu;
/** The places of the clauses of a sentence. */
function clausesOf(text: string): { start: number; end: number }[] {
  const ends = [...text.matchAll(CLAUSE_ENDS)].map(({ index }) => index + 1);
  const starts = [0, ...ends];
  return starts
    .map((start, n) => ({ start, end: ends[n] ?? text.length }))
    .filter(({ start, end }) => /\p{L}/u.test(text.slice(start, end)));
}

/** A sentence in one spelling, with what stands around each of its places. */
export class Sentence {
  readonly about: readonly string[];
  readonly clauses: readonly Place[];
  /** The text with spaces for its facts. */
  readonly masked: string;
  private readonly inherited: readonly string[];
  /** What stands around a place is asked of each statement. */
  private readonly seen = new Map<string, string[]>();

  constructor(
    readonly text: string,
    readonly language: Language,
    { facts, before }: { facts: readonly Place[]; before: string | undefined },
  ) {
    this.masked = facts.reduce(blank, text);
    this.clauses = clausesOf(this.masked);
    const isPronoun = before !== undefined && PRONOUN[language].test(foldAccents(text));
    this.inherited = isPronoun ? tokensOf(before, language).filter((token) => !isAction(token)) : [];
    this.about = [...new Set([...tokensOf(this.masked, language), ...this.inherited])];
  }

  get actions(): string[] {
    return this.about.filter(isAction);
  }

  clauseAt(at: number): Place {
    return this.clauses.find(({ start, end }) => at >= start && at < end) ?? { start: 0, end: this.text.length };
  }

  /** Returns what is said in a clause about: its own words, and the actions of the sentence where it has none. */
  nearOf(place: Place, without?: Place): string[] {
    const key = `${place.start} ${without?.start} ${without?.end}`;
    const known = this.seen.get(key) ?? this.lookAround(place, without);
    this.seen.set(key, known);
    return known;
  }

  private lookAround({ start, end }: Place, without?: Place): string[] {
    const clause = (without ? blank(this.masked, without) : this.masked).slice(start, end);
    const near = tokensOf(clause, this.language);
    const own = near.some((token) => isAction(token) && token !== '@exempt') ? [] : this.actions;
    const isBare = near.length === 0 && own.length === 0;
    const beside = this.actions.map((token) => `~${token.slice(1)}`);
    return [...new Set([...near, ...own, ...this.inherited, ...(isBare ? this.about : []), ...beside])];
  }
}
