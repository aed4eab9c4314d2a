import { readFileSync } from 'node:fs';
import { compareSentenceWithTopic, isConfirmed, weighBy } from './compare-sentence-with-topic.js';
import { readReply, type ReplyPassage } from './reply-passages.js';

/**
 * Three sets of sixty sent replies, twenty of which contradict others, by three people who had not read the finder. The third has many
 * that are nearly of the same: of another age, zone, season, place or step.
 * `edited`: not as a template gave it. `contradicts`: the replies that state the contrary outright.
 */
interface Sent {
  id: string;
  subjectKey: string;
  text: string;
  edited: boolean;
  contradicts: string[];
  kind: string;
}

const pair = (a: string, b: string) => [a, b].sort().join(' ');

interface Passage extends ReplyPassage {
  id: string;
}

/** Judges every reply as the board does: the pairs that differ or may, and the replies of which all is confirmed by others. */
function judge(sent: readonly Sent[]) {
  const found = new Set<string>();
  const unsure = new Set<string>();
  const agreeing: string[] = [];
  for (const replies of Map.groupBy(sent, ({ subjectKey }) => subjectKey).values()) {
    const passages = replies.flatMap(({ id, text, edited }): Passage[] =>
      readReply(text, edited ? null : text).map((passage) => ({ ...passage, id })),
    );
    const weigh = weighBy(passages.map(({ read }) => read));
    for (const { id } of replies) {
      const [own, others] = [passages.filter((one) => one.id === id), passages.filter((one) => one.id !== id)];
      const met = own.map((passage) => ({ passage, met: compareSentenceWithTopic(passage.read, others, weigh) }));
      for (const { other, ...one } of met.flatMap((all) => all.met)) {
        if (one.contrary.length > 0) found.add(pair(id, other.id));
        if (one.unsure.length > 0) unsure.add(pair(id, other.id));
      }
      const isClean = met.every(
        ({ passage, met: all }) =>
          !passage.byHand &&
          all.some((one) => isConfirmed(passage.read, one)) &&
          all.every(({ contrary, unsure: also }) => contrary.length + also.length === 0),
      );
      if (isClean) agreeing.push(id);
    }
  }
  return { found, unsure, agreeing };
}

describe.each([
  {
    name: 'sent',
    pairs: 50,
    unsure: ['decision-inverted', 'compulsory-optional', 'post-only'],
    missed: ['decision-inverted'],
    falsely: 0,
  },
  {
    name: 'sent-second',
    pairs: 40,
    unsure: ['negation', 'age_limit', 'opening_days', 'deadline'],
    missed: ['decision_rule', 'hours', 'competence'],
    falsely: 0,
  },
  {
    name: 'sent-third',
    pairs: 43,
    unsure: ['place', 'date', 'age', 'who', 'delay', 'condition'],
    missed: ['validity', 'exception', 'order', 'negation'],
    falsely: 13,
  },
])('sixty foreign replies with twenty contradictions, as in $name', ({ name, pairs, missed, ...expected }) => {
  const sent = JSON.parse(readFileSync(`${import.meta.dirname}/foreign-replies/${name}.json`, 'utf8')) as Sent[];
  const truth = new Set(sent.flatMap(({ id, contradicts }) => contradicts.map((other) => pair(id, other))));
  const { found, unsure, agreeing } = judge(sent);
  const contradicting = sent.filter(({ kind }) => kind !== 'agree');
  const isIn = (all: ReadonlySet<string>, { id, contradicts }: Sent) =>
    contradicts.some((other) => all.has(pair(id, other)));
  const notFound = contradicting.filter((one) => !isIn(found, one));

  it('are read as they were written', () => {
    expect([sent.length, contradicting.length, truth.size]).toEqual([60, 20, pairs]);
  });

  it('are found, but for some kinds', () => {
    expect(notFound.filter((one) => isIn(unsure, one)).map(({ kind }) => kind)).toEqual(expected.unsure);
    expect(notFound.filter((one) => !isIn(unsure, one)).map(({ kind }) => kind)).toEqual(missed);
  });

  it('no others are said to differ', () => {
    expect([...found].filter((one) => !truth.has(one))).toEqual([]);
  });

  it('few others are said to differ if they are about the same', () => {
    expect([...unsure].filter((one) => !truth.has(one) && !found.has(one))).toHaveLength(expected.falsely);
  });

  it('none is said to agree, and all that is not differing is not judged', () => {
    expect(agreeing).toEqual([]);
  });
});

describe('sentences of replies on different subjects', () => {
  it.each(['sent', 'sent-second', 'sent-third'])('are not said to differ, as in %s', (name) => {
    const sent = JSON.parse(readFileSync(`${import.meta.dirname}/foreign-replies/${name}.json`, 'utf8')) as Sent[];
    const all = sent.flatMap(({ text, subjectKey }) => readReply(text, text).map((one) => ({ ...one, subjectKey })));
    const weigh = weighBy(all.map(({ read }) => read));
    const differing = all.flatMap((one) => {
      const others = all.filter(({ subjectKey }) => subjectKey > one.subjectKey);
      const met = compareSentenceWithTopic(one.read, others, weigh).filter(({ contrary }) => contrary.length > 0);
      return met.map(({ other }) => [one.text, other.text]);
    });
    expect(differing).toEqual([]);
  });
});

describe('two replies that are nearly of the same', () => {
  const misses = JSON.parse(readFileSync(`${import.meta.dirname}/foreign-replies/near-misses.json`, 'utf8')) as [
    string,
    string,
  ][];

  it.each(misses)('are not said to differ: %s / %s', (...texts) => {
    const sent = texts.map((text, n) => ({ ...{ id: String(n), text }, ...ONE_SUBJECT }));
    expect([...judge(sent).found]).toEqual([]);
  });
});

const ONE_SUBJECT = { subjectKey: 'one', edited: false, contradicts: [], kind: 'agree' };
