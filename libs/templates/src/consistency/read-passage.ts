import { hash } from 'node:crypto';
import type { Language } from '@guichet/contracts';
import type { Stated } from '../meaning/placed-statements.js';
import { statedBlock } from '../meaning/statements.js';
import { foldAccents } from '../meaning/stems.js';
import { clauseStatements } from './clause-statements.js';
import { factStatements, isOwn } from './fact-statements.js';
import { addressesIn, ranksIn } from './ranks-and-addresses.js';
import { Sentence, type Place, type Statement } from './sentence.js';
import { namesIn, patternsOf } from './topic-tokens.js';
import { wordsInOrder } from './words-in-order.js';
import { SPECIAL_CASES } from './words/actions.js';

/** What a sentence of an answer says. */
export interface ReadPassage {
  statements: Statement[];
  /** What the whole sentence is about, as in `near`. */
  about: string[];
  /** All that it says, in its order, as in `wordsInOrder`. */
  words: string;
  /** For whom alone it is meant; empty: for everybody. */
  special: string[];
  /** What the sentences beside it say otherwise in one approved text: whoever approved it meant both. */
  contraryBeside?: Statement[];
}

const SPECIAL_PATTERNS = patternsOf(SPECIAL_CASES);

const REFERENCES = /(?<![\p{L}\d])\p{Lu}{2,5}-\d{4}-\d+/gu;
const ASIDES =
  /, (?:lui|elle|eux|quant à (?:lui|elle)|toutefois|cependant|en revanche|en effet|par ailleurs|however|though|therefore)(?=,)/giu;

const meets = (a: Place, b: Place): boolean => a.start < b.end && b.start < a.end;

/** Reads what one sentence says; `before` is the sentence before it, of which a pronoun in it may speak. Pure. */
export function readPassage(said: string, language: Language, before?: string): ReadPassage {
  const run = { text: said.replace(REFERENCES, ' ').replace(ASIDES, ''), variable: null };
  const { text, stated } = statedBlock({ block: 0, runs: [run] }, { language, typeOf: () => 'text' });
  const [ranks, addresses] = [ranksIn(text), addressesIn(text)];
  const facts = stated.map((fact) => ({ fact, start: fact.at, end: fact.at + fact.text.length }));
  const masked = facts.filter((one) => one.fact.kind !== 'appeal' && !ranks.some((rank) => meets(rank, one)));
  const sentence = new Sentence(text, language, { facts: [...masked, ...addresses], before });
  const own = [...ranks, ...addresses];
  const others = facts.filter((one) => !own.some((other) => meets(other, one)));
  const read = new Map(others.map(({ fact }) => [fact, factStatements(fact, sentence)]));
  const values = masked.map(({ fact, start, end }) => ({ start, end, value: valueOf(fact, sentence, read.get(fact)) }));
  return {
    statements: hideNames([
      ...own.map(({ slot, value, start }) => ({ slot, value, near: sentence.nearOf(sentence.clauseAt(start)) })),
      ...[...read.values()].flat(),
      ...sentence.clauses.flatMap((clause) => clauseStatements(clause, sentence)),
    ]),
    about: [...sentence.about],
    words: wordsInOrder(text, language, [
      ...values.filter((one) => !addresses.some((other) => meets(one, other))),
      ...addresses,
    ]),
    special: namesIn(foldAccents(text), SPECIAL_PATTERNS[language]),
  };
}

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
