import { allow, type Principal } from '@guichet/access';
import type { AnswerConsistency, AnswerDifference, AnswerSide } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import {
  examplesOf,
  judgedTopic,
  sayersOf,
  type Example,
  type SayerCounts,
} from './replies-saying-sentence.queries.js';
import type { ReadPassage } from './read-passage.js';
import { isRead } from './said-passages.queries.js';

const PAIRS = 1000;
const DIFFERENCES = 50;
const EXAMPLES = 20;

interface Pair {
  slot: string;
  sure: boolean;
  key: string;
  otherKey: string;
  read: ReadPassage;
  otherRead: ReadPassage;
}

/**
 * Returns which questions of a topic were answered differently, and which replies are not judged.
 *
 * @throws Failure `not-found` for a topic of which the agent does not know
 */
export async function getAnswerConsistency(
  reader: Reader,
  who: Principal,
  { topicId, since }: { topicId: string; since: Date },
): Promise<AnswerConsistency> {
  allow(who, 'template.read');
  const topic = await judgedTopic(reader, who, { topicId, since });
  const pairs = await contraryPairs(reader, { topicId, since });
  const keys = [...new Set(pairs.flatMap(({ key, otherKey }) => [key, otherKey]))];
  const sayers = await sayersOf(reader, who, { topicId, keys, since });
  const known = pairs.filter(({ key, otherKey }) => sayers.has(key) && sayers.has(otherKey));
  const groups = largestGroups(known, sayers);
  const unsure = unsureGroups(known, groups, sayers);
  // Only of those that are shown.
  const shown = [...groups, ...unsure].flatMap(({ sides }) => [...sides.values()].flatMap((all) => [...all]));
  const examples = await examplesOf(reader, who, { topicId, keys: shown, since });
  const show = (all: readonly Group[]) => all.map((group) => differenceOf(group, { sayers, examples }));
  return { ...topic, differences: show(groups), mayDiffer: show(unsure) };
}

/** Index `contrary_passage_pkey`. */
const contraryPairs = (reader: Reader, { topicId, since }: { topicId: string; since: Date }): Promise<Pair[]> =>
  reader.query<Pair>(
    `select x.slot, x.sure, x.key::text as key, x.other_key::text as "otherKey", a.read, b.read as "otherRead" from contrary_passage x
       join said_passage a on a.topic_id = x.topic_id and a.key = x.key join said_passage b on b.topic_id = x.topic_id and b.key = x.other_key
     where x.topic_id = $1 and a.said_at > $2 and b.said_at > $2 and ${isRead('a')} and ${isRead('b')}
     order by x.sure desc, greatest(a.said_at, b.said_at) desc, least(a.said_at, b.said_at) desc, x.key, x.other_key limit ${PAIRS}`,
    [topicId, since],
  );

/** What a sentence says in a slot, in one spelling: sentences that say the same there are one side. */
const valueIn = ({ statements }: ReadPassage, slot: string): string =>
  [
    ...new Set(
      statements
        .filter((one) => one.slot === slot)
        .map(({ value, denied, only, bound }) =>
          [denied && 'not', only && 'only', bound, value].filter(Boolean).join(' '),
        ),
    ),
  ]
    .sort()
    .join(', ');

interface Group {
  slot: string;
  /** The keys of the sentences, by what they say. */
  sides: Map<string, Set<string>>;
}
type Counts = ReadonlyMap<string, SayerCounts>;

/** Puts together what contradicts each other in one thing, whoever says it in whichever words. Pure. */
function largestGroups(pairs: readonly Pair[], sayers: Counts): Group[] {
  const groups: Group[] = [];
  for (const { slot, key, otherKey, read, otherRead } of pairs.filter(({ sure }) => sure)) {
    const met = groups.filter(
      (group) => group.slot === slot && [...group.sides.values()].some((keys) => keys.has(key) || keys.has(otherKey)),
    );
    const group: Group = met[0] ?? { slot, sides: new Map() };
    if (met.length === 0) groups.push(group);
    const add = (value: string, keys: Iterable<string>) =>
      group.sides.set(value, new Set([...(group.sides.get(value) ?? []), ...keys]));
    // A pair may join groups that were two until now.
    for (const other of met.slice(1)) {
      for (const [value, keys] of other.sides) add(value, keys);
      groups.splice(groups.indexOf(other), 1);
    }
    add(valueIn(read, slot), [key]);
    add(valueIn(otherRead, slot), [otherKey]);
  }
  return largestFirst(groups, sayers);
}

const largestFirst = (groups: readonly Group[], sayers: Counts): Group[] => {
  const size = ({ sides }: Group) =>
    sum([...sides.values()].flatMap((keys) => [...keys].map((key) => sayers.get(key)?.replies ?? 0)));
  return groups.toSorted((a, b) => size(b) - size(a)).slice(0, DIFFERENCES);
};

/**
 * Puts together what may contradict each other two by two: a chain of them may lead from one thing to another. What is among the sure ones
 * is not shown again. Pure.
 */
function unsureGroups(pairs: readonly Pair[], sure: readonly Group[], sayers: Counts): Group[] {
  const groups = new Map<string, Group>();
  for (const { slot, key, otherKey, read, otherRead } of pairs.filter((pair) => !pair.sure)) {
    const [value, other] = [valueIn(read, slot), valueIn(otherRead, slot)];
    const isKnown = sure.some((group) => group.slot === slot && group.sides.has(value) && group.sides.has(other));
    if (isKnown) continue;
    const id = JSON.stringify([slot, ...[value, other].sort()]);
    const group = groups.get(id) ?? { slot, sides: new Map<string, Set<string>>() };
    groups.set(id, group);
    for (const [said, by] of [
      [value, key],
      [other, otherKey],
    ] as const)
      group.sides.set(said, new Set([...(group.sides.get(said) ?? []), by]));
  }
  return largestFirst(
    [...groups.values()].filter(({ sides }) => sides.size > 1),
    sayers,
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

interface Known {
  sayers: Counts;
  examples: ReadonlyMap<string, Example[]>;
}

const differenceOf = ({ slot, sides }: Group, known: Known): AnswerDifference => ({
  about: slot,
  sides: [...sides.values()].map((keys) => sideOf(keys, known)).sort((a, b) => b.replies - a.replies),
});

function sideOf(keys: ReadonlySet<string>, known: Known): AnswerSide {
  const all = [...keys].flatMap((key) => known.sayers.get(key) ?? []);
  const examples = [...keys]
    .flatMap((key) => known.examples.get(key) ?? [])
    .sort((a, b) => b.reply.at.localeCompare(a.reply.at));
  return {
    text: examples[0]?.text ?? null,
    replies: sum(all.map(({ replies }) => replies)),
    hidden: sum(all.map(({ hidden }) => hidden)),
    byHand: sum(all.map(({ byHand }) => byHand)),
    warned: sum(all.map(({ warned }) => warned)),
    examples: [...new Map(examples.map(({ reply }) => [reply.entryId, reply])).values()].slice(0, EXAMPLES),
  };
}
