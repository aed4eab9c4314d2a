import type { Language } from '@guichet/contracts';
import { foldAccents } from '../meaning/stems.js';
import { denyingIn, type Denying } from './denials.js';
import { placesNamed, yearsNamed } from './names-in-sentence.js';
import type { FactPlace, Mark, Place } from './sentence-position.js';
import { marksIn, ratesIn, scopesOf, type Scope } from './sentence-qualifiers.js';
import { blank, isAction, tokensOf, wordTokens } from './subject-tokens-of-clause.js';

/** One thing that a sentence of an answer says, to be compared with what other answers say of the same. */
export interface Statement extends Denying {
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
  /** Of whom, where, when and in which case it is said: groups of tokens, as `Sentence.scopeOf` gives them. */
  scope: string[];
  /** What alone is said of this one of several facts of the clause. */
  own?: string[];
}

/** What a statement says, without of what. */
export const saidBy = ({ value, denied, only, bound }: Statement): string =>
  JSON.stringify([value, denied, only, bound]);

const PRONOUN: Record<Language, RegExp> = {
  fr: /^(?:et |mais )?(?:il(?! (?:faut|faudra|suffit|s'agit|y a|convient|vous (?:faut|faudra|suffit)|(?:n')?est (?:pas |plus )?(?:possible|necessaire|obligatoire|utile|inutile|interdit|conseille|recommande|impossible|indispensable)))|elle|ils|elles|on|cela|ce(?:lui|lle)?-ci|celles?-ci|c'|ceci|cette|sa|son|lui|l'(?:envoi|obtention))(?!\p{L})|(?<!\p{L})(?:le|la|les) (?:recoit|recevons|prend|prenons)(?!\p{L})/u,
  en: /^(?:and |but )?(?:it|they|this|that|these|its|their)(?!\p{L})|(?<!\p{L})(?:one|it|them)(?= (?:is|are|at|to|in)(?!\p{L}))/u,
};

const CLAUSE_ENDS =
  /[,:()](?=\s)| (?=(?:mais|donc(?! (?:pas|plus|bien|aussi|jamais|toujours))|sinon|but|so|otherwise|while|et (?:il|elle|vous|nous|le|la|on|ne)|and (?:you|it|we|the|do)) )/gu;
/** The places of the clauses of a sentence. */
function clausesOf(text: string): { start: number; end: number }[] {
  const ends = [...text.matchAll(CLAUSE_ENDS)].map(({ index }) => index + 1);
  const starts = [0, ...ends];
  return starts
    .map((start, n) => ({ start, end: ends[n] ?? text.length }))
    .filter(({ start, end }) => /\p{L}/u.test(text.slice(start, end)));
}

/** Facts that tell of which of several things another one is said: `220 € for fifteen years`. */
const QUALIFYING = new Set(['duration', 'amount', 'number', 'percentage']);
/** What follows says the same again. */
const RESTATED = /(?<!\p{L})(?:soit|c'est-a-dire|i\.e\.|that is)[^,;]{0,12}$/u;
/** It stands so near before its value. */
const RESTATED_REACH = 30;
const PARTS = /[,;]| (?:et|and|ou|or|puis|then) /gu;

const WEEKDAY = /^\^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;

const IN_THAT_CASE: Record<Language, RegExp> = {
  fr: /^(?:dans (?:ce|cette|ces|un tel|une telle) (?:cas|hypothese|situation)|alors|en pareil cas|a ce moment|sinon|a defaut)(?!\p{L})/u,
  en: /^(?:in (?:that|this|such a?) (?:case|event|situation)|then|otherwise|if so|if not)(?!\p{L})/u,
};

const phraseOf = ({ isFrom, tokens }: Scope): string => `${isFrom ? '>' : ''}${tokens.join(' ')}`;

/** A sentence in one spelling, with what stands around each of its places. */
export class Sentence {
  readonly about: readonly string[];
  readonly clauses: readonly Place[];
  /** The text with spaces for its facts. */
  readonly masked: string;
  /** What qualifies its parts, and what the sentence before it does where this one goes on with it. */
  private readonly scopes: readonly Scope[];
  private readonly qualifying: readonly Mark[];
  private readonly rates: readonly Mark[];
  private readonly named: readonly Mark[];
  private readonly goesOn: readonly string[];
  private readonly facts: readonly FactPlace[];
  /** Where a part of a clause ends that may speak of one of its facts alone. */
  private readonly ends: readonly number[];
  private readonly inherited: readonly string[];
  /** What stands around a place is asked of each statement. */
  private readonly seen = new Map<string, string[]>();
  private readonly scoped = new Map<string, string[]>();
  private readonly tokenised = new Map<string, readonly string[]>();

  constructor(
    readonly text: string,
    readonly language: Language,
    { facts, before }: { facts: readonly FactPlace[]; before: string | undefined },
  ) {
    this.facts = facts;
    this.ends = [...text.matchAll(PARTS)].map(({ index }) => index);
    this.masked = facts.reduce(blank, text);
    this.clauses = clausesOf(this.masked);
    const isPronoun = before !== undefined && PRONOUN[language].test(foldAccents(text));
    this.inherited = isPronoun ? tokensOf(before, language).filter((token) => !isAction(token)) : [];
    this.about = [...new Set([...tokensOf(this.masked, language), ...this.inherited])];
    this.qualifying = marksIn(text, language);
    this.rates = ratesIn(text, language);
    this.scopes = scopesOf({ text, masked: this.masked, marks: this.qualifying }, language);
    this.named = [...placesNamed(text), ...yearsNamed(text)];
    const goesOn = before !== undefined && (isPronoun || IN_THAT_CASE[language].test(foldAccents(text)));
    this.goesOn = goesOn
      ? scopesOf({ text: before, masked: before, marks: marksIn(before, language) }, language)
          .filter(({ isOfAll }) => isOfAll)
          .map(phraseOf)
      : [];
  }

  /** All that qualifies the sentence or a part of it, whatever is said of it. */
  get marks(): string[] {
    return [...new Set([...this.qualifying, ...this.named].map(({ token }) => token))];
  }

  /** The days of the week that it names. */
  get weekdays(): readonly Mark[] {
    return this.qualifying.filter(({ token }) => WEEKDAY.test(token));
  }

  /** The words by which it has its marks. */
  get marked(): string[] {
    return [
      ...new Set(this.qualifying.flatMap(({ start, end }) => wordTokens(this.text.slice(start, end), this.language))),
    ];
  }

  /**
   * Returns what qualifies a part of the sentence: `>` stands before what says from when on or until when only, `^` before what is known
   * in every language, `=` before a name or a year; `per year` is for each of what a value is.
   */
  scopeOf(place: Place): string[] {
    const key = `${place.start} ${place.end}`;
    const known = this.scoped.get(key) ?? this.lookInto(place);
    this.scoped.set(key, known);
    return known;
  }

  private tokensIn(text: string): readonly string[] {
    const known = this.tokenised.get(text) ?? tokensOf(text, this.language);
    this.tokenised.set(text, known);
    return known;
  }

  private lookInto(place: Place): string[] {
    const isBare = this.tokensIn(this.masked.slice(place.start, place.end)).length === 0;
    const part = isBare ? { start: 0, end: this.text.length } : place;
    const isIn = ({ start, end }: Place) => start < part.end && part.start < end;
    const phrases = this.scopes.filter((one) => one.isOfAll || isIn(one));
    const isNamed = (one: Place) =>
      isIn(one) || phrases.some(({ isOfAll, start, end }) => isOfAll && one.start >= start && one.end <= end);
    const marks = [...[...this.qualifying, ...this.rates].filter(isIn), ...this.named.filter(isNamed)];
    return [...new Set([...phrases.map(phraseOf), ...this.goesOn, ...marks.map(({ token }) => token)])];
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

  /** Returns what qualifies a fact: what stands in its part of the clause, and the values of other kinds there. */
  scopeOfFact({ at, kind }: { at: number; kind: string }): string[] {
    const part = this.partAt(at, kind);
    const beside = this.facts.filter(
      (one) =>
        one.start >= part.start &&
        one.end <= part.end &&
        one.kind !== kind &&
        QUALIFYING.has(one.kind) &&
        !RESTATED.test(this.text.slice(Math.max(0, one.start - RESTATED_REACH), one.start)),
    );
    return [...this.scopeOf(part), ...beside.map((one) => `fact ${one.kind} ${one.value}`)];
  }

  /** Returns what the part of the clause is about that speaks of one fact, where the clause has others of its kind. */
  ownOfFact({ at, kind }: { at: number; kind: string }): { own?: string[] } {
    const [part, clause] = [this.partAt(at, kind), this.clauseAt(at)];
    if (part.start === clause.start && part.end === clause.end) return {};
    return { own: tokensOf(this.masked.slice(part.start, part.end), this.language) };
  }

  /** Returns whether a clause denies something. */
  denyingAt({ start, end }: Place): Denying {
    return denyingIn(this.text.slice(start, end), this.language);
  }

  /** The part of the clause that speaks of this fact and of no other of its kind. */
  private partAt(at: number, kind: string): Place {
    const clause = this.clauseAt(at);
    const rivals = this.facts.filter(
      (one) => one.kind === kind && one.start !== at && one.start >= clause.start && one.end <= clause.end,
    );
    const before = this.ends.filter((end) => end < at && rivals.some((one) => one.start < end && end > clause.start));
    const after = this.ends.filter((end) => end > at && rivals.some((one) => one.start > end && end < clause.end));
    return { start: before.at(-1) ?? clause.start, end: after[0] ?? clause.end };
  }

  private lookAround({ start, end }: Place, without?: Place): string[] {
    const clause = (without ? blank(this.masked, without) : this.masked).slice(start, end);
    const near = this.tokensIn(clause);
    const own = near.some((token) => isAction(token) && token !== '@exempt') ? [] : this.actions;
    const isBare = near.length === 0 && own.length === 0;
    const beside = this.actions.map((token) => `~${token.slice(1)}`);
    return [...new Set([...near, ...own, ...this.inherited, ...(isBare ? this.about : []), ...beside])];
  }
}
