import type { Principal } from '@guichet/access';
import { Attachment, Case, CaseType, Delivery, Message, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../../../messages/src/signed-address-token.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { draftsOf, saveDraft } from '../drafts/own-drafts.js';
import { appendEntry } from '../timeline/append-entries.js';
import { lockCaseOfEntry } from '../verbs/lock-case-of-entry.js';
import { linkCase } from '../verbs/link-case.js';
import { mergeCase, moveEntries, splitCase } from './move-split-merge.js';
import { addNote } from '../verbs/add-note.js';
import { counts } from '../inbox/inbox.queries.js';
import { markRead } from '../timeline/mark-case-read.js';
import { saveCase } from '../timeline/write-cases-and-entries.js';
import { setCitizen } from '../verbs/set-citizen-of-case.js';
import { search } from '../search/search.js';
import { othersEntriesSince, timeline } from '../timeline/timeline.queries.js';
import { undoMove } from './undo-move.js';
import { updateCase } from '../verbs/update-case.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let schools: Intake;
let taxes: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const [one, two] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [one, two]);
  bob = await town.agent('Bob', [two]);
  schools = await town.mailbox(one);
  taxes = await town.mailbox(two);
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const detail = (id: string, who = ana) => caseDetail(town.database, who, { id });
const entries = async (id: string) => (await timeline(town.database, ana, { caseId: id, query: { limit: 100 } })).items;
const said = async (id: string) =>
  (await entries(id)).flatMap((entry) => (entry.kind === 'activity' ? [] : [entry.kind === 'note' ? `(${entry.text})` : entry.text])); // prettier-ignore
const idOf = async (caseId: string, text: string) =>
  (await entries(caseId)).find((entry) => entry.kind !== 'activity' && entry.text === text)!.id;
const write = async (address: string, body: string, { caseId, account = schools }: { caseId?: string; account?: Intake } = {}) =>
  (await receive(town, account, from('email', address, { name: address.split('@')[0], 
    body, ...(caseId ? { threadKeys: [`reply:${signAddressToken(town.keyring, 'reply', caseId)}`] } : {}) })))[0]!; // prettier-ignore

async function insertCaseType(tx: Tx, name: string): Promise<string> {
  const id = newId();
  await tx.repo(CaseType).insert({ id, name, active: true, createdAt: tx.now });
  return id;
}

/** A scheduled reply of Ana's, with a file. */
async function answer(caseId: string, text: string): Promise<string> {
  return as(ana, async (tx) => {
    const item = await tx.repo(Case).findOneByOrFail({ id: caseId });
    const file = {
      id: newId(),
      name: 'form.pdf',
      type: 'application/pdf',
      size: 3,
      inline: false,
      state: 'ready' as const,
    };
    const to = [{ type: 'email', value: 'zoe@citizen.test', verified: false } as const];
    const segments = [{ kind: 'visible' as const, text }];
    const data = { from: null, to, cc: [], subject: null, segments, html: null, remoteImages: [], attachments: [file], claimedAt: null, flags: [], hiddenParts: 0, hasOriginal: false }; // prettier-ignore
    const { id } = await appendEntry(tx, {
      item,
      entry: {
        kind: 'message',
        direction: 'out',
        channel: 'email',
        channelAccountId: schools.id,
        data,
      },
    });
    const common = { entryId: id, caseId, channelAccountId: schools.id };
    await tx.repo(Message).insert({ ...common, direction: 'out', externalId: id, fingerprint: '', envelopeId: null, handleId: null }); // prettier-ignore
    await tx.repo(Delivery).insert({ ...common, state: 'scheduled', reason: null, attempts: 0, dueAt: tx.now, startedAt: null, changedAt: tx.now, recipients: [] }); // prettier-ignore
    await tx.repo(Attachment).insert({ ...file, digest: 'd'.repeat(64), entryId: id, caseId, uploadedBy: ana.id, createdAt: tx.now }); // prettier-ignore
    await saveCase(tx, item);
    return id;
  });
}

describe('a message that belongs to another case', () => {
  it('goes there with what was told about it, its files and its delivery, and comes back as it was', async () => {
    const wrong = await write('zoe@citizen.test', 'Ma fille');
    const right = await write('zoe@citizen.test', 'Mes impôts', { account: taxes });
    const held = await answer(wrong, 'À propos des impôts');
    await as(ana, async (tx) => {
      const item = await lockCaseOfEntry(tx, held);
      await appendEntry(tx, { item, entry: { kind: 'activity', data: { type: 'reaction', entryId: held, emoji: '👍', by: 'Zoé', reportedAt: null } } }); // prettier-ignore
      await saveCase(tx, item);
    });
    await as(ana, (tx) => addNote(tx, ana, { caseId: wrong, note: { text: 'stays', mentions: [] } }));
    const before = [await detail(wrong), await detail(right)];

    const { moveId } = await as(ana, (tx) =>
      moveEntries(tx, ana, { fromId: wrong, wanted: { entryIds: [held], intoId: right } }),
    );
    expect(await said(wrong)).toEqual(['Ma fille', '(stays)']);
    expect(await said(right)).toEqual(['Mes impôts', 'À propos des impôts']);
    const moved = (await entries(right)).find(({ id }) => id === held);
    expect(moved).toMatchObject({ movedFrom: { caseId: wrong, reference: before[0]!.reference }, delivery: { status: 'scheduled' } }); // prettier-ignore
    expect((await entries(right)).map((entry) => (entry.kind === 'activity' ? entry.activity.type : entry.kind))).toEqual(['message', 'message', 'reaction', 'moved']); // prettier-ignore
    for (const table of ['message', 'delivery', 'attachment'])
      expect(await town.database.query(`select case_id from ${table} where entry_id = $1`, [held])).toEqual([{ case_id: right }]); // prettier-ignore
    expect(await detail(right)).toMatchObject({ preview: 'À propos des impôts', lastEntry: { direction: 'out' }, moves: [{ id: moveId, how: 'moved', direction: 'in', count: 1, by: 'Ana' }] }); // prettier-ignore
    expect(await detail(wrong)).toMatchObject({ preview: 'stays', moves: [{ id: moveId, direction: 'out', caseId: right }] }); // prettier-ignore
    expect((await search(town.database, bob, { q: 'propos', limit: 10 })).hits.map((hit) => hit.case.id)).toEqual([
      right,
    ]);

    await as(ana, (tx) => undoMove(tx, ana, { caseId: right, moveId }));
    expect(await said(wrong)).toEqual(['Ma fille', 'À propos des impôts', '(stays)']);
    expect(await said(right)).toEqual(['Mes impôts']);
    expect((await entries(wrong)).find(({ id }) => id === held)).toMatchObject({ movedFrom: null });
    expect((await search(town.database, bob, { q: 'propos', limit: 10 })).hits).toEqual([]);
    expect(await detail(wrong)).toMatchObject({ preview: before[0]!.preview, participants: before[0]!.participants, moves: [] }); // prettier-ignore
    await expect(as(ana, (tx) => undoMove(tx, ana, { caseId: right, moveId }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  // Threats: A019.
  it('is not sent to, or taken from, a case that the agent may not see', async () => {
    const [mine, theirs] = [await write('a@citizen.test', 'Mine', { account: taxes }), await write('b@citizen.test', 'Theirs')]; // prettier-ignore
    const move = (fromId: string, intoId: string, entryId: string) =>
      as(bob, (tx) => moveEntries(tx, bob, { fromId, wanted: { entryIds: [entryId], intoId } }));
    await expect(move(mine, theirs, await idOf(mine, 'Mine'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(move(theirs, mine, await idOf(theirs, 'Theirs'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(move(mine, theirs, newId())).rejects.toMatchObject({ code: 'not-found' });
    const stranger = as(ana, async (tx) => moveEntries(tx, ana, { fromId: mine, wanted: { entryIds: [await idOf(theirs, 'Theirs')], intoId: theirs } })); // prettier-ignore
    await expect(stranger).rejects.toMatchObject({ code: 'invalid-request', more: { errors: [{ path: 'entryIds.0' }] } }); // prettier-ignore
  });

  // Threats: A089.
  it('is never rewritten: nothing of it can be changed but where it lies', async () => {
    const entryId = await idOf(await write('q@citizen.test', 'Kept'), 'Kept');
    const columns = await town.database.query<{ name: string }>(`select column_name as name from information_schema.columns where table_name = 'timeline_entry'`); // prettier-ignore
    const changeable: string[] = [];
    for (const { name } of columns)
      await town.database.execute(`update timeline_entry set ${name} = ${name} where id = $1`, [entryId]).then(
        () => changeable.push(name),
        (error: unknown) => expect(error).toMatchObject({ message: expect.stringContaining('never rewritten') }),
      );
    expect(changeable.sort()).toEqual(['case_id', 'case_version', 'from_case_id', 'position']);
    await expect(town.database.execute(`delete from timeline_entry where id = $1`, [entryId])).rejects.toThrow('never rewritten'); // prettier-ignore
  });

  it('brings a closed case back to the queue, when it waits for an answer there', async () => {
    const closed = await write('c@citizen.test', 'Before');
    await as(ana, (tx) => updateCase(tx, ana, { id: closed, wanted: { status: 'closed' } }));
    const other = await write('c@citizen.test', 'After');
    const { moveId } = await as(ana, async (tx) => moveEntries(tx, ana, { fromId: other, wanted: { entryIds: [await idOf(other, 'After')], intoId: closed } })); // prettier-ignore
    expect(await detail(closed)).toMatchObject({ status: 'open', unread: true, closedAt: null });
    await as(ana, (tx) => undoMove(tx, ana, { caseId: closed, moveId }));
    expect(await detail(closed)).toMatchObject({ status: 'closed', closedAt: expect.any(String) });
  });

  it('takes along and brings back what was told about it meanwhile', async () => {
    const [one, two] = [await write('j@citizen.test', 'Old words'), await write('k@citizen.test', 'Other')];
    const entryId = await idOf(one, 'Old words');
    const { moveId } = await as(ana, (tx) =>
      moveEntries(tx, ana, { fromId: one, wanted: { entryIds: [entryId], intoId: two } }),
    );
    await as(ana, async (tx) => {
      const item = await lockCaseOfEntry(tx, entryId);
      await appendEntry(tx, {
        item,
        entry: {
          kind: 'activity',
          data: { type: 'edited', entryId, text: 'New words', reportedAt: null },
        },
      });
      await saveCase(tx, item);
    });
    await as(ana, (tx) => undoMove(tx, ana, { caseId: one, moveId }));
    const entryTypes = async (id: string) => (await entries(id)).map((entry) => (entry.kind === 'activity' ? entry.activity.type : entry.kind)); // prettier-ignore
    expect(await entryTypes(one)).toEqual(['message', 'moved', 'edited', 'move-undone']);
    expect(await entryTypes(two)).toEqual(['message', 'moved', 'move-undone']);
    expect((await entries(two)).at(-1)).toMatchObject({ activity: { moveId, how: 'moved' } });
    expect(await detail(one)).toMatchObject({ unread: true });
    expect(await detail(two)).toMatchObject({ lastPosition: 3 });
  });

  // Threats: A019.
  it('does not tell of a case that the reader may not see', async () => {
    const [hidden, seen] = [await write('l@citizen.test', 'Theirs'), await write('m@citizen.test', 'Ours', { account: taxes })]; // prettier-ignore
    await as(ana, (tx) => linkCase(tx, ana, { caseId: seen, otherId: hidden, accept: true }));
    const { moveId } = await as(ana, async (tx) => moveEntries(tx, ana, { fromId: hidden, wanted: { entryIds: [await idOf(hidden, 'Theirs')], intoId: seen } })); // prettier-ignore
    const other = { caseId: hidden, reference: (await detail(hidden)).reference };
    const visible = (await timeline(town.database, bob, { caseId: seen, query: { limit: 100 } })).items;
    expect(JSON.stringify(visible)).not.toMatch(new RegExp(`${other.caseId}|${other.reference}`));
    expect(visible).toMatchObject([
      { text: 'Theirs', movedFrom: null },
      { text: 'Ours' },
      { activity: { type: 'linked', caseId: null, reference: null } },
      { activity: { type: 'moved', moveId, caseId: null, reference: null, count: 1 } },
    ]);
    expect(await entries(seen)).toMatchObject([{ movedFrom: other }, {}, { activity: other }, { activity: other }]);
    // Nor is whoever answers meanwhile shown it, among what others have done.
    const since = (who: Principal) =>
      othersEntriesSince(town.database.query.bind(town.database), who, { caseId: seen, version: 1 });
    expect(await since(bob)).toMatchObject([
      { movedFrom: null },
      { activity: { type: 'moved', caseId: null, reference: null } },
    ]);
    const cy = await town.agent('Cy', [], 'administrator');
    expect(await since(cy)).toMatchObject([{ movedFrom: other }, { activity: other }]);
  });
});

describe('what nobody has read', () => {
  it('is read by nobody, wherever it goes', async () => {
    const [one, two] = [await write('d@citizen.test', 'First'), await write('e@citizen.test', 'Second')];
    await as(ana, (tx) => markRead(tx, ana, { caseId: two, position: 1 }));
    const { moveId } = await as(ana, async (tx) => moveEntries(tx, ana, { fromId: one, wanted: { entryIds: [await idOf(one, 'First')], intoId: two } })); // prettier-ignore
    expect(await said(two)).toEqual(['First', 'Second']);
    expect(await detail(two)).toMatchObject({ unread: true, readPosition: 0 });
    await as(ana, (tx) => undoMove(tx, ana, { caseId: one, moveId }));
    expect(await detail(two)).toMatchObject({ unread: false, readPosition: 1 });
    expect(await detail(one)).toMatchObject({ unread: true, readPosition: 0 });
  });
});

describe('a case of two matters', () => {
  it('is split; what was split off is about whoever wrote it, who is no part of the rest', async () => {
    const zoe = await write('zoe.s@citizen.test', 'Ma question');
    await write('paul.s@citizen.test', 'Et la mienne ?', { caseId: zoe });
    const entryIds = [await idOf(zoe, 'Et la mienne ?')];
    const { intoId, moveId } = await as(ana, (tx) => splitCase(tx, ana, { fromId: zoe, wanted: { entryIds } }));
    expect(await detail(intoId)).toMatchObject({
      subject: 'Inscription école',
      citizen: { name: 'paul.s' },
      status: 'open',
      unread: true,
      participants: [{ value: 'paul.s@citizen.test' }],
      replyTo: { to: ['paul.s@citizen.test'] },
      links: [{ caseId: zoe, state: 'linked' }],
    });
    expect((await detail(zoe)).participants.map(({ value }) => value)).toEqual(['zoe.s@citizen.test']);
    // He goes on in his own case, and with his conversation when that is undone; another person has no part in that.
    expect(await write('paul.s@citizen.test', 'Encore moi', { caseId: intoId })).toBe(intoId);
    await as(ana, (tx) => addNote(tx, ana, { caseId: intoId, note: { text: 'Paul called', mentions: [] } }));

    const undone = await as(ana, (tx) => undoMove(tx, ana, { caseId: zoe, moveId }));
    expect(undone).toEqual({ moveId, fromId: zoe, intoId, returned: 1, stayed: 1 });
    expect(await said(zoe)).toEqual(['Ma question', 'Et la mienne ?', 'Encore moi']);
    expect(await said(intoId)).toEqual(['(Paul called)']);
    expect(await detail(intoId)).toMatchObject({ status: 'open', links: [], mergedInto: null });
  });

  it('keeps what it was known to be about, and how urgent: case type, language, priority, tags', async () => {
    const whole = await write('g@citizen.test', 'Deux questions');
    const type = await as(ana, (tx) => insertCaseType(tx, 'Cantine'));
    const known = { caseTypeId: type, language: 'ar', priority: 'high', tags: ['cantine'] } as const;
    await as(ana, (tx) => updateCase(tx, ana, { id: whole, wanted: { ...known, tags: ['cantine'] } }));

    const entryIds = [await idOf(whole, 'Deux questions')];
    const { intoId } = await as(ana, (tx) => splitCase(tx, ana, { fromId: whole, wanted: { entryIds } }));

    expect(await detail(intoId)).toMatchObject({
      ...{ caseType: { id: type, name: 'Cantine' }, language: 'ar', priority: 'high', tags: ['cantine'] },
    });
  });

  it('that is whole again leaves the empty case closed; answers to that one come to the whole', async () => {
    const whole = await write('f@citizen.test', 'One');
    await write('f@citizen.test', 'Two', { caseId: whole });
    const { intoId, moveId } = await as(ana, async (tx) => splitCase(tx, ana, { fromId: whole, wanted: { entryIds: [await idOf(whole, 'Two')], subject: 'Two' } })); // prettier-ignore
    await as(ana, (tx) => undoMove(tx, ana, { caseId: intoId, moveId }));
    expect(await detail(intoId)).toMatchObject({ status: 'closed', mergedInto: { caseId: whole }, preview: '' });
    expect(await write('f@citizen.test', 'Three', { caseId: intoId })).toBe(whole);
    expect(await said(whole)).toEqual(['One', 'Two', 'Three']);
  });
});

describe('two cases of one matter', () => {
  it('become one by time; answers to either come there, until the merge is undone', async () => {
    const [one, two] = [await write('g@citizen.test', 'A'), await write('g@citizen.test', 'B')];
    await write('g@citizen.test', 'C', { caseId: one });
    await write('g@citizen.test', 'D', { caseId: two });
    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: two, intoId: one }));
    expect(await said(one)).toEqual(['A', 'B', 'C', 'D']);
    expect(await detail(two)).toMatchObject({ status: 'closed', mergedInto: { caseId: one }, links: [{ caseId: one, state: 'linked' }], unread: false }); // prettier-ignore
    expect(await write('g@citizen.test', 'E', { caseId: two })).toBe(one);
    await expect(as(ana, (tx) => mergeCase(tx, ana, { fromId: two, intoId: one }))).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(as(ana, (tx) => mergeCase(tx, ana, { fromId: one, intoId: two }))).rejects.toMatchObject({
      code: 'conflict',
    });

    await as(ana, (tx) => undoMove(tx, ana, { caseId: two, moveId }));
    expect([await said(one), await said(two)]).toEqual([['A', 'C'], ['B', 'D', 'E']]); // prettier-ignore
    expect(await detail(two)).toMatchObject({ status: 'open', mergedInto: null, links: [], closedAt: null });
  });

  // Threats: C06.
  it('take in what was on its way to the one that is gone', async () => {
    const [gone, kept] = [await write('p@citizen.test', 'A'), await write('p@citizen.test', 'B')];
    const arrives = () => write('p@citizen.test', 'C', { caseId: gone });
    expect(await town.commitWhenBlocked(ana, (tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept }), arrives)).toBe(
      kept,
    );
    expect(await said(kept)).toEqual(['A', 'B', 'C']);
    expect(await detail(gone)).toMatchObject({ status: 'closed' });
  });

  it('leave a shell that takes no words any more and says where they go, until the merge is undone', async () => {
    const [gone, kept] = [await write('n@citizen.test', 'A'), await write('n@citizen.test', 'B', { account: taxes })];
    const third = await write('n@citizen.test', 'C', { account: taxes });
    await as(ana, (tx) => updateCase(tx, ana, { id: gone, wanted: { teamId: taxes.teamId } }));
    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept }));
    const { reference } = await detail(kept);
    const writing: Record<string, (tx: Tx) => Promise<unknown>> = {
      note: (tx) => addNote(tx, bob, { caseId: gone, note: { text: 'Lost', mentions: [] } }),
      status: (tx) => updateCase(tx, bob, { id: gone, wanted: { status: 'open' } }),
      tags: (tx) => updateCase(tx, bob, { id: gone, wanted: { tags: ['lost'] }, expectedVersion: 1 }),
      citizen: (tx) => setCitizen(tx, bob, { caseId: gone, wanted: { name: 'Lost' } }),
      link: (tx) => linkCase(tx, bob, { caseId: third, otherId: gone, accept: true }),
      draft: (tx) =>
        saveDraft(tx, bob, {
          caseId: gone,
          draft: { mode: 'reply', text: 'Lost', html: null, attachmentIds: [], mentions: [] },
        }),
      split: (tx) => splitCase(tx, bob, { fromId: gone, wanted: { entryIds: [third] } }),
      move: async (tx) => moveEntries(tx, bob, { fromId: third, wanted: { entryIds: [third], intoId: gone } }),
    };
    for (const [verb, work] of Object.entries(writing)) {
      const refusal = await as(bob, work).catch((error: unknown) => error);
      expect([verb, refusal]).toEqual([verb, expect.objectContaining({ code: 'conflict', more: expect.objectContaining({ data: expect.objectContaining({ intoId: kept, reference }) }) })]); // prettier-ignore
    }
    await as(ana, (tx) => updateCase(tx, ana, { id: kept, wanted: { teamId: schools.teamId } }));
    await expect(as(bob, writing['note']!)).rejects.toMatchObject({ code: 'conflict', more: { data: { intoId: null, reference: null } } }); // prettier-ignore
    await as(ana, (tx) => undoMove(tx, ana, { caseId: gone, moveId }));
    await as(bob, writing['note']!);
    expect(await said(gone)).toEqual(['A', '(Lost)']);
  });

  it('have the drafts of both: in the one that is left where that is free, and back again', async () => {
    const [gone, kept] = [await write('o@citizen.test', 'A', { account: taxes }), await write('o@citizen.test', 'B', { account: taxes })]; // prettier-ignore
    const draft = (who: Principal, id: string, text: string) =>
      as(who, (tx) =>
        saveDraft(tx, who, { caseId: id, draft: { mode: 'reply', text, html: null, attachmentIds: [], mentions: [] } }),
      );
    const drafts = async (who: Principal) =>
      Promise.all([gone, kept].map(async (id) => (await draftsOf(town.database, who, id)).draft?.text));
    await draft(ana, gone, 'of A');
    await draft(bob, gone, 'of A');
    await draft(bob, kept, 'of B');
    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept }));
    expect([await drafts(ana), await drafts(bob)]).toEqual([[undefined, 'of A'], ['of A', 'of B']]); // prettier-ignore
    await as(ana, (tx) => undoMove(tx, ana, { caseId: gone, moveId }));
    expect([await drafts(ana), await drafts(bob)]).toEqual([['of A', undefined], ['of A', 'of B']]); // prettier-ignore
  });

  it('give back a draft with what was written in it since the merge, keep one that was begun after it, and say of both that it was undone', async () => {
    const [gone, kept] = [await write('o@citizen.test', 'A', { account: taxes }), await write('o@citizen.test', 'B', { account: taxes })]; // prettier-ignore
    const draft = (who: Principal, id: string, { text, replaces }: { text: string; replaces?: string }) =>
      as(who, (tx) =>
        saveDraft(tx, who, {
          ...{ caseId: id, replaces },
          draft: { mode: 'reply', text, html: null, attachmentIds: [], mentions: [] },
        }),
      );
    const stateOf = async (who: Principal, id: string) => {
      const { unmergedDrafts } = await caseDetail(town.database, who, { id });
      return [(await draftsOf(town.database, who, id)).draft?.text, unmergedDrafts.map(({ reference }) => reference)];
    };
    const [ofGone, ofKept] = [(await detail(gone)).reference, (await detail(kept)).reference];
    await draft(ana, gone, { text: 'of A' });
    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept }));
    const { updatedAt } = await draft(ana, kept, { text: 'of A, and on' });
    await draft(bob, kept, { text: 'of both' });
    await as(ana, (tx) => undoMove(tx, ana, { caseId: gone, moveId }));
    expect([await stateOf(ana, gone), await stateOf(ana, kept)]).toEqual([
      ['of A, and on', [ofKept]],
      [undefined, []],
    ]);
    expect([await stateOf(bob, gone), await stateOf(bob, kept)]).toEqual([
      [undefined, []],
      ['of both', [ofGone]],
    ]);
    // What a browser had not saved yet when it was undone comes after it.
    await draft(ana, kept, { text: 'of A, and on, and on', replaces: updatedAt! });
    expect(await stateOf(ana, kept)).toEqual(['of A, and on, and on', [ofGone]]);
    // Merged again, it goes to whom it was written for.
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept }));
    expect(await stateOf(bob, kept)).toEqual(['of both', []]);
  });

  it('that were merged on come apart in the order in which that is possible', async () => {
    const [one, two, three] = [await write('h@citizen.test', 'A'), await write('h@citizen.test', 'B'), await write('h@citizen.test', 'C')]; // prettier-ignore
    const first = await as(ana, (tx) => mergeCase(tx, ana, { fromId: one, intoId: two }));
    const second = await as(ana, (tx) => mergeCase(tx, ana, { fromId: two, intoId: three }));
    expect(await write('h@citizen.test', 'D', { caseId: one })).toBe(three);
    await expect(as(ana, (tx) => undoMove(tx, ana, { caseId: one, moveId: first.moveId }))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await detail(one)).moves).toEqual([]);
    await as(ana, (tx) => undoMove(tx, ana, { caseId: three, moveId: second.moveId }));
    expect((await detail(one)).moves).toMatchObject([{ id: first.moveId }]);
    await as(ana, (tx) => undoMove(tx, ana, { caseId: one, moveId: first.moveId }));
    expect([await said(one), await said(two), await said(three)]).toEqual([['A'], ['B'], ['C', 'D']]);
  });

  it('keep the counts of the queues equal to a recount', async () => {
    const empty = await openCase(town, ana, 'By hand');
    const other = await write('i@citizen.test', 'A');
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: other, intoId: empty }));
    expect(await detail(empty)).toMatchObject({ citizen: { name: 'i' }, status: 'open', unread: true });
    const [row] = await town.database.query<{ n: number }>(`select count(*)::int as n from cases where status <> 'closed'`); // prettier-ignore
    expect((await counts(town.database, ana)).all).toBe(row!.n);
  });
});
