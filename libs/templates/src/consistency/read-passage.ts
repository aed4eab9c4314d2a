import { hash } from 'node:crypto';
import type { Language } from '@guichet/contracts';
import type { Stated } from '../meaning/statements-in-context.js';
import { statementsOf } from '../meaning/statements.js';
import { foldAccents } from '../meaning/stems.js';
import { clauseStatements } from './clause-statements.js';
import { factStatements, isOwn } from './fact-statements.js';
import { addressesIn, ranksIn, type PlacedFact } from './ranks-and-addresses.js';
import { implicitDecisionStatements } from './implicit-decision-statements.js';
import type { Place } from './sentence-position.js';
import { Sentence, type Statement } from './sentence-and-statements.js';
import { namesIn, patternsOf } from './subject-tokens-of-clause.js';
import { sentenceFingerprint } from './sentence-fingerprint.js';
import { SPECIAL_CASES } from './words/actions.js';

/** What a sentence of an answer says. */
export interface ReadPassage {
  statements: Statement[];
  /** What the whole sentence is about, as in `near`. */
  about: string[];
  /** All that it says, in its order, as in `sentenceFingerprint`. */
  words: string;
  /** `words` with the kinds of its values alone: sentences that have it in common are the same but for values. */
  frame?: string;
  /** All that qualifies a part of it, as `Sentence.marks` gives it. */
  marks: string[];
  /** The words by which it has them. */
  marked: string[];
  /** For whom alone it is meant; empty: for everybody. */
  special: string[];
  /** What the sentences beside it say otherwise in one approved text: whoever approved it meant both. */
  contraryBeside?: Statement[];
}

const SPECIAL_PATTERNS = patternsOf(SPECIAL_CASES);

/** Each fact is read beside the others of its sentence; those after so many are words alone. */
const MOST_FACTS = 40;

const REFERENCES = /(?<![\p{L}\d])\p{Lu}{2,5}-\d{4}-\d+/gu;
const ASIDES =
  /, (?:lui|elle|eux|quant à (?:lui|elle)|toutefois|cependant|en revanche|en effet|par ailleurs|however|though|therefore)(?=,)/giu;

const meets = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end;

/** Reads what one sentence says; `before` is the sentence before it, of which a pronoun in it may speak. Pure. */
export function readPassage(said: string, language: Language, before?: string): ReadPassage {
  const run = { text: said.replace(REFERENCES, ' ').replace(ASIDES, ''), variable: null };
  const { text, stated } = statementsOf({ block: 0, runs: [run] }, { language, typeOf: () => 'text' });
  const [ranks, addresses] = [ranksIn(text), addressesIn(text)];
  const facts = stated.slice(0, MOST_FACTS).map((fact) => ({ fact, start: fact.at, end: fact.at + fact.text.length }));
  const masked = facts.filter((one) => one.fact.kind !== 'appeal' && !ranks.some((rank) => meets(rank, one)));
  const kinds = masked.map(({ fact, start, end }) => ({ start, end, kind: fact.kind, value: fact.value }));
  const sentence = new Sentence(text, language, {
    facts: [...kinds, ...addresses.map((one) => ({ ...one, kind: 'address' }))],
    before,
  });
  const own = [...ranks, ...addresses];
  const others = facts.filter((one) => !own.some((other) => meets(other, one)));
  const read = new Map(others.map(({ fact }) => [fact, factStatements(fact, sentence)]));
  const values = masked.map(({ fact, start, end }) => ({
    ...{ start, end, slot: read.get(fact)?.[0]?.slot },
    value: valueOf(fact, sentence, read.get(fact)),
  }));
  const ruled = sentence.clauses.flatMap((clause) =>
    clauseStatements(clause, sentence).map((one) => ({ one, clause })),
  );
  const isSilenceRead = ruled.some(({ one }) => one.slot === 'side silence');
  const inCase = casesOf({ read, ranks }, sentence);
  const whole = values.filter((one) => !addresses.some((other) => meets(one, other)));
  const weekdays = sentence.weekdays.map(({ start, end }) => ({ start, end, value: 'thing weekday' }));
  return {
    statements: hideNames([
      ...own.map(({ slot, value, start }) => ({
        slot,
        value,
        near: sentence.nearOf(sentence.clauseAt(start)),
        scope: sentence.scopeOf(sentence.clauseAt(start)),
      })),
      ...[...read].flatMap(([fact, all]) => all.map((one) => inCase(one, sentence.clauseAt(fact.at)))),
      ...ruled.map(({ one, clause }) => inCase(one, clause)),
      ...(isSilenceRead ? [] : implicitDecisionStatements(sentence)),
    ]),
    about: [...sentence.about],
    marks: sentence.marks,
    marked: sentence.marked,
    words: sentenceFingerprint(text, language, [...whole, ...addresses]),
    frame: sentenceFingerprint(text, language, [
      ...whole.map(({ slot, value, ...place }) => ({ ...place, value: slot ?? value })),
      ...addresses.map(({ slot, ...place }) => ({ ...place, value: slot })),
      ...weekdays,
    ]),
    special: namesIn(foldAccents(text), SPECIAL_PATTERNS[language]),
  };
}

/** What tells one rule from another, by its slot; the ranks of children and vehicles tell values apart, too. */
const RANKED = /^fact rank (?:child|vehicle)$/;

/** Adds to what is said the age and the rank for which it is: that in its clause, else that of the sentence; to a rule its dates and times. */
function casesOf(
  { read, ranks }: { read: ReadonlyMap<Stated, readonly Statement[]>; ranks: readonly PlacedFact[] },
  sentence: Sentence,
) {
  const facts = [...read].flatMap(([{ at, kind }, all]) =>
    all.slice(0, 1).map(({ slot, value, bound }) => ({ at, kind, slot, value, bound })),
  );
  const ages = facts.filter(({ slot }) => slot === 'fact age').map(({ at, value }) => ({ at, phrase: `age ${value}` }));
  const ranked = ranks
    .filter(({ slot }) => RANKED.test(slot))
    .map(({ slot, value, start }) => ({ at: start, phrase: `${slot.slice(5)} ${value}` }));
  const others = facts.filter(({ slot, kind }) => slot !== 'fact age' && OF_RULE.has(kind));
  return (statement: Statement, clause: Place): Statement => {
    const isIn = ({ at }: { at: number }) => sentence.clauseAt(at).start === clause.start;
    const nearest = (all: { at: number; phrase: string }[]) => (all.some(isIn) ? all.filter(isIn) : all);
    const isRule = statement.slot.startsWith('side ') && statement.slot !== 'side silence';
    const added = [
      ...(isRule ? nearest(ages) : []),
      ...(RANKED.test(statement.slot) ? [] : nearest(ranked)),
      ...(isRule
        ? others
            .filter(isIn)
            .map(({ at, kind, value, bound }) => ({ at, phrase: `fact ${kind} ${value} ${bound ?? ''}` }))
        : []),
    ];
    return added.length === 0
      ? statement
      : { ...statement, scope: [...statement.scope, ...added.map(({ phrase }) => phrase)] };
  };
}
const OF_RULE = new Set(['date', 'time', 'duration', 'number']);

/** What is stated of a fact, else the fact as it is said; of what is one person's own, that it is one. */
function valueOf(fact: Stated, sentence: Sentence, stated: readonly Statement[] = []): string {
  const [first] = stated;
  if (first) return `${first.slot} ${first.value}`;
  return isOwn(fact, sentence) ? fact.kind : `${fact.kind} ${fact.value}`;
}

const OF_PERSONS = new Set(['fact address', 'fact phone', 'fact mail', 'fact link']);

/** By these a person can be found: they are kept as hashes, as only whether they are equal is asked. */
const hideNames = (statements: readonly Statement[]): Statement[] =>
  statements.map((one) => (OF_PERSONS.has(one.slot) ? { ...one, value: hash('sha256', one.value).slice(0, 16) } : one));
