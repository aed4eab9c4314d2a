import type { Principal } from '@guichet/access';
import { caseDetail, findUnansweredCases, mergeCase, nameSender, undoMove, updateCase } from '@guichet/cases';
import { OpenByContact, type PostMessage } from '@guichet/contracts';
import { NotificationListener, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown, type MessageChanges } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { openCaseByContact } from '../receive/record-call-visit-or-letter.js';
import { signAddressToken } from '../signed-address-token.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';

let town: TestTown;
let ana: Principal;
let accounts: Accounts;
let notificationListener: NotificationListener;
let mailbox: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Streets');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
});
afterAll(async () => {
  await notificationListener?.close();
  await town.close();
});

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
const detail = (id: string) => caseDetail(town.database, ana, { id });
const waiting = async (id: string) => (await detail(id)).unansweredCitizens.map(({ name }) => name);
const address = (name: string) => `${name}@citizen.test`;
const write = async (name: string, changes: MessageChanges = {}) =>
  (await receive(town, mailbox, from('email', address(name), { name, body: 'The lamp is out', ...changes })))[0]!;
const CALL = { channel: 'phone', text: 'Asked for news.', subject: 'A call', meant: 'named' } as const;
const inCase = (id: string) => [`reply:${signAddressToken(town.keyring, 'reply', id)}`];

async function answer(caseId: string, ...to: string[]): Promise<string> {
  const wanted: PostMessage = { text: 'Repaired on Monday', attachmentIds: [], to: to.map(address) };
  const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  const plan = await planReply(context, caseId, wanted);
  return as((tx) =>
    reply({ tx, who: ana, keyring: town.keyring }, caseId, { message: wanted, plan, seenVersion: null }),
  );
}

/** Two cases of two people, the first of which is merged into the second. */
async function merged(one: string, other: string, changes: MessageChanges = {}) {
  const [gone, kept] = [await write(one, changes), await write(other)];
  const { moveId } = await as((tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept, reason: 'One matter' }));
  return { gone, kept, undo: () => as((tx) => undoMove(tx, ana, { caseId: kept, moveId })) };
}

describe('of a merged case of two people', () => {
  it('those are named whom nobody has answered, whatever became of its status, until they are', async () => {
    const { kept } = await merged('gaspard', 'martine');
    expect(await waiting(kept)).toEqual(['gaspard', 'martine']);
    await answer(kept, 'martine');
    const { unansweredCitizens, unanswered, status } = await detail(kept);
    expect(unansweredCitizens).toEqual([{ id: expect.any(String), name: 'gaspard', at: expect.any(String), channelAccountId: mailbox.id, address: address('gaspard'), wasAnswered: false, firstReplyDueAt: null }]); // prettier-ignore
    expect([unanswered, status]).toEqual([false, 'waiting']);
    // What comes after a reply has been answered once, as in a case of one person.
    await write('martine', { threadKeys: inCase(kept) });
    expect(await waiting(kept)).toEqual(['gaspard']);
    expect((await findUnansweredCases(town.database, ana, { caseIds: [kept] })).count).toBe(1);
    const entryId = await answer(kept, 'gaspard');
    expect(await waiting(kept)).toEqual([]);
    expect((await findUnansweredCases(town.database, ana, { caseIds: [kept] })).count).toBe(0);
    await town.database.execute(`update delivery set state = 'failed' where entry_id = $1`, [entryId]);
    expect(await waiting(kept)).toEqual(['gaspard']);
  });

  it('whoever has written is named where the other called, or was called, whichever case is kept', async () => {
    const spoke = (name: string, direction: 'in' | 'out') =>
      as((tx) => openCaseByContact(tx, ana, OpenByContact.parse({ ...CALL, direction, citizenName: name, address: address(name) }))); // prettier-ignore
    const cases = [
      { fromId: await spoke('rosa', 'in'), intoId: await write('paul') },
      { fromId: await write('quentin'), intoId: await spoke('sonia', 'out') },
    ];
    for (const ids of cases) await as((tx) => mergeCase(tx, ana, { ...ids, reason: 'One matter' }));
    const [kept, other] = cases.map(({ intoId }) => intoId);
    expect([await waiting(kept!), await waiting(other!)]).toEqual([['paul'], ['quentin']]);
    expect((await findUnansweredCases(town.database, ana, { caseIds: [kept!, other!] })).count).toBe(2);
    await answer(kept!, 'paul');
    expect(await waiting(kept!)).toEqual([]);
  });

  it('whoever is named as the sender of a message of nobody for certain has written it', async () => {
    const [gone, kept] = [await write('berthe', { flags: ['sender-uncertain'] }), await write('cyril')];
    const [message] = await town.database.query<{ id: string }>(`select entry_id as id from message where case_id = $1`, [gone]); // prettier-ignore
    const { citizen } = await detail(gone);
    await as((tx) => nameSender(tx, ana, { caseId: gone, entryId: message!.id, citizenId: citizen!.id }));
    await as((tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept, reason: 'One matter' }));
    await answer(kept, 'cyril');
    expect(await waiting(kept)).toEqual(['berthe']);
    await answer(kept, 'berthe');
    expect(await waiting(kept)).toEqual([]);
  });

  it('one person is named whose open question was merged into a case where another one had its answer, whichever is kept', async () => {
    const two = async () => {
      const [asked, done] = [await write('piscine'), await write('piscine', { threadKeys: [] })];
      expect(asked).not.toBe(done);
      await answer(done, 'piscine');
      return { asked, done };
    };
    const merge = (fromId: string, intoId: string) =>
      as((tx) => mergeCase(tx, ana, { fromId, intoId, reason: 'One matter' }));
    const [one, other] = [await two(), await two()];
    await merge(one.asked, one.done);
    await merge(other.done, other.asked);
    expect([await waiting(one.done), await waiting(other.asked)]).toEqual([['piscine'], ['piscine']]);
    expect((await findUnansweredCases(town.database, ana, { caseIds: [one.done, other.asked] })).count).toBe(2);
    await answer(one.done, 'piscine');
    await answer(other.asked, 'piscine');
    expect([await waiting(one.done), await waiting(other.asked)]).toEqual([[], []]);
  });

  it('one person is not named who called after they had written, nor where nobody was answered, nor what was closed as settled', async () => {
    const [wrote, called] = [await write('quincy'), await as((tx) => openCaseByContact(tx, ana, OpenByContact.parse({ ...CALL, direction: 'in', citizenName: 'quincy', address: address('quincy') })))]; // prettier-ignore
    await as((tx) => mergeCase(tx, ana, { fromId: called, intoId: wrote, reason: 'One matter' }));
    const [first, second] = [await write('rita'), await write('rita', { threadKeys: [] })];
    await as((tx) => mergeCase(tx, ana, { fromId: second, intoId: first, reason: 'One matter' }));
    const [thanks, done] = [await write('sacha'), await write('sacha', { threadKeys: [] })];
    await answer(done, 'sacha');
    await as((tx) => updateCase(tx, ana, { id: thanks, wanted: { status: 'closed' } }));
    await as((tx) => mergeCase(tx, ana, { fromId: thanks, intoId: done, reason: 'One matter' }));
    expect([await waiting(wrote), await waiting(first), await waiting(done)]).toEqual([[], [], []]);
  });

  it('one person is named whose open question an answered case was merged into that was closed', async () => {
    const [asked, done] = [await write('tess'), await write('tess', { threadKeys: [] })];
    await answer(done, 'tess');
    await as((tx) => updateCase(tx, ana, { id: done, wanted: { status: 'closed' } }));
    await as((tx) => mergeCase(tx, ana, { fromId: done, intoId: asked, reason: 'One matter' }));
    expect((await detail(asked)).unansweredCitizens).toMatchObject([{ name: 'tess', wasAnswered: true }]);
    await write('tess', { threadKeys: inCase(done) });
    expect(await waiting(asked)).toEqual(['tess']);
  });

  it('nobody is named who was answered in either case and says thanks, nor after several merges', async () => {
    const merge = (fromId: string, intoId: string) =>
      as((tx) => mergeCase(tx, ana, { fromId, intoId, reason: 'One matter' }));
    const [gone, kept] = [await write('ugo'), await write('vera')];
    await answer(gone, 'ugo');
    await answer(kept, 'vera');
    await merge(gone, kept);
    for (const id of [gone, kept]) await write('ugo', { threadKeys: inCase(id) });
    const [byMail, byCall] = [await write('will'), await as((tx) => openCaseByContact(tx, ana, OpenByContact.parse({ ...CALL, direction: 'in', citizenName: 'will', address: address('will') })))]; // prettier-ignore
    await answer(byMail, 'will');
    await merge(byMail, byCall);
    await write('will', { threadKeys: inCase(byMail) });
    const [one, two, three] = [await write('xena'), await write('yves'), await write('zoe')];
    await merge(one, two);
    await answer(two, 'xena', 'yves');
    await answer(three, 'zoe');
    await merge(two, three);
    expect([await waiting(kept), await waiting(byCall), await waiting(three)]).toEqual([[], [], []]);
  });

  it('nobody is named where one reply went to both, or where each had theirs before the merge', async () => {
    const both = await merged('ada', 'bea');
    await answer(both.kept, 'ada', 'bea');
    expect(await waiting(both.kept)).toEqual([]);
    const [gone, kept] = [await write('cleo'), await write('dora')];
    await answer(gone, 'cleo');
    await answer(kept, 'dora');
    await as((tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept, reason: 'One matter' }));
    expect(await waiting(kept)).toEqual([]);
  });

  it('a reply that was given while they were merged before counts also once they were apart, whichever is kept then', async () => {
    const merge = async (fromId: string, intoId: string) =>
      (await as((tx) => mergeCase(tx, ana, { fromId, intoId, reason: 'One matter' }))).moveId;
    const undo = (caseId: string, moveId: string) => as((tx) => undoMove(tx, ana, { caseId, moveId }));
    const again = async (names: readonly [string, string], during: (kept: string) => Promise<unknown>) => {
      const [gone, kept] = [await write(names[0]), await write(names[1])];
      const moveId = await merge(gone, kept);
      await during(kept);
      await undo(kept, moveId);
      return { gone, kept };
    };
    const one = await again(['arno', 'brice'], (kept) => answer(kept, 'arno', 'brice'));
    await merge(one.gone, one.kept);
    const other = await again(['colin', 'denis'], (kept) => answer(kept, 'colin'));
    await merge(other.kept, other.gone);
    // What somebody has written then goes on with what they had, or get, an answer to.
    const thanks = await again(['elsa', 'fanny'], async (kept) => {
      await answer(kept, 'fanny');
      await write('elsa', { threadKeys: inCase(kept) });
    });
    await answer(thanks.gone, 'elsa');
    await merge(thanks.gone, thanks.kept);
    // Another case, in which the reply was written, is none of these any more.
    const third = await write('gael');
    const elsewhere = await again(['henri', 'irma'], (kept) => answer(kept, 'henri'));
    await merge(elsewhere.gone, third);
    expect([await waiting(one.kept), await waiting(other.gone), await waiting(thanks.kept), await waiting(third)]).toEqual([[], ['denis'], [], ['gael']]); // prettier-ignore
  });

  it('nobody is named by what a machine has written, nor once it is closed, nor once it is two again', async () => {
    const automatic = await merged('robot', 'eva', { flags: ['automatic'] });
    expect(await waiting(automatic.kept)).toEqual([]);
    const uncertain = await merged('fred', 'gil', { flags: ['sender-uncertain'] });
    expect(await waiting(uncertain.kept)).toEqual([]);
    const unread = await merged('no-reply', 'hugo');
    await answer(unread.kept, 'hugo');
    expect(await waiting(unread.kept)).toEqual([]);
    expect((await findUnansweredCases(town.database, ana, { caseIds: [unread.kept] })).count).toBe(0);

    const over = await merged('iris', 'jade');
    await as((tx) => updateCase(tx, ana, { id: over.kept, wanted: { status: 'closed' } }));
    expect(await waiting(over.kept)).toEqual([]);
    const apart = await merged('kim', 'lou');
    await apart.undo();
    expect([await waiting(apart.kept), await waiting(apart.gone)]).toEqual([[], []]);
  });

  it('no other case is read for them, and one into which nothing was merged is done with before its messages', async () => {
    const { kept } = await merged('max', 'noe');
    const alone = await write('olga');
    const asked: [string, unknown[]][] = [];
    const query = (...one: [string, unknown[]]) => (asked.push(one), town.database.query(...one));
    await caseDetail({ now: new Date(), query } as never, ana, { id: kept });
    await caseDetail({ now: new Date(), query } as never, ana, { id: alone });
    for (const table of ['cases', 'timeline_entry', 'message', 'entry_move', 'handle'])
      await town.database.execute(`vacuum (analyze) ${table}`);
    const plan = async ([sql, values]: [string, unknown[]]) =>
      JSON.stringify(await town.database.query(`explain (analyze, timing off) ${sql}`, values)).split('CTE said')[1]!;
    expect(asked).toHaveLength(2);
    expect(await plan(asked[0]!)).toContain('actual rows=2');
    expect((await plan(asked[1]!)).split('CTE')[0]).toContain('never executed');
  });
});

describe('until when somebody was to be answered who still waits', () => {
  /** A timer as it was when the case was merged, or answered. */
  const timer = (caseId: string, { kind = 'first-response', state = 'running', startPosition = 1, dueAt, endedAt = null }: { kind?: string; state?: string; startPosition?: number; dueAt: string; endedAt?: Date | null }) =>
    town.database.execute(
      `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, due_at, elapsed_seconds, total_seconds, as_of, ended_at)
       select $1, id, $3, $4, $5, '{}', 'Streets', team_id, opened_at, $6, 0, 3600, opened_at, $7 from cases where id = $2`,
      [newId(), caseId, kind, startPosition, state, dueAt, endedAt],
    ); // prettier-ignore
  const later = () => new Date(Date.now() + 60_000);
  const dues = async (id: string) =>
    (await detail(id)).unansweredCitizens.map(({ name, firstReplyDueAt }) => [name, firstReplyDueAt]);
  const [ONE, TWO] = ['2026-12-01T10:00:00.000Z', '2026-12-02T10:00:00.000Z'];

  it('is what the case said in which they wrote, as it was merged', async () => {
    const { gone, kept } = await merged('paula', 'quirin');
    await timer(gone, { state: 'dropped', dueAt: ONE, endedAt: later() });
    expect(await dues(kept)).toEqual([['paula', ONE], ['quirin', null]]); // prettier-ignore
    const position = (await town.database.query<{ position: number }>(`select position from timeline_entry where case_id = $1 and from_case_id is null and kind = 'message'`, [kept]))[0]!.position; // prettier-ignore
    await timer(kept, { state: 'done', startPosition: position, dueAt: TWO, endedAt: later() });
    await answer(kept, 'paula');
    expect(await dues(kept)).toEqual([['quirin', TWO]]);
  });

  it('is what the case said that stays, where its timer gave way to that of an older message, until they have had a reply', async () => {
    const [gone, kept] = [await write('tess'), await write('ugo')];
    const position = (await town.database.query<{ position: number }>(`select position from timeline_entry where case_id = $1 and kind = 'message'`, [kept]))[0]!.position; // prettier-ignore
    await timer(kept, { startPosition: position, dueAt: TWO });
    await as((tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept, reason: 'One matter' }));
    await town.database.execute(`delete from sla_timer where case_id = '${kept}'`);
    expect(await dues(kept)).toEqual([['tess', null], ['ugo', TWO]]); // prettier-ignore
    await write('ugo', { threadKeys: inCase(kept) });
    expect(await dues(kept)).toContainEqual(['ugo', TWO]);
    await answer(kept, 'ugo');
    await write('ugo', { threadKeys: inCase(kept) });
    expect(await dues(kept)).toEqual([['tess', null]]);
  });

  it('is not said where no first reply was owed as it was merged, nor where the timer was that of somebody else', async () => {
    const [gone, kept] = [await write('rolf'), await write('sven')];
    await timer(gone, { state: 'dropped', dueAt: ONE, endedAt: new Date(Date.now() - 60_000) });
    await timer(gone, { kind: 'resolution', state: 'dropped', dueAt: ONE, endedAt: later() });
    await as((tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept, reason: 'One matter' }));
    const position = (await town.database.query<{ position: number }>(`select position from timeline_entry where case_id = $1 and from_case_id is not null and kind = 'message'`, [kept]))[0]!.position; // prettier-ignore
    await timer(kept, { startPosition: position, dueAt: TWO });
    expect(await dues(kept)).toEqual([['rolf', null], ['sven', null]]); // prettier-ignore
  });
});
