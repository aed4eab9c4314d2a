import { hash } from 'node:crypto';
import type { Language } from '@guichet/contracts';
import { statedBlock } from '../meaning/statements.js';
import { foldAccents } from '../meaning/stems.js';
import { clauseStatements } from './clause-statements.js';
import { factStatements } from './fact-statements.js';
import { addressesIn, ranksIn } from './ranks-and-addresses.js';
import { Sentence, type Place, type Statement } from './sentence.js';
import { namesIn, patternsOf } from './topic-tokens.js';
import { SPECIAL_CASES } from './words/actions.js';

/** What a sentence of an answer says. */
export interface ReadPassage {
  statements: Statement[];
  /** What the whole sentence is about, as in `near`. */
  about: string[];
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
  return {
    statements: hideNames([
      ...own.map(({ slot, value, start }) => ({ slot, value, near: sentence.nearOf(sentence.clauseAt(start)) })),
      ...facts
        .filter((one) => !own.some((other) => meets(other, one)))
        .flatMap(({ fact }) => factStatements(fact, sentence)),
      ...sentence.clauses.flatMap((clause) => clauseStatements(clause, sentence)),
    ]),
    about: [...sentence.about],
    special: namesIn(foldAccents(text), SPECIAL_PATTERNS[language]),
  };
}

const OF_PERSONS = new Set(['fact address', 'fact phone', 'fact mail', 'fact link']);

/** By these a person can be found: they are kept as hashes, as only whether they are equal is asked. */
const hideNames = (statements: readonly Statement[]): Statement[] =>
  statements.map((one) => (OF_PERSONS.has(one.slot) ? { ...one, value: hash('sha256', one.value).slice(0, 16) } : one));
