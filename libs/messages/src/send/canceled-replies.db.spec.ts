import type { Principal } from '@guichet/access';
import {
  addNote,
  caseDetail,
  saveDraft,
  search,
  shareDraft,
  sharedDraft,
  shownEntry,
  takeOverDraft,
  updateCase,
} from '@guichet/cases';
import type { MessageEntry, PostMessage } from '@guichet/contracts';
import { Attachment, NotificationListener, type LoggedEvent, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { saveQueueSettings } from '../../../workforce/src/queues/queue-settings.js';
import { scheduleOverflow } from '../../../workforce/src/queues/overflow.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { readFileTexts } from '../files/read-file-texts.js';
import { quotedText } from '../side/quoted-messages.js';
import { cancelMessage } from './cancel-send-now-retry.js';
import { planReply } from './plan-reply.js';
import { attachmentFor, deleteUnusedUploads } from './uploads-and-attachments.js';
import { reply } from './write-reply.js';

let town: TestTown;
let [ana, bob, root]: Principal[] = [];
let mailbox: Intake;
let accounts: Accounts;
let notificationListener: NotificationListener;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Mairie');
  [ana, bob] = [await town.agent('Ana', [team]), await town.agent('Bob', [team])];
  await town.team('Voirie');
  root = await town.agent('Root', [], 'administrator');
  mailbox = await town.mailbox(team);
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
});
afterAll(async () => {
  await notificationListener.close();
  await town.close();
});

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const DAY = 86_400_000;

/** An upload of days ago, in whose file a word stands. */
async function upload(who: Principal, name: string): Promise<string> {
  const id = newId();
  const { digest } = await town.blobs.put(Buffer.from(id));
  await town.database.source.getRepository(Attachment).insert({
    ...{ id, digest, name, type: 'application/pdf', size: 3, inline: false },
    ...{ entryId: null, caseId: null, uploadedBy: who.id, createdAt: new Date(Date.now() - 3 * DAY) },
  });
  return id;
}
const read = () =>
  readFileTexts({
    database: town.database,
    fileTexts: { readOnce: () => Promise.resolve('Usucapion trentenaire') },
  });

async function answer(who: Principal, caseId: string, message: PostMessage): Promise<string> {
  const context = { reader: town.database, who, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  const plan = await planReply(context, caseId, message);
  return as(who, (tx) => reply({ tx, who, keyring: town.keyring }, caseId, { message, plan, seenVersion: null }));
}
const asked = async () =>
  (await receive(town, mailbox, from('email', 'zoe@citizen.test', { name: 'Zoé', body: `Bonjour ${newId()}` })))[0]!;

/** How often a colleague finds the case: by a word of the reply, the name of its file, what stands in it, and as one with a file. */
async function found(caseId: string): Promise<number[]> {
  const counts: number[] = [];
  for (const q of ['écharpe', 'bornage', 'usucapion', 'has:file'])
    counts.push(
      (await search(town.database, bob!, { q, limit: 10 })).hits.filter(({ case: item }) => item.id === caseId).length,
    );
  return counts;
}

/** A reply with a file, of which the words were read. */
async function sent() {
  const [caseId, file] = [await asked(), await upload(ana!, 'bornage_parcelle.pdf')];
  const message: PostMessage = { text: 'Votre écharpe est ici', attachmentIds: [file] };
  const entryId = await answer(ana!, caseId, message);
  await read();
  return { caseId, file, message, entryId };
}

/** Does something hours later. */
async function later(act: () => Promise<unknown>): Promise<void> {
  const { clock } = town.database;
  town.database.clock = () => new Date(Date.now() + 3 * 3_600_000);
  await act().finally(() => void (town.database.clock = clock));
}

describe('a reply that was canceled before it was sent', () => {
  it('is found and read by nobody any more: neither its words nor its files', async () => {
    const { caseId, file, entryId } = await sent();
    expect(await found(caseId)).toEqual([1, 1, 1, 1]);
    await as(ana!, (tx) => cancelMessage(tx, ana!, { caseId, entryId }));

    expect(await found(caseId)).toEqual([0, 0, 0, 0]);
    const shown = (await shownEntry(town.database, bob!, { caseId, entryId })) as MessageEntry;
    expect(shown).toMatchObject({ text: '', segments: [], html: null, subject: null, attachments: [] });
    expect(shown).toMatchObject({ delivery: { status: 'canceled' }, to: [{ value: 'zoe@citizen.test' }] });
    await expect(attachmentFor(town.database, bob!, file)).rejects.toMatchObject({ code: 'not-found' });
    const quote = { what: 'message', entryId } as const;
    await expect(quotedText({ reader: town.database, who: bob! }, { caseId, quote })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('can be sent again with its files, and is found by them then', async () => {
    const { caseId, file, message, entryId } = await sent();
    await as(ana!, (tx) => cancelMessage(tx, ana!, { caseId, entryId }));
    // Its draft may be saved only later, and the file was uploaded days ago.
    await town.database.write({ kind: 'system', name: 'Purge' }, deleteUnusedUploads);
    expect(await attachmentFor(town.database, ana!, file)).toMatchObject({ name: 'bornage_parcelle.pdf' });

    const again = await answer(ana!, caseId, message);
    expect(await shownEntry(town.database, bob!, { caseId, entryId: again })).toMatchObject({
      attachments: [{ id: file, name: 'bornage_parcelle.pdf' }],
    });
    expect(await attachmentFor(town.database, bob!, file)).toMatchObject({ id: file });
    expect(await found(caseId)).toEqual([1, 1, 1, 1]);
  });

  it('gives the case back as it was: to nobody, and snoozed, unless somebody has been given it since', async () => {
    const [alone, later] = [await asked(), await asked()];
    const snoozeUntil = new Date(Date.now() + DAY).toISOString();
    for (const id of [alone, later]) await as(bob!, (tx) => updateCase(tx, bob!, { id, wanted: { snoozeUntil } }));
    const replies = [
      { caseId: alone, entryId: await answer(ana!, alone, { text: 'Oui', attachmentIds: [] }) },
      { caseId: later, entryId: await answer(ana!, later, { text: 'Oui', attachmentIds: [] }) },
    ];
    for (const assigneeId of [null, ana!.id])
      await as(ana!, (tx) => updateCase(tx, ana!, { id: later, wanted: { assigneeId } }));
    for (const one of replies) await as(ana!, (tx) => cancelMessage(tx, ana!, one));

    const held = async (id: string) => {
      const { status, snoozeUntil: until, assignee } = await caseDetail(town.database, ana!, { id });
      return [status, until, assignee?.name];
    };
    expect(await held(alone)).toEqual(['snoozed', snoozeUntil, undefined]);
    expect(await held(later)).toEqual(['open', null, 'Ana']);
  });

  const assigneeAndStatus = async (id: string) => {
    const { status, assignee } = await caseDetail(town.database, ana!, { id });
    return [assignee?.name ?? null, status];
  };
  const replyTo = async (caseId: string, text: string) => ({
    caseId,
    entryId: await answer(ana!, caseId, { text, attachmentIds: [] }),
  });
  const takeBack = (one: { caseId: string; entryId: string }) => as(ana!, (tx) => cancelMessage(tx, ana!, one));

  it('leaves the case to its author while another reply of theirs stands, in whatever order all are taken back', async () => {
    for (const isFirstFirst of [true, false]) {
      const caseId = await asked();
      const replies = [await replyTo(caseId, 'Un'), await replyTo(caseId, 'Deux')];
      const [one, other] = isFirstFirst ? replies : replies.toReversed();
      await takeBack(one!);
      expect(await assigneeAndStatus(caseId)).toEqual(['Ana', 'waiting']);
      await takeBack(other!);
      expect(await assigneeAndStatus(caseId)).toEqual([null, 'open']);
    }
  });

  it('leaves the case to its author where an agent has worked on it since, and open all the same', async () => {
    const works: ((caseId: string) => Promise<unknown>)[] = [
      (id) => as(bob!, (tx) => updateCase(tx, bob!, { id, wanted: { tags: ['école'] } })),
      (caseId) => as(bob!, (tx) => addNote(tx, bob!, { caseId, note: { text: 'Vu', mentions: [] } })),
    ];
    for (const work of works) {
      const sentOne = await replyTo(await asked(), 'Un');
      await work(sentOne.caseId);
      await takeBack(sentOne);
      expect(await assigneeAndStatus(sentOne.caseId)).toEqual(['Ana', 'open']);
    }
  });

  it('leaves a status that somebody has set since', async () => {
    const one = await replyTo(await asked(), 'Un');
    for (const status of ['open', 'waiting'] as const)
      await as(bob!, (tx) => updateCase(tx, bob!, { id: one.caseId, wanted: { status } }));
    await takeBack(one);
    expect(await assigneeAndStatus(one.caseId)).toEqual(['Ana', 'waiting']);
  });

  it('opens the case again that its author has closed with it, also where they have undone that first, and gives it back', async () => {
    for (const statuses of [['closed'], ['closed', 'waiting']] as const) {
      const one = await replyTo(await asked(), 'Un');
      for (const status of statuses)
        await as(ana!, (tx) => updateCase(tx, ana!, { id: one.caseId, wanted: { status } }));
      await takeBack(one);
      expect(await assigneeAndStatus(one.caseId)).toEqual([null, 'open']);
    }
  });

  it('has the case wait again that its author has closed with it, where another reply stands', async () => {
    const one = await replyTo(await asked(), 'Un');
    const two = await replyTo(one.caseId, 'Deux');
    await as(ana!, (tx) => updateCase(tx, ana!, { id: one.caseId, wanted: { status: 'closed' } }));
    await takeBack(two);
    expect(await assigneeAndStatus(one.caseId)).toEqual(['Ana', 'waiting']);
  });

  it('leaves a case closed that somebody else has closed since', async () => {
    const one = await replyTo(await asked(), 'Un');
    await as(bob!, (tx) => updateCase(tx, bob!, { id: one.caseId, wanted: { status: 'closed' } }));
    await takeBack(one);
    expect(await assigneeAndStatus(one.caseId)).toEqual(['Ana', 'closed']);
  });

  it('shows again what the team of the case was told as it got it, unless another reply has dealt with it', async () => {
    const caseId = await asked();
    const [{ teamId, other }] = (await town.database.query<{ teamId: string; other: string }>(
      `select c.team_id as "teamId", t.id as other from cases c join team t on t.name = 'Voirie' where c.id = $1`,
      [caseId],
    )) as [{ teamId: string; other: string }];
    await as(root!, (tx) => updateCase(tx, root!, { id: caseId, wanted: { teamId: other } }));
    await as(root!, (tx) => updateCase(tx, root!, { id: caseId, wanted: { teamId, summary: 'À vous.' } }));
    const handover = async () => (await caseDetail(town.database, ana!, { id: caseId })).handover?.summary ?? null;
    const one = await replyTo(caseId, 'Un');
    expect(await handover()).toBeNull();
    const two = await replyTo(caseId, 'Deux');
    await takeBack(one);
    expect(await handover()).toBeNull();
    await takeBack(two);
    expect(await handover()).toBe('À vous.');
  });

  it('says what has changed in the case as any other change, so that its time in the queue begins anew', async () => {
    const caseId = await asked();
    const { team } = await caseDetail(town.database, ana!, { id: caseId });
    const [other] = await town.database.query<{ id: string }>(`select id from team where name = 'Voirie'`);
    const overflow = { teamId: other!.id, afterMinutes: 60 };
    const wanted = { assignment: 'manual', overflow } as const;
    await as(root!, (tx) => saveQueueSettings(tx, root!, { teamId: team.id, wanted }));
    const one = await replyTo(caseId, 'Un');
    await takeBack(one);
    const events = await town.database.query<LoggedEvent>(
      `select id::text as position, type, data, case_id as "caseId" from event
       where case_id = $1 and type in ('message.canceled', 'case.changed') order by id`,
      [caseId],
    );
    expect(events).toMatchObject([
      { type: 'message.canceled', data: { entryId: one.entryId } },
      { type: 'case.changed', data: { fields: ['status', 'assigned'], status: 'open' } },
    ]);
    await town.database.write({ kind: 'system', name: 'Queue' }, (tx) => scheduleOverflow(tx, events));
    const jobs = await town.database.query(`select 1 from graphile_worker.jobs where key = $1`, [`overflow:${caseId}`]);
    expect(jobs).toHaveLength(1);
  });

  it('leaves the case to whoever has had it, or has chosen when the reply was to leave', async () => {
    const [own, timed] = [await asked(), await asked()];
    await as(ana!, (tx) => updateCase(tx, ana!, { id: own, wanted: { assigneeId: ana!.id } }));
    const sendAt = new Date(Date.now() + DAY).toISOString();
    const replies = [
      { caseId: own, entryId: await answer(ana!, own, { text: 'Oui', attachmentIds: [] }) },
      { caseId: timed, entryId: await answer(ana!, timed, { text: 'Oui', attachmentIds: [], sendAt }) },
    ];
    await takeBack(replies[0]!);
    await later(() => takeBack(replies[1]!));
    for (const { caseId } of replies)
      expect(await caseDetail(town.database, ana!, { id: caseId })).toMatchObject({ assignee: { name: 'Ana' } });
  });

  it('leaves the case as it was set between two replies, of which the second is taken back', async () => {
    const sleeping = new Date(Date.now() + DAY).toISOString();
    for (const [wanted, status] of [
      [{ status: 'open' }, 'open'],
      [{ status: 'snoozed', snoozeUntil: sleeping }, 'snoozed'],
      [{ status: 'waiting' }, 'waiting'],
    ] as const) {
      const caseId = await asked();
      await answer(ana!, caseId, { text: 'Un', attachmentIds: [] });
      await as(ana!, (tx) => updateCase(tx, ana!, { id: caseId, wanted: { status: 'open' } }));
      if (status !== 'open') await as(ana!, (tx) => updateCase(tx, ana!, { id: caseId, wanted }));
      const second = { caseId, entryId: await answer(ana!, caseId, { text: 'Deux', attachmentIds: [] }) };
      expect((await caseDetail(town.database, ana!, { id: caseId })).status).toBe('waiting');
      await takeBack(second);
      expect((await caseDetail(town.database, ana!, { id: caseId })).status).toBe(status);
    }
  });

  it('waits where two replies stood after it was opened by hand, and one of them is taken back', async () => {
    const caseId = await asked();
    await answer(ana!, caseId, { text: 'Un', attachmentIds: [] });
    await as(ana!, (tx) => updateCase(tx, ana!, { id: caseId, wanted: { status: 'open' } }));
    await answer(ana!, caseId, { text: 'Deux', attachmentIds: [] });
    const third = { caseId, entryId: await answer(ana!, caseId, { text: 'Trois', attachmentIds: [] }) };
    await takeBack(third);
    expect((await caseDetail(town.database, ana!, { id: caseId })).status).toBe('waiting');
  });

  it('is nobody’s again where one that was to leave another day is taken back at once', async () => {
    const caseId = await asked();
    const sendAt = new Date(Date.now() + DAY).toISOString();
    const one = { caseId, entryId: await answer(ana!, caseId, { text: 'Demain', attachmentIds: [], sendAt }) };
    expect(await caseDetail(town.database, ana!, { id: caseId })).toMatchObject({ assignee: { name: 'Ana' } });
    await takeBack(one);
    expect(await caseDetail(town.database, ana!, { id: caseId })).toMatchObject({ assignee: null, status: 'open' });
  });

  it('is taken back by its author alone in a case that is out of their reach by now, and as long as it waits', async () => {
    const [voirie] = await town.database.query<{ id: string }>(`select id from team where name = 'Voirie'`);
    const eve = await town.agent('Eve', [voirie!.id]);
    const givenAway = async () => {
      const one = await replyTo(await asked(), 'Un');
      const wanted = { teamId: voirie!.id, assigneeId: eve.id };
      await as(root!, (tx) => updateCase(tx, root!, { id: one.caseId, wanted }));
      return one;
    };
    const [one, late] = [await givenAway(), await givenAway()];
    await expect(as(bob!, (tx) => cancelMessage(tx, bob!, one))).rejects.toMatchObject({ code: 'not-found' });
    await takeBack(one);
    await expect(caseDetail(town.database, ana!, { id: one.caseId })).rejects.toMatchObject({ code: 'not-found' });
    const { assignee, status } = await caseDetail(town.database, eve, { id: one.caseId });
    expect([assignee?.name, status]).toEqual(['Eve', 'open']);

    for (const state of ['sent', 'blocked']) {
      await town.database.execute(`update delivery set state = $2 where entry_id = $1`, [late.entryId, state]);
      await expect(takeBack(late)).rejects.toMatchObject({ code: 'already-sent' });
    }
  });

  it('leaves its files to a colleague who cancels it where it was blocked, and goes on with it', async () => {
    const { caseId, message, entryId } = await sent();
    await town.database.execute(
      `update delivery set state = 'blocked', reason = 'author-may-not' where entry_id = $1`,
      [entryId],
    );
    await as(bob!, (tx) => cancelMessage(tx, bob!, { caseId, entryId }));
    await expect(answer(ana!, caseId, message)).rejects.toMatchObject({ code: 'invalid-request' });
    await answer(bob!, caseId, message);
  });

  it('was drafted together: whoever takes its draft over sends it with its files', async () => {
    const [caseId, file] = [await asked(), await upload(ana!, 'plan.pdf')];
    const message: PostMessage = { text: 'Votre écharpe est ici', attachmentIds: [file] };
    const draft = { ...message, mode: 'reply' as const, html: null, mentions: [] };
    await as(ana!, (tx) => saveDraft(tx, ana!, { caseId, draft }));
    await as(ana!, (tx) => shareDraft(tx, ana!, caseId));
    const entryId = await answer(ana!, caseId, message);
    await as(ana!, (tx) => cancelMessage(tx, ana!, { caseId, entryId }));
    await as(bob!, (tx) => takeOverDraft(tx, bob!, { caseId }));

    expect(await sharedDraft(town.database, bob!, caseId)).toMatchObject({ attachments: [{ id: file }] });
    const again = await answer(bob!, caseId, message);
    expect(await shownEntry(town.database, ana!, { caseId, entryId: again })).toMatchObject({
      attachments: [{ id: file }],
    });
  });
});
