import type { ReadPassage } from './read-passage.js';
import type { Statement } from './sentence.js';

/** Two statements on one question: they say the same, or cannot both be right. */
export interface Comparison {
  verdict: 'same' | 'contrary';
  slot: string;
  a: Statement;
  b: Statement;
}

/** How much a word says of what a sentence is about: little, where most answers of a topic have it. */
export type Weigh = (token: string) => number;

const isAction = (token: string) => token.startsWith('@');
const isBeside = (token: string) => token.startsWith('~');
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
function isOneQuestion({ slot, near: a }: Statement, { near: b }: Statement, weigh: Weigh): boolean {
  const sum = (tokens: readonly string[]) => tokens.reduce((total, token) => total + weigh(token), 0);
  const both = a.filter((token) => b.includes(token));
  const actions = both.filter(isAction).length;
  const beside = both.filter(isBeside).length;
  const isObject = (token: string) => !isAction(token) && !isBeside(token);
  const objects = sum(both.filter(isObject));
  const objectsOf = (tokens: readonly string[]) => sum(tokens.filter(isObject));
  const least = Math.min(objectsOf(a), objectsOf(b));
  const named = [a, b].map((tokens) => tokens.filter((token) => token.startsWith('#')));
  if (slot === 'thing document') return both.includes('@provide') || both.includes('@deposit');
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

/** Compares what two sentences say. Pure. */
export function comparePassages(a: ReadPassage, b: ReadPassage, weigh: Weigh): Comparison[] {
  if (a.special.join() !== b.special.join()) return [];
  const slots = new Set(a.statements.map(({ slot }) => slot));
  return [...slots].flatMap((slot): Comparison[] => {
    const [ofA, ofB] = [a, b].map(({ statements }) => statements.filter((one) => one.slot === slot));
    const pairs = ofA!.flatMap((one) =>
      ofB!.filter((other) => isOneQuestion(one, other, weigh)).map((other) => ({ slot, a: one, b: other })),
    );
    if (pairs.length === 0) return [];
    const contrary = slot.startsWith('thing ') ? contraryThings(ofA!, ofB!) : contraryValues(ofA!, ofB!);
    if (contrary === null) return [];
    return [
      {
        verdict: contrary ? 'contrary' : 'same',
        ...(pairs.find(({ a: x, b: y }) => (x.value !== y.value) === contrary) ?? pairs[0]!),
      },
    ];
  });
}

/** Facts and sides: they differ where no value is in both. */
function contraryValues(ofA: readonly Statement[], ofB: readonly Statement[]): boolean {
  const same = ofA.flatMap((one) =>
    ofB.filter(({ value }) => value === one.value).map((other) => [one, other] as const),
  );
  return same.every(
    ([one, other]) => one.bound !== undefined && other.bound !== undefined && one.bound !== other.bound,
  );
}

/** Things of these categories exclude each other: who is sent to one place is not sent to another. */
const EXCLUSIVE = new Set([
  'thing where',
  'thing payment',
  'thing who',
  'thing authority',
  'thing court',
  'thing weekday',
  'thing part_of_day',
  'thing frequency',
  'thing kind_of_day',
]);

/** Things: they differ where one is denied that the other says, or one is the only one and the other says another. */
function contraryThings(ofA: readonly Statement[], ofB: readonly Statement[]): boolean | null {
  const said = (all: readonly Statement[]) => new Set(all.filter(({ denied }) => !denied).map(({ value }) => value));
  const denied = (all: readonly Statement[]) => new Set(all.filter((one) => one.denied).map(({ value }) => value));
  const [saidA, saidB, deniedA, deniedB] = [said(ofA), said(ofB), denied(ofA), denied(ofB)];
  const meets = (one: ReadonlySet<string>, other: ReadonlySet<string>) => [...one].some((value) => other.has(value));
  if (meets(saidA, deniedB) || meets(deniedA, saidB)) return true;
  const more = (all: ReadonlySet<string>, only: ReadonlySet<string>) => [...all].some((value) => !only.has(value));
  const isOnly = (all: readonly Statement[]) => all.some(({ only }) => only);
  if (isOnly(ofA) && saidA.size > 0 && more(saidB, saidA)) return true;
  if (isOnly(ofB) && saidB.size > 0 && more(saidA, saidB)) return true;
  if (meets(saidA, saidB)) return false;
  return EXCLUSIVE.has(ofA[0]!.slot) && saidA.size > 0 && saidB.size > 0 ? true : null;
}
