import { createSector } from '@guichet/access';
import type { LoggedEvent } from '@guichet/database';
import { newId } from '@guichet/platform';
import { ReplyScenario, type PlannedReply } from '../../../../test/support/reply-scenario.js';
import { getAnswerConsistency } from './differing-answers-of-topic.js';
import { listAnswerTopics } from './judged-replies-by-topic.queries.js';
import { findContradictions } from './find-contradictions.js';
import { indexReplies } from './index-replies.js';

const NOW = new Date('2026-11-25T09:12:00Z');
const SINCE = new Date('2026-09-01T00:00:00Z');
const CASE_TYPE = newId();
const TWO = 'Le délai pour obtenir un passeport est de deux mois.';
const THREE = 'Il faut compter trois mois pour obtenir un passeport.';

let scenario: ReplyScenario;
let template: string;
const database = () => scenario.town.database;

/** Sends a reply that is no more than these words, and reads the log as the worker does. */
async function answer(words: string, { team = 0, more }: { team?: number; more?: PlannedReply['more'] } = {}) {
  const sent = await scenario.answer({
    ...{ template: 'transfer', language: 'fr', channel: 'email', team, agent: team },
    values: { authority: 'la préfecture', decided_on: '2026-11-24' },
    written: (approved) => (words === '' ? approved : words),
    ...(more && { more }),
  });
  await database().execute(`update cases set case_type_id = $1 where id = $2`, [CASE_TYPE, sent.caseId]);
  await readLog(sent.entryId);
  return sent;
}
const readLog = (entryId: string) =>
  database().write({ kind: 'system', name: 'Log' }, (tx) =>
    indexReplies(tx, [{ type: 'message.queued', data: { entryId, position: 1 } } as LoggedEvent]),
  );

const board = (who = scenario.supervisor) =>
  getAnswerConsistency(database(), who, { topicId: CASE_TYPE, since: SINCE });
const check = (
  text: string,
  {
    caseId,
    who = scenario.supervisor,
    templateText,
  }: { caseId: string; who?: typeof scenario.supervisor; templateText?: string },
) => findContradictions(database(), who, { caseId, text, templateText });

beforeAll(async () => {
  scenario = await ReplyScenario.open(NOW);
  template = scenario.template('transfer');
  await database().execute(
    `insert into case_type (id, name, active, created_at) values ($1, 'Passeport', true, now())`,
    [CASE_TYPE],
  );
}, 120_000);
afterAll(() => scenario?.close());

describe('what the board says of replies to one case type', () => {
  let first: { caseId: string; entryId: string };

  it('is nothing of what nobody was sent', async () => {
    await expect(board()).resolves.toMatchObject({
      replies: 0,
      differing: 0,
      agreeing: 0,
      notJudged: 0,
      differences: [],
    });
  });

  it('is not that one reply agrees with itself', async () => {
    first = await answer('');
    expect(await board()).toMatchObject({ replies: 1, agreeing: 0, notJudged: 1, reasons: { alone: 1 } });
  });

  it('is that the same approved text agrees, but for its sentences of which nothing is read', async () => {
    await answer('');
    const { replies, differing, agreeing, notJudged, partlyAgreeing, reasons } = await board();
    expect({ replies, differing, sum: agreeing + notJudged }).toEqual({ replies: 2, differing: 0, sum: 2 });
    expect([partlyAgreeing, reasons.alone]).toEqual([notJudged, undefined]);
  });

  it('is that what was written by hand is not judged, and who wrote it', async () => {
    const { entryId } = await answer(TWO);
    const { differing, reasons, unjudged } = await board();
    expect([differing, reasons['by-hand']]).toEqual([0, 1]);
    expect(unjudged.find((one) => one.entryId === entryId)!.reasons).toEqual(['by-hand', 'alone']);
  });

  it('is both answers side by side, with how many were sent each and where', async () => {
    const other = await answer(THREE, { team: 1 });
    await answer(THREE, { team: 1 });
    const { differing, differences } = await board();
    expect(differing).toBe(3);
    expect(differences).toMatchObject([
      {
        about: 'fact duration',
        sides: [
          { text: THREE, replies: 2, hidden: 0, byHand: 2 },
          { text: TWO, replies: 1 },
        ],
      },
    ]);
    expect(differences[0]!.sides[0]!.examples.map(({ caseId }) => caseId)).toContain(other.caseId);
    const { items } = await listAnswerTopics(database(), scenario.supervisor, SINCE);
    expect(items.map(({ topicId, differing: n }) => [topicId, n])).toEqual(
      expect.arrayContaining([
        [CASE_TYPE, 3],
        [template, 3],
      ]),
    );
  });

  it('shows nobody the words of a case that they may not see', async () => {
    const [own] = (await board(scenario.agents[0])).differences;
    expect(own!.sides).toMatchObject([
      { text: null, replies: 2, hidden: 2, examples: [] },
      { text: TWO, hidden: 0 },
    ]);
  });

  it('names no reply that is not judged, in a case that they may not see', async () => {
    const writtenBy = async (who?: typeof scenario.supervisor) =>
      new Set((await board(who)).unjudged.map(({ entryId }) => entryId));
    const [all, theirs] = [await writtenBy(), await writtenBy(scenario.agents[1])];
    expect(all).toContain(first.entryId);
    expect(theirs).not.toContain(first.entryId);
  });

  it('counts nothing of a sector that they do not know', async () => {
    const repliesFor = async (who: typeof scenario.supervisor) =>
      (await listAnswerTopics(database(), who, SINCE)).items.find(({ topicId }) => topicId === CASE_TYPE)!.replies;
    const { agents, supervisor: root, teams } = scenario;
    const before = await repliesFor(agents[0]!);
    expect(before).toBe(await repliesFor(root));
    const sector = await scenario.as(root, (tx) => createSector(tx, root, { name: 'Aide sociale' }));
    await database().execute(`update team set sector_id = $1 where id = $2`, [sector.id, teams[1]]);
    expect([await repliesFor(agents[0]!), await repliesFor(agents[1]!), await repliesFor(root)]).toEqual([
      ...[before - 2, before, before],
    ]);
    await database().execute(`update team set sector_id = null`);
  });

  it('counts nothing of a restricted case for whom it is closed to', async () => {
    await database().execute(
      `update cases set restricted_to = array[$1::uuid] where id in (select case_id from timeline_entry e
      where e.kind = 'message' and e.data::text like '%trois mois%')`,
      [scenario.agents[1]!.id],
    );
    expect((await board()).differences).toEqual([]);
    await database().execute(`update cases set restricted_to = null`);
  });

  it('is not what a canceled reply said', async () => {
    const { entryId } = await answer('Il faut compter six mois pour obtenir un passeport.');
    expect((await board()).differences[0]!.sides).toHaveLength(3);
    await database().execute(`update delivery set state = 'canceled' where entry_id = $1`, [entryId]);
    expect((await board()).differences[0]!.sides).toHaveLength(2);
  });

  it('is that a reply in another language is not judged', async () => {
    const { entryId } = await answer('Das dauert bei uns ungefähr zwei Monate, haben Sie bitte etwas Geduld damit.');
    const { unjudged } = await board();
    expect(unjudged.find((one) => one.entryId === entryId)!.reasons).toContain('language');
  });

  it('reads a reply once, however often it is read', async () => {
    const before = await board();
    await readLog(first.entryId);
    expect(await board()).toEqual(before);
  });
});

describe('before a reply is sent', () => {
  it('it is said what others were sent, how many they are, and where', async () => {
    const { caseId } = await answer('');
    const [found, ...more] = await check(`Bonjour,\n${TWO}\nCordialement`, { caseId });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ about: 'fact duration', said: TWO, other: THREE, replies: 2, topicId: CASE_TYPE });
    expect(found!.example.caseId).not.toBe(caseId);
  });

  it('nothing is said of what the template gave, but of what was written into it', async () => {
    const { caseId } = await answer('');
    await expect(check(TWO, { caseId, templateText: `Bonjour,\n${TWO}` })).resolves.toEqual([]);
    const [found] = await check(TWO, { caseId, templateText: TWO.replace('deux', 'quatre') });
    expect(found).toMatchObject({ said: TWO, other: THREE });
  });

  it('nothing is said of what agrees, nor where nothing was said of it', async () => {
    const { caseId } = await answer('');
    await expect(check('Le timbre fiscal pour un adulte coûte 86 €.', { caseId })).resolves.toEqual([]);
    await expect(check('', { caseId })).resolves.toEqual([]);
  });

  it('an agent hears nothing of cases that they may not see', async () => {
    const { caseId } = await answer('', { team: 2 });
    await expect(
      check('Il faut compter neuf mois pour obtenir un passeport.', { caseId, who: scenario.agents[2]! }),
    ).resolves.toEqual([]);
    const { caseId: own } = await answer('', { team: 1 });
    const [found] = await check('Il faut compter neuf mois pour obtenir un passeport.', {
      caseId: own,
      who: scenario.agents[1]!,
    });
    expect(found).toMatchObject({ other: THREE });
  });

  it('whoever sends it all the same has it kept with the reply', async () => {
    const { caseId } = await answer('');
    const [found] = await check(TWO, { caseId });
    await answer(TWO, { more: { acknowledged: [found!.key] } });
    const sides = (await board()).differences[0]!.sides;
    expect(sides.find(({ text }) => text === TWO)).toMatchObject({ replies: 2, warned: 1 });
    expect(sides.find(({ text }) => text === THREE)).toMatchObject({ replies: 2, warned: 0 });
  });

  it('nothing is found in a case that the agent may not reply to', async () => {
    const words = 'Il faut compter neuf mois pour obtenir un passeport.';
    const { caseId } = await answer('', { team: 3 });
    const { caseId: own } = await answer('', { team: 1 });
    await expect(check(words, { caseId: own, who: scenario.agents[1]! })).resolves.toHaveLength(1);
    await expect(check(words, { caseId, who: scenario.agents[1]! })).resolves.toEqual([]);
  });
});

describe('an agent’s own text', () => {
  beforeAll(() =>
    database().execute(`update template set owner_id = $1, sector_id = null where id = $2`, [
      scenario.agents[0]!.id,
      template,
    ]),
  );
  afterAll(() => database().execute(`update template set owner_id = null where id = $1`, [template]));

  it('counts as written by hand, and its title is kept with no reply', async () => {
    const { entryId, provenance } = await answer('');
    expect(provenance).toMatchObject({ scope: 'mine', title: '', verbatim: true });
    const said = await database().query<{ by_hand: boolean }>(`select by_hand from said_in_reply where entry_id = $1`, [
      entryId,
    ]);
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter(({ by_hand: byHand }) => !byHand)).toEqual([]);
  });

  it('is compared with others before it is sent, though it says what its template gave', async () => {
    const { caseId } = await answer('');
    const wanted = { caseId, templateId: template, templateText: TWO, text: TWO };
    const [found] = await findContradictions(database(), scenario.supervisor, wanted);
    expect(found).toMatchObject({ said: TWO, other: THREE });
  });
});
