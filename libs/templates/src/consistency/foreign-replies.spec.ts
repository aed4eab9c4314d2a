import { readFileSync } from 'node:fs';
import { compareWithOthers, isConfirmed, weighBy } from './compare-with-others.js';
import { readReply, type ReplyPassage } from './reply-passages.js';

/**
 * Sixty sent replies on eight subjects, twenty of which contradict others, by somebody who had not read the finder. `edited`: not as
 * a template gave it. `contradicts`: the replies that state the contrary outright.
 */
interface Sent {
  id: string;
  subjectKey: string;
  text: string;
  edited: boolean;
  contradicts: string[];
  kind: string;
}

const SENT = JSON.parse(readFileSync(`${import.meta.dirname}/foreign-replies/sent.json`, 'utf8')) as Sent[];
const pair = (a: string, b: string) => [a, b].sort().join(' ');
const TRUTH = new Set(SENT.flatMap(({ id, contradicts }) => contradicts.map((other) => pair(id, other))));

interface Passage extends ReplyPassage {
  id: string;
}

/** Judges every reply as the board does: the pairs that differ, and the replies of which all is confirmed by others. */
function judge() {
  const found = new Set<string>();
  const agreeing: string[] = [];
  for (const replies of Map.groupBy(SENT, ({ subjectKey }) => subjectKey).values()) {
    const passages = replies.flatMap(({ id, text, edited }): Passage[] =>
      readReply(text, edited ? null : text).map((passage) => ({ ...passage, id })),
    );
    const weigh = weighBy(passages.map(({ read }) => read));
    for (const { id } of replies) {
      const [own, others] = [passages.filter((one) => one.id === id), passages.filter((one) => one.id !== id)];
      const met = own.map((passage) => ({ passage, met: compareWithOthers(passage.read, others, weigh) }));
      for (const { other, contrary } of met.flatMap((one) => one.met))
        if (contrary.length > 0) found.add(pair(id, other.id));
      const isClean = met.every(
        ({ passage, met: all }) =>
          !passage.byHand &&
          all.some((one) => isConfirmed(passage.read, one)) &&
          all.every(({ contrary }) => contrary.length === 0),
      );
      if (isClean) agreeing.push(id);
    }
  }
  return { found, agreeing };
}

describe('sixty foreign replies with twenty contradictions', () => {
  const { found, agreeing } = judge();
  const contradicting = SENT.filter(({ contradicts }) => contradicts.length > 0);
  const isFound = ({ id, contradicts }: Sent) => contradicts.some((other) => found.has(pair(id, other)));

  it('are read as they were written', () => {
    expect([SENT.length, contradicting.length, TRUTH.size]).toEqual([60, 20, 50]);
  });

  it('nineteen of the twenty are found', () => {
    expect(contradicting.filter((one) => !isFound(one)).map(({ kind }) => kind)).toEqual(['decision-inverted']);
  });

  it('no others are said to differ', () => {
    expect([...found].filter((one) => !TRUTH.has(one))).toEqual([]);
  });

  it('what is said to agree contradicts nothing, and all else is differing or not judged', () => {
    expect(agreeing).toEqual([]);
    expect(agreeing.filter((id) => [...TRUTH].some((one) => one.split(' ').includes(id)))).toEqual([]);
  });
});
