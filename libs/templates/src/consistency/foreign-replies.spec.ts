import { readFileSync } from 'node:fs';
import { compareWithOthers, isConfirmed, weighBy } from './compare-with-others.js';
import { readReply, type ReplyPassage } from './reply-passages.js';

/**
 * Two sets of sixty sent replies on eight subjects, twenty of which contradict others, by two people who had not read the finder.
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

/** Judges every reply as the board does: the pairs that differ, and the replies of which all is confirmed by others. */
function judge(sent: readonly Sent[]) {
  const found = new Set<string>();
  const agreeing: string[] = [];
  for (const replies of Map.groupBy(sent, ({ subjectKey }) => subjectKey).values()) {
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

describe.each([
  { name: 'sent', pairs: 50, missed: ['decision-inverted'] },
  { name: 'sent-second', pairs: 40, missed: ['decision_rule', 'hours', 'opening_days', 'competence'] },
])('sixty foreign replies with twenty contradictions, as in $name', ({ name, pairs, missed }) => {
  const sent = JSON.parse(readFileSync(`${import.meta.dirname}/foreign-replies/${name}.json`, 'utf8')) as Sent[];
  const truth = new Set(sent.flatMap(({ id, contradicts }) => contradicts.map((other) => pair(id, other))));
  const { found, agreeing } = judge(sent);
  const contradicting = sent.filter(({ contradicts }) => contradicts.length > 0);
  const isFound = ({ id, contradicts }: Sent) => contradicts.some((other) => found.has(pair(id, other)));

  it('are read as they were written', () => {
    expect([sent.length, contradicting.length, truth.size]).toEqual([60, 20, pairs]);
  });

  it('are found, but for some kinds', () => {
    expect(contradicting.filter((one) => !isFound(one)).map(({ kind }) => kind)).toEqual(missed);
  });

  it('no others are said to differ', () => {
    expect([...found].filter((one) => !truth.has(one))).toEqual([]);
  });

  it('none is said to agree, and all that is not differing is not judged', () => {
    expect(agreeing).toEqual([]);
  });
});
