import { readFileSync } from 'node:fs';
import type { LoggedEvent } from '@guichet/database';
import { newId } from '@guichet/platform';
import { ReplyScenario } from '../../../../test/support/reply-scenario.js';
import { getAnswerConsistency } from './differing-answers-of-topic.js';
import { findContradictions } from './find-contradictions.js';
import { indexReplies } from './index-replies.js';
import { purgeSaid } from './said-passages.queries.js';

const NOW = new Date('2026-11-25T09:12:00Z');
const SINCE = new Date('2026-09-01T00:00:00Z');
const LOG = { kind: 'system', name: 'Log' } as const;

interface Sent {
  id: string;
  subjectKey: string;
  text: string;
  edited: boolean;
  contradicts: string[];
}
const SENT = JSON.parse(readFileSync(`${import.meta.dirname}/foreign-replies/sent.json`, 'utf8')) as Sent[];

let scenario: ReplyScenario;
const database = () => scenario.town.database;

/** Sends a reply to a case type; `edited`: its words are not those of its template. */
async function answer(caseType: string, text: string, edited = false): Promise<string> {
  const { caseId, entryId } = await scenario.answer({
    ...{ template: 'transfer', language: 'fr', channel: 'email', team: 0, agent: 0 },
    values: { authority: 'la préfecture', decided_on: '2026-11-24' },
    written: () => text,
  });
  await database().execute(`update cases set case_type_id = $1 where id = $2`, [caseType, caseId]);
  if (!edited)
    await database().execute(
      `update timeline_entry set data = jsonb_set(data, '{provenance,rendered}', to_jsonb($1::text)) where id = $2`,
      [text, entryId],
    );
  await database().write(LOG, (tx) =>
    indexReplies(tx, [{ type: 'message.queued', data: { entryId, position: 1 } } as LoggedEvent]),
  );
  return entryId;
}

async function newCaseType(): Promise<string> {
  const id = newId();
  await database().execute(`insert into case_type (id, name, active, created_at) values ($1, $2, true, now())`, [
    id,
    id,
  ]);
  return id;
}
const board = (topicId: string) => getAnswerConsistency(database(), scenario.supervisor, { topicId, since: SINCE });
const figures = async (topicId: string) => {
  const { replies, differing, agreeing, notJudged, reasons } = await board(topicId);
  return { replies, differing, agreeing, notJudged, reasons };
};

beforeAll(async () => {
  scenario = await ReplyScenario.open(NOW);
  // Whether words are those of a template is written into entries that are there.
  await database().execute('alter table timeline_entry disable trigger user');
}, 120_000);
afterAll(() => scenario?.close());

const ADULT = 'Le passeport pour un adulte coûte 86 €.';
const SAME = 'Passeport, pour un adulte, coûte 86 €.';

describe('replies that say the same', () => {
  it('agree with each other', async () => {
    const topic = await newCaseType();
    await answer(topic, ADULT);
    await answer(topic, SAME);
    expect(await figures(topic)).toMatchObject({ replies: 2, agreeing: 2, reasons: {} });
  });

  it('do not agree with what was canceled', async () => {
    const topic = await newCaseType();
    await answer(topic, ADULT);
    const canceled = await answer(topic, SAME);
    await database().execute(`update delivery set state = 'canceled' where entry_id = $1`, [canceled]);
    expect(await figures(topic)).toMatchObject({ replies: 1, agreeing: 0, reasons: { alone: 1 } });
  });

  it('do not agree with themselves', async () => {
    const topic = await newCaseType();
    await answer(topic, `${ADULT}\n${SAME}`);
    expect(await figures(topic)).toMatchObject({ replies: 1, agreeing: 0, reasons: { alone: 1 } });
  });
});

describe('replies that nearly say the same', () => {
  it.each([
    [
      'Il faut fournir une photo, un justificatif de domicile et un acte de naissance.',
      'Il faut fournir une photo et un justificatif de domicile.',
      0,
    ],
    ['Le passeport coûte 86 € et la carte perdue 25 €.', 'Le passeport coûte 86 € et la carte perdue 20 €.', 2],
    ['Le propriétaire doit remplir le formulaire.', 'Le locataire doit remplir le formulaire.', 0],
  ])('do not agree: %s', async (one, other, differing) => {
    const topic = await newCaseType();
    await answer(topic, one);
    await answer(topic, other);
    expect(await figures(topic)).toMatchObject({ replies: 2, agreeing: 0, differing, notJudged: 2 - differing });
  });
});

describe('a topic of more sentences than are compared', () => {
  it('is not judged, whatever agrees in it', async () => {
    const topic = await newCaseType();
    await answer(topic, ADULT);
    await answer(topic, SAME);
    await database().execute(
      `insert into said_passage (topic_id, key, language, read, said_at) select $1, n, 'fr', '{}', $2 from generate_series(1, 299) n`,
      [topic, NOW],
    );
    expect(await figures(topic)).toMatchObject({ agreeing: 0, notJudged: 2, reasons: { crowded: 2 } });
  });
});

describe('what is kept of replies', () => {
  it('has no address and no number in clear', async () => {
    const topic = await newCaseType();
    await answer(
      topic,
      'Les dossiers sont à déposer au 12 rue des Tilleuls, téléphone 03 80 11 22 33, a.martin@valbourg.example.',
    );
    const [{ all } = { all: '' }] = await database().query<{ all: string }>(
      `select string_agg(read::text, '') as all from said_passage where topic_id = $1`,
      [topic],
    );
    expect(all).toContain('fact address');
    expect(all).not.toMatch(/tilleuls|80112233|martin/iu);
  });

  it('is deleted when no board goes so far back', async () => {
    const topic = await newCaseType();
    await answer(topic, `${ADULT} La carte perdue coûte 25 €.`);
    await answer(topic, `${SAME} La carte perdue coûte 20 €.`);
    const rows = async () => {
      const tables = ['said_passage', 'said_in_reply', 'contrary_passage', 'confirmed_passage'];
      const counts = tables.map((table) => `(select count(*)::int from ${table} where topic_id = $1) as ${table}`);
      return (await database().query(`select ${counts.join()}`, [topic]))[0];
    };
    await database().write(LOG, purgeSaid);
    expect(await rows()).toEqual({ said_passage: 4, said_in_reply: 4, contrary_passage: 1, confirmed_passage: 2 });
    database().clock = () => new Date(NOW.getTime() + 91 * 86_400_000);
    await database().write(LOG, purgeSaid);
    database().clock = () => NOW;
    expect(await rows()).toEqual({ said_passage: 0, said_in_reply: 0, contrary_passage: 0, confirmed_passage: 0 });
  });
});

describe('a sentence that a process of the version before has read', () => {
  const OTHER = ADULT.replace('86', '96');
  /** Takes from what was read of a topic what that version does not know. */
  const readByBefore = (topic: string) =>
    database().execute(`update said_passage set read = read - '{marks,marked}'::text[] where topic_id = $1`, [topic]);

  it('is not judged, and is compared with nothing', async () => {
    const topic = await newCaseType();
    await answer(topic, ADULT);
    await answer(topic, OTHER);
    await readByBefore(topic);
    await answer(topic, ADULT.replace('86', '106'));
    const { differences, mayDiffer } = await board(topic);
    expect([differences, mayDiffer]).toEqual([[], []]);
    expect(await figures(topic)).toMatchObject({ differing: 0, agreeing: 0, notJudged: 3, reasons: { unread: 2 } });
  });

  it('is read and compared again when it is said again', async () => {
    const topic = await newCaseType();
    await answer(topic, ADULT);
    await answer(topic, SAME);
    await database().execute(
      `insert into contrary_passage (topic_id, key, other_key, slot, sure)
       select $1, min(key), max(key), 'fact amount', true from said_passage where topic_id = $1`,
      [topic],
    );
    await readByBefore(topic);
    for (const text of [ADULT, SAME]) await answer(topic, text);
    expect(await figures(topic)).toMatchObject({ differing: 0, agreeing: 4, reasons: {} });
  });
});

describe('replies that differ if they are about the same', () => {
  const CHILD = 'Pour un enfant, le passeport coûte 17 €.';

  it('are neither said to differ nor to agree, and both are shown', async () => {
    const topic = await newCaseType();
    for (const text of [ADULT, SAME, CHILD]) await answer(topic, text);
    const { differing, agreeing, differences, mayDiffer, reasons } = await board(topic);
    expect({ differing, agreeing, differences, reasons: reasons['may-differ'] }).toEqual({
      ...{ differing: 0, agreeing: 0, differences: [], reasons: 3 },
    });
    expect(mayDiffer).toMatchObject([
      {
        about: 'fact amount',
        sides: [
          { text: SAME, replies: 2 },
          { text: CHILD, replies: 1 },
        ],
      },
    ]);
  });

  it('warn nobody who is about to send one of them', async () => {
    const topic = await newCaseType();
    await answer(topic, ADULT);
    const { caseId } = await scenario.answer({
      ...{ template: 'transfer', language: 'fr', channel: 'email', team: 0, agent: 0 },
      values: { authority: 'la préfecture', decided_on: '2026-11-24' },
      written: (approved) => approved,
    });
    await database().execute(`update cases set case_type_id = $1 where id = $2`, [topic, caseId]);
    const check = (text: string) => findContradictions(database(), scenario.supervisor, { caseId, text });
    await expect(check(CHILD)).resolves.toEqual([]);
    await expect(check(ADULT.replace('86', '96'))).resolves.toHaveLength(1);
  });

  it('are counted as contradicted where another one is about the same', async () => {
    const topic = await newCaseType();
    for (const text of [ADULT, CHILD, ADULT.replace('86', '96')]) await answer(topic, text);
    const { differing, differences, mayDiffer } = await board(topic);
    expect([differing, differences.length, mayDiffer.length]).toEqual([2, 1, 2]);
  });
});

// It is by somebody who had not read what finds them.
describe('sixty foreign replies on the board', () => {
  const topics = new Map<string, string>();

  beforeAll(async () => {
    for (const { subjectKey, text, edited } of SENT) {
      if (!topics.has(subjectKey)) topics.set(subjectKey, await newCaseType());
      await answer(topics.get(subjectKey)!, text, edited);
    }
  }, 120_000);

  it('nothing that contradicts another is counted as agreeing, and most of it as differing', async () => {
    const sums = { replies: 0, differing: 0, agreeing: 0, notJudged: 0 };
    for (const [subject, topic] of topics) {
      const found = await figures(topic);
      const sent = SENT.filter(({ subjectKey }) => subjectKey === subject);
      const contradicted = new Set(sent.flatMap(({ contradicts }) => contradicts));
      const contrary = sent.filter(({ id, contradicts }) => contradicts.length > 0 || contradicted.has(id));
      expect(found.differing).toBeLessThanOrEqual(contrary.length);
      expect(found.agreeing).toBeLessThanOrEqual(sent.length - contrary.length);
      for (const key of ['replies', 'differing', 'agreeing', 'notJudged'] as const) sums[key] += found[key];
    }
    expect(sums).toEqual({ replies: 60, differing: 35, agreeing: 0, notJudged: 25 });
  });
});
