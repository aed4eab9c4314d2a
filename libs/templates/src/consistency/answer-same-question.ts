import type { Statement } from './sentence-and-statements.js';

/** How much a word says of what a sentence is about: little, where most answers of a topic have it. */
export type Weigh = (token: string) => number;

const isAction = (token: string) => token.startsWith('@');
/** An action of another clause of the sentence. */
export const isBeside = (token: string) => token.startsWith('~');
const isWord = (token: string) => /^\p{L}/u.test(token);

/** What is said of an action rather than of an object: a topic has one way to do each thing. */
const OF_ACTION = new Set([
  'thing where',
  'thing way',
  'thing who',
  'thing authority',
  'thing court',
  'thing payment',
  'fact address',
  'fact phone',
  'side silence',
  'side appointment',
]);

/**
 * Do two statements answer one question? They are about one action, and about one object where both name any; or most of
 * their words are the same.
 */
export function answerSameQuestion({ slot, near: a }: Statement, { near: b }: Statement, weigh: Weigh): boolean {
  const sum = (tokens: readonly string[]) => tokens.reduce((total, token) => total + weigh(token), 0);
  const both = a.filter((token) => b.includes(token));
  const actions = both.filter(isAction).length;
  const beside = both.filter(isBeside).length;
  const isObject = (token: string) => !isAction(token) && !isBeside(token);
  const objects = sum(both.filter(isObject));
  const objectsOf = (tokens: readonly string[]) => sum(tokens.filter(isObject));
  const least = Math.min(objectsOf(a), objectsOf(b));
  const named = [a, b].map((tokens) => tokens.filter((token) => token.startsWith('#')));
  if (slot === 'thing document') return [a, b].every((near) => near.includes('@provide') || near.includes('@deposit'));
  if (OF_ACTION.has(slot) && actions > 0)
    return named.some((all) => all.length === 0) || named[0]!.some((token) => named[1]!.includes(token));
  const isForeign = !a.some((token) => isWord(token) && b.some((other) => other.slice(0, 3) === token.slice(0, 3)));
  const isNamed = named[0]!.some((token) => named[1]!.includes(token));
  if (isForeign && !isNamed) return actions >= 2 || (actions >= 1 && (least < 1 || beside >= 2));
  if (isNamed && isForeign) return true;
  if (actions >= 2 || (actions >= 1 && beside >= 2)) return true;
  if (actions > 0) return least < 1 || objects >= Math.min(1, least * 0.5);
  return objects >= 2 && objects >= least * 0.5;
}

/** Do two sentences answer one question for all that they name, though the clauses of the statements name nothing in common? */
export function isPerhapsOneQuestion(a: Named, b: Named, weigh: Weigh): boolean {
  const [one, other] = [a, b].map(({ statement, about }) => ({
    ...statement,
    near: [...new Set([...statement.near, ...about])],
  }));
  return answerSameQuestion(one!, other!, weigh) || haveWordInCommon(one!, other!, weigh);
}
interface Named {
  statement: Statement;
  about: readonly string[];
}

/** Do two rules of one action name one object, or any two one that is seldom named? */
function haveWordInCommon({ near: a }: Statement, { near: b }: Statement, weigh: Weigh): boolean {
  const both = a.filter((token) => b.includes(token) && !isBeside(token));
  const objects = both.filter((token) => !isAction(token));
  return objects.some((token) => weigh(token) === 1) || (objects.length > 0 && objects.length < both.length);
}
