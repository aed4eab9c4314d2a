import { caseFor, type Principal } from '@guichet/access';
import { Draft } from '@guichet/contracts';
import { Attachment, type Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { allEvents } from '../../../../test/support/all-events.js';
import { openCase } from '../../../../test/support/open-case.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { inbox } from '../inbox/inbox.queries.js';
import { mergeCase } from '../moving/move-split-merge.js';
import { undoMove } from '../moving/undo-move.js';
import { timeline } from '../timeline/timeline.queries.js';
import { deleteDraft, draftsOf, saveDraft } from './own-drafts.js';
import { commentDraft, saveSharedDraft, shareDraft, takeOverDraft, unshareDraft } from './shared-draft-actions.js';
import { endSharingOfSent, shareAgain, sharedDraftOfSent } from './shared-draft-of-sent.js';
import { sharedDraft } from './shared-drafts.queries.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let otto: Principal;
let caseId: string;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Accueil');
  ana = await town.agent('Ana', [team]);
  bao = await town.agent('Bao', [team]);
  otto = await town.agent('Otto', [await town.team('Autre')]);
});
afterAll(() => town.close());
beforeEach(async () => {
  caseId = await openCase(town, ana, 'École');
});

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const writes = (who: Principal, text: string, draft: Partial<Draft> = {}) =>
  as(who, (tx) => saveDraft(tx, who, { caseId, draft: Draft.parse({ text, ...draft }) }));
const shares = (who: Principal) => as(who, (tx) => shareDraft(tx, who, caseId));
const turnOf = async (who: Principal) => (await reads(who)).turnId;
const takesOver = async (who: Principal) => {
  const turnId = await turnOf(who);
  await as(who, (tx) => takeOverDraft(tx, who, { caseId, turnId }));
};
const saves = async (who: Principal, text: string, turnId?: string) => {
  const turn = turnId ?? (await turnOf(who));
  await as(who, (tx) => saveSharedDraft(tx, who, { caseId, turnId: turn, draft: Draft.parse({ text }) }));
};
const unshares = (who: Principal) => as(who, (tx) => unshareDraft(tx, who, caseId));
const sends = (who: Principal, text: string, turnId?: string) =>
  as(who, async (tx) => {
    const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
    const { shared, draftedBy } = await sharedDraftOfSent(tx, who, { caseId, text, turnId });
    const entryId = newId();
    await endSharingOfSent(tx, item, { shared, entryId, text, html: null });
    return { entryId, draftedBy };
  });
const comments = (who: Principal, text: string, mentions: string[] = []) =>
  as(who, (tx) => commentDraft(tx, who, { caseId, note: { text, mentions } }));
const reads = (who: Principal) => sharedDraft(town.database, who, caseId);
const wordsOf = async (who: Principal) => (await draftsOf(town.database, who, caseId)).draft?.text;
const markFor = async (who: Principal) =>
  (await inbox(town.database, who, { view: 'all', limit: 50, sort: 'newest' })).items.find(({ id }) => id === caseId)
    ?.draft;
const uploadOf = async (who: Principal): Promise<string> => {
  const id = newId();
  await town.database.source.getRepository(Attachment).insert({
    ...{ id, digest: 'd'.repeat(64), name: 'plan.pdf', type: 'application/pdf', size: 3, inline: false },
    ...{ entryId: null, caseId: null, uploadedBy: who.id, createdAt: new Date() },
  });
  return id;
};
const eventsOf = async () => (await allEvents(town.database)).filter((event) => event.caseId === caseId);

describe('a draft that is shared', () => {
  // Interaction: R08.
  it('is read by whoever sees the case as its writer has it now, and by nobody else', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);

    await saves(ana, 'Bonjour Madame');

    expect(await reads(bao)).toMatchObject({
      draft: { text: 'Bonjour Madame' },
      writer: { id: ana.id, name: 'Ana' },
      sharedBy: { name: 'Ana' },
      comments: [],
    });
    await expect(reads(otto)).rejects.toMatchObject({ code: 'not-found' });
    expect((await eventsOf()).slice(-1)).toMatchObject([{ type: 'shared-draft.written', audience: 'teams' }]);
    expect((await caseDetail(town.database, bao, { id: caseId })).sharedDraft).toMatchObject({
      writer: { name: 'Ana' },
    });
    expect(await wordsOf(ana)).toBeUndefined();
  });

  it('is one at a time in a case, and there is none before something was written', async () => {
    await expect(shares(ana)).rejects.toMatchObject({ more: { reason: 'nothing-to-share' } });
    await writes(ana, 'Bonjour');
    await writes(bao, 'Madame');
    await shares(ana);

    await expect(shares(bao)).rejects.toMatchObject({ more: { reason: 'draft-shared-already' } });
    await expect(as(otto, (tx) => shareDraft(tx, otto, caseId))).rejects.toMatchObject({ code: 'not-found' });
  });

  // Interaction: R08.
  it('goes with its words and files to the colleague who takes it over, and stays shared', async () => {
    const file = await uploadOf(ana);
    await writes(ana, 'Bonjour', { attachmentIds: [file] });
    await shares(ana);

    await takesOver(bao);

    expect(await reads(ana)).toMatchObject({
      draft: { text: 'Bonjour' },
      writer: { name: 'Bao' },
      sharedBy: { name: 'Ana' },
      attachments: [{ id: file }],
      coAuthors: ['Ana'],
    });
    const [upload] = await town.database.query<{ by: string }>(
      `select uploaded_by as by from attachment where id = $1`,
      [file],
    );
    expect(upload?.by).toBe(bao.id);
  });

  it('names no file that its writer has not uploaded', async () => {
    const file = await uploadOf(otto);
    await writes(ana, 'Bonjour', { attachmentIds: [file] });
    await shares(ana);

    expect((await reads(bao)).attachments).toEqual([]);
  });

  it('leaves a reply where it is that the one who takes it over has begun for themselves', async () => {
    await writes(bao, 'Tout autre chose');
    await writes(ana, 'Bonjour');
    await shares(ana);

    await takesOver(bao);
    await saves(bao, 'Bonjour Madame');

    expect(await wordsOf(bao)).toBe('Tout autre chose');
    expect(await reads(ana)).toMatchObject({ draft: { text: 'Bonjour Madame' } });
  });

  it('takes nothing that its writer saves after their turn, also once it is theirs again', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    const first = await turnOf(ana);
    await takesOver(bao);
    await saves(bao, 'Bonjour Madame');
    const refusal = { code: 'conflict', more: { reason: 'draft-of-colleague' } };

    await expect(saves(ana, 'Bonjour, et merci', first)).rejects.toMatchObject(refusal);
    await expect(saves(ana, 'Bonjour, et merci')).rejects.toMatchObject(refusal);
    await takesOver(ana);
    await expect(saves(ana, 'Bonjour, et merci', first)).rejects.toMatchObject(refusal);

    expect(await reads(ana)).toMatchObject({ draft: { text: 'Bonjour Madame' } });
  });

  it('has what its writer saves as it is taken over, or refuses it: it is lost to nobody in between', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    const turnId = await turnOf(ana);

    const [saved] = await Promise.allSettled([saves(ana, 'Bonjour Madame', turnId), takesOver(bao)]);

    expect(await reads(bao)).toMatchObject({
      draft: { text: saved.status === 'fulfilled' ? 'Bonjour Madame' : 'Bonjour' },
      writer: { name: 'Bao' },
    });
  });

  it('is for those alone who are named where its case is restricted, and so are its comments', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [caseId, [ana.id]]);

    await expect(reads(bao)).rejects.toMatchObject({ code: 'not-found' });
    await expect(as(bao, (tx) => takeOverDraft(tx, bao, { caseId }))).rejects.toMatchObject({ code: 'not-found' });
    await expect(comments(bao, 'Quoi ?')).rejects.toMatchObject({ code: 'not-found' });
    await expect(comments(ana, 'Quoi, @Bao ?', [bao.id])).rejects.toMatchObject({ code: 'invalid-request' });
    expect((await reads(ana)).comments).toEqual([]);
  });

  it('is taken over from a colleague who works there no more', async () => {
    const gone = await town.agent('Gaby', ana.teamIds.slice());
    await writes(gone, 'Bonjour');
    await shares(gone);
    await town.database.execute(`update agent set active = false where id = $1`, [gone.id]);

    await takesOver(bao);

    expect(await reads(ana)).toMatchObject({
      draft: { text: 'Bonjour' },
      writer: { name: 'Bao' },
      coAuthors: ['Gaby'],
    });
  });

  it('is not taken from somebody else than the one from whom it was to be taken', async () => {
    const cleo = await town.agent('Cleo', ana.teamIds.slice());
    await writes(ana, 'Bonjour');
    await shares(ana);
    const seen = await turnOf(cleo);
    await takesOver(bao);

    await expect(as(cleo, (tx) => takeOverDraft(tx, cleo, { caseId, turnId: seen }))).rejects.toMatchObject({
      more: { reason: 'draft-of-colleague' },
    });
  });

  it('is made one’s own again by its writer alone, beside a reply that was begun meanwhile', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    await writes(ana, 'Merci');
    await expect(unshares(bao)).rejects.toMatchObject({ more: { reason: 'draft-of-colleague' } });

    await unshares(ana);
    await unshares(ana);

    expect(await wordsOf(ana)).toBe('Merci\n\nBonjour');
    await expect(reads(bao)).rejects.toMatchObject({ code: 'not-found' });
    await expect(as(bao, (tx) => takeOverDraft(tx, bao, { caseId, turnId: newId() }))).rejects.toMatchObject({
      more: { reason: 'draft-not-shared' },
    });
  });

  it('stays shared once several have written in it, whoever writes it', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    await takesOver(bao);
    const refusal = { more: { reason: 'draft-of-several' } };

    await expect(unshares(bao)).rejects.toMatchObject(refusal);
    await saves(bao, 'Bonjour Madame');
    await takesOver(ana);
    await expect(unshares(ana)).rejects.toMatchObject(refusal);

    expect(await reads(bao)).toMatchObject({ draft: { text: 'Bonjour Madame' } });
  });

  it('stays shared while its writer begins anew, with what stood there before', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    await takesOver(bao);

    await saves(bao, '');
    await saves(bao, '');

    expect(await reads(ana)).toMatchObject({ draft: { text: '' }, previous: { text: 'Bonjour' }, attachments: [] });
    expect(await markFor(ana)).toBeNull();
  });

  it('is shared no more once it was sent in the turn of its writer, and names the colleagues who wrote in it', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    const first = await turnOf(ana);
    await takesOver(bao);
    await saves(bao, 'Bonjour Madame');

    await expect(sends(ana, 'Merci', first)).rejects.toMatchObject({ more: { reason: 'draft-of-colleague' } });
    expect((await sends(bao, 'Merci')).draftedBy).toEqual([]);
    expect(await reads(ana)).toMatchObject({ draft: { text: 'Bonjour Madame' } });
    expect((await sends(bao, 'Chère Madame', await turnOf(bao))).draftedBy).toEqual(['Ana']);

    await expect(reads(ana)).rejects.toMatchObject({ code: 'not-found' });
    await expect(sends(ana, 'Merci', first)).rejects.toMatchObject({ more: { reason: 'draft-not-shared' } });
  });

  it('is shared no more once the same words were sent by a client that knows of no turn', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    await takesOver(bao);

    await sends(ana, 'Bonjour');

    await expect(reads(bao)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is shared again as it was sent where the reply is cancelled, with its comments and authors', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    await takesOver(bao);
    await comments(ana, 'Plus court ?');
    const turnId = await turnOf(bao);
    const { entryId } = await sends(bao, 'Bonjour Madame', turnId);

    await as(bao, async (tx) => {
      const item = await caseFor(tx, bao, { id: caseId, permission: 'case.reply' });
      await shareAgain(tx, bao, { item, entryId });
    });

    const again = await reads(ana);
    expect(again).toMatchObject({
      draft: { text: 'Bonjour Madame' },
      writer: { name: 'Bao' },
      coAuthors: ['Ana'],
      comments: [{ text: 'Plus court ?' }],
    });
    expect(again.turnId).not.toBe(turnId);
  });

  it('goes along where its case is merged, and comes back where that is undone', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    await comments(bao, 'Plus court ?');
    await writes(ana, 'À part', { mode: 'note' });
    const into = await openCase(town, ana, 'École');

    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: caseId, intoId: into }));
    const there = await sharedDraft(town.database, bao, into);
    await as(ana, (tx) => undoMove(tx, ana, { caseId: into, moveId }));

    expect(there).toMatchObject({ draft: { text: 'Bonjour' }, comments: [{ text: 'Plus court ?' }] });
    expect(await reads(bao)).toMatchObject({ draft: { text: 'Bonjour' }, comments: [{ text: 'Plus court ?' }] });
    await expect(sharedDraft(town.database, bao, into)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('says that the merge was undone where somebody has gone on writing it since, whoever writes it then', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    const from = caseId;
    const into = await openCase(town, ana, 'École');
    const { reference } = await caseDetail(town.database, ana, { id: from });
    const { moveId } = await as(ana, (tx) => mergeCase(tx, ana, { fromId: from, intoId: into }));
    caseId = into;
    await saves(ana, 'Bonjour Madame');
    await as(ana, (tx) => undoMove(tx, ana, { caseId: into, moveId }));

    expect(await reads(bao)).toMatchObject({ draft: { text: 'Bonjour Madame' }, unmergedFrom: reference });
    await as(ana, (tx) => unshareDraft(tx, ana, into));
    expect((await caseDetail(town.database, ana, { id: into })).unmergedDrafts).toEqual([{ mode: 'reply', reference }]);
  });

  it('keeps the words of both where a draft is shared in each of two cases that are merged', async () => {
    const from = caseId;
    await writes(bao, 'Et le délai ?');
    await shares(bao);
    await comments(ana, 'Plus court ?');
    caseId = await openCase(town, ana, 'École');
    await writes(ana, 'Bonjour');
    await shares(ana);
    const turnId = await turnOf(ana);

    await as(ana, (tx) => mergeCase(tx, ana, { fromId: from, intoId: caseId }));

    expect(await reads(bao)).toMatchObject({
      draft: { text: 'Bonjour\n\nEt le délai ?' },
      writer: { name: 'Ana' },
      coAuthors: ['Bao'],
      comments: [{ text: 'Plus court ?' }],
    });
    await expect(saves(ana, 'Bonjour Madame', turnId)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a comment of a shared draft', () => {
  // Interaction: R08.
  it('is an internal note of the case, which notifies whom it mentions and outlives the draft', async () => {
    await writes(ana, 'Bonjour');
    await shares(ana);
    const { id } = await reads(ana);

    const entryId = await comments(bao, 'Et le délai, @Ana ?', [ana.id]);
    expect((await reads(ana)).comments).toMatchObject([{ id: entryId, text: 'Et le délai, @Ana ?' }]);
    await unshares(ana);

    const notes = (await timeline(town.database, ana, { caseId, query: { limit: 50 } })).items.filter(
      ({ kind }) => kind === 'note',
    );
    expect(notes).toMatchObject([{ id: entryId, sharedDraftId: id, mentions: [ana.id], actor: { name: 'Bao' } }]);
    expect((await eventsOf()).filter(({ type }) => type === 'note.added')).toMatchObject([
      { data: { entryId, mentions: [ana.id] } },
    ]);
  });

  it('needs a draft that is shared, and a case that is seen', async () => {
    await expect(comments(bao, 'Quoi ?')).rejects.toMatchObject({ more: { reason: 'draft-not-shared' } });
    await writes(ana, 'Bonjour');
    await shares(ana);

    await expect(comments(otto, 'Quoi ?')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the mark of drafts in a list', () => {
  // Interaction: R08.
  it('is for an own draft of a reply or a note, which nobody else sees, and for a shared one', async () => {
    expect(await markFor(ana)).toBeNull();

    await writes(ana, 'À vérifier', { mode: 'note' });
    expect([await markFor(ana), await markFor(bao)]).toEqual(['own', null]);
    await writes(ana, 'Bonjour');
    await shares(ana);
    expect([await markFor(ana), await markFor(bao)]).toEqual(['shared', 'shared']);

    await unshares(ana);
    for (const mode of ['reply', 'note'] as const) await as(ana, (tx) => deleteDraft(tx, ana, { caseId, mode }));
    expect([await markFor(ana), await markFor(bao)]).toEqual([null, null]);
  });

  it('is told to the agent alone when a draft begins and ends, and not at each word', async () => {
    await writes(ana, 'Bon');
    await writes(ana, 'Bonjour');
    await writes(ana, '');
    await writes(ana, '');

    const heard = (await eventsOf()).filter(({ type }) => type === 'draft.changed');
    expect(heard).toMatchObject([
      { data: { agentId: ana.id, mode: 'reply', updatedAt: expect.any(String) as string }, audience: 'agent' },
      { data: { agentId: ana.id, mode: 'reply', updatedAt: null }, audience: 'agent' },
    ]);
    expect(heard).toHaveLength(2);
  });

  it('takes the place of the version that it was written over, and of no other', async () => {
    const saves = (text: string, replaces?: string) =>
      as(ana, (tx) => saveDraft(tx, ana, { caseId, draft: Draft.parse({ text }), replaces }));
    const deletes = (replaces: string) => as(ana, (tx) => deleteDraft(tx, ana, { caseId, mode: 'reply', replaces }));
    const refused = { code: 'conflict', more: { reason: 'draft-saved-elsewhere' } };
    await deletes('nothing');
    const first = (await saves('Here', 'nothing')).updatedAt!;
    await expect(saves('There', 'nothing')).rejects.toMatchObject(refused);
    const second = (await saves('Here, too', first)).updatedAt!;
    await expect(saves('There', '2020-01-01T00:00:00.000Z')).rejects.toMatchObject(refused);
    await expect(deletes('nothing')).rejects.toMatchObject(refused);
    expect(await wordsOf(ana)).toBe('Here, too');
    await deletes(second);
    expect(await saves('', second)).toEqual({ updatedAt: null });
    // What was deleted elsewhere is written anew: nothing is lost in that.
    await saves('There', second);
    expect(await wordsOf(ana)).toBe('There');
  });
});
