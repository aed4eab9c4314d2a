import { parameters, scope, type Principal } from '@guichet/access';
import { CONTRADICTION_KEY, type Contradiction } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { compareSentenceWithTopic, weighBy } from './compare-sentence-with-topic.js';
import { examplesOf, sayersOf } from './replies-saying-sentence.queries.js';
import { readReply, type ReplyPassage } from './reply-passages.js';
import { lastSaid, RECENT_DAYS, type SaidPassage } from './said-passages.queries.js';

/** More are no advice. */
const MOST = 5;

interface Found {
  passage: ReplyPassage;
  slot: string;
  value: string;
  topicId: string;
  keys: Set<string>;
}

interface CheckedReply {
  caseId: string;
  templateId?: string | undefined;
  /** What the template gave. It is approved, but for an agent's own, and what it says of this case alone, such as the missing documents, differs from case to case. */
  templateText?: string | undefined;
  text: string;
}

/**
 * Returns what a reply would say otherwise than others of its case type or template were told lately. Only what stands in replies
 * that the agent may see is shown; a contradiction that they may see nowhere is none to them.
 *
 * It reads the newest sentences of the topic, each once, however often it was sent, and counts the replies of those alone that
 * contradict.
 */
export async function findContradictions(
  reader: Reader,
  who: Principal,
  { caseId, templateId, templateText, text }: CheckedReply,
): Promise<Contradiction[]> {
  if (text.trim() === '') return [];
  const topicIds = await topicsOf(reader, who, { caseId, templateId });
  if (topicIds.length === 0) return [];
  const others = await lastSaid(reader, topicIds);
  if (others.length === 0) return [];
  const approved = templateId && (await isOwn(reader, templateId)) ? null : (templateText ?? null);
  const found = contrariesIn(readReply(text, approved), others);
  const since = new Date(reader.now.getTime() - RECENT_DAYS * 86_400_000);
  const shown: Contradiction[] = [];
  for (const topicId of new Set(found.map((one) => one.topicId))) {
    const ofTopic = found.filter((one) => one.topicId === topicId);
    const keys = [...new Set(ofTopic.flatMap((one) => [...one.keys]))];
    const sayers = await sayersOf(reader, who, { topicId, keys, since });
    const shownOf = await examplesOf(reader, who, { topicId, keys: [...sayers.keys()], since });
    for (const one of ofTopic) {
      const theirs = [...one.keys].flatMap((key) => sayers.get(key) ?? []);
      const example = [...one.keys]
        .flatMap((key) => shownOf.get(key) ?? [])
        .sort((a, b) => b.reply.at.localeCompare(a.reply.at))[0];
      if (!example || shown.some(({ key }) => key === keyOf(one))) continue;
      const replies = theirs.reduce((sum, more) => sum + more.replies, 0);
      shown.push({
        ...{ key: keyOf(one), about: one.slot, said: one.passage.text, other: example.text, replies, topicId },
        example: example.reply,
      });
    }
  }
  return shown.sort((a, b) => b.replies - a.replies).slice(0, MOST);
}

/** The case type of a case that the agent may reply to, and the template. Index `cases_pkey`. */
async function topicsOf(
  reader: Reader,
  who: Principal,
  { caseId, templateId }: { caseId: string; templateId?: string | undefined },
): Promise<string[]> {
  const { values, bind } = parameters(caseId);
  const [row] = await reader.query<{ caseTypeId: string | null }>(
    `select c.case_type_id as "caseTypeId" from cases c where c.id = $1 and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
  return row ? [row.caseTypeId, templateId].flatMap((id) => id ?? []) : [];
}

/** Whether it is an agent's own text, which nobody has approved: its sentences are the agent's. */
const isOwn = async (reader: Reader, templateId: string): Promise<boolean> =>
  (await reader.query(`select 1 from template where id = $1 and owner_id is not null`, [templateId])).length > 0;

/** The same words are passed once, whatever stands around them. */
const keyOf = ({ passage, slot, value }: Found): string =>
  `${CONTRADICTION_KEY}${slot}:${value}:${passage.key}`.slice(0, 400);

/** Finds what sentences contradict, by what they differ in. What the reply also says is no contradiction. Pure. */
function contrariesIn(passages: readonly ReplyPassage[], others: readonly SaidPassage[]): Found[] {
  const found = new Map<string, Found>();
  const weigh = weighBy(others.map(({ read }) => read));
  for (const passage of passages.filter(({ byHand }) => byHand))
    for (const { other, contrary } of compareSentenceWithTopic(passage.read, others, weigh))
      for (const { slot, a, b } of contrary.slice(0, 1)) {
        const both = passages.some(({ read }) =>
          read.statements.some((one) => one.slot === slot && one.value === b.value && !b.denied),
        );
        if (both && slot.startsWith('fact')) continue;
        const id = `${passage.ordinal} ${slot} ${b.value} ${other.topicId}`;
        const known = found.get(id) ?? {
          passage,
          slot,
          value: `${a.value}/${b.value}`,
          topicId: other.topicId,
          keys: new Set<string>(),
        };
        known.keys.add(other.key);
        found.set(id, known);
      }
  return [...found.values()];
}
