import type { Principal } from '@guichet/access';
import { addNote, caseDetail, mergeCase, timeline, undoMove } from '@guichet/cases';
import type { PostMessage } from '@guichet/contracts';
import { NotificationListener, Sector, Team, type Tx } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { signAddressToken } from '../signed-address-token.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';

let town: TestTown;
let ana: Principal;
let accounts: Accounts;
let notificationListener: NotificationListener;
let [streets, roads, schools]: Intake[] = [];

/** Two mailboxes of one sector, and one of another. */
beforeAll(async () => {
  town = await TestTown.build();
  const teams = [await town.team('Streets'), await town.team('Roads'), await town.team('Schools')];
  ana = await town.agent('Ana', teams);
  [streets, roads, schools] = [await town.mailbox(teams[0]!), await town.mailbox(teams[1]!), await town.mailbox(teams[2]!)]; // prettier-ignore
  const [one, other] = [newId(), newId()];
  await town.database.source.getRepository(Sector).insert([{ id: one, name: 'Outside', position: 1 }, { id: other, name: 'Classes', position: 2 }]); // prettier-ignore
  for (const [n, sectorId] of [one, one, other].entries())
    await town.database.source.getRepository(Team).update(teams[n]!, { sectorId });
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
const entries = async (id: string) => (await timeline(town.database, ana, { caseId: id, query: { limit: 100 } })).items;
const said = async (id: string) =>
  (await entries(id)).flatMap((entry) =>
    entry.kind === 'activity' ? [] : [entry.kind === 'note' ? `(${entry.text})` : entry.text],
  );
const write = async (account: Intake, name: string, said: string | { body: string; threadKeys: string[] }) => {
  const message = typeof said === 'string' ? { body: said } : said;
  return (await receive(town, account, from('email', `${name}@citizen.test`, { name, ...message })))[0]!;
};
const note = (caseId: string, text: string) => as((tx) => addNote(tx, ana, { caseId, note: { text, mentions: [] } }));

async function answer(caseId: string, text: string, to?: string): Promise<string> {
  const recipient = to === undefined ? {} : { to: [`${to}@citizen.test`] };
  const wanted: PostMessage = { text, attachmentIds: [], ...recipient };
  const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  const plan = await planReply(context, caseId, wanted);
  return as((tx) => reply({ tx, who: ana, keyring: town.keyring }, caseId, { message: wanted, plan, seenVersion: null })); // prettier-ignore
}

/** Two cases of two citizens, the first of which is merged into the second. */
async function merged(name: string, otherName: string, other: Intake = roads!) {
  const [gone, kept] = [await write(streets!, name, 'The lamp'), await write(other, otherName, 'The hole')];
  const { moveId } = await as((tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept, reason: 'One matter' }));
  const undo = () => as((tx) => undoMove(tx, ana, { caseId: kept, moveId }));
  return { gone, kept, undo };
}

describe('a reply that was written after a merge', () => {
  it('goes back with the conversation that it answers; its own citizen waits for nothing any more', async () => {
    const { gone, kept, undo } = await merged('lea', 'max');
    const id = await answer(kept, 'Repaired on Monday', 'lea');
    expect(await detail(kept)).toMatchObject({ status: 'waiting' });

    expect(await undo()).toMatchObject({ returned: 1, stayed: 0 });
    expect([await said(gone), await said(kept)]).toEqual([['The lamp', 'Repaired on Monday'], ['The hole']]);
    expect(await detail(gone)).toMatchObject({
      status: 'waiting',
      preview: 'Repaired on Monday',
      mergedInto: null,
      assignee: { name: 'Ana' },
    });
    expect(await detail(kept)).toMatchObject({ status: 'open', preview: 'The hole' });
    expect((await entries(gone)).find((entry) => entry.id === id)).toMatchObject({ movedFrom: { caseId: kept } });
    for (const table of ['message', 'delivery'])
      expect(await town.database.query(`select case_id from ${table} where entry_id = $1`, [id])).toEqual([{ case_id: gone }]); // prettier-ignore
  });

  it('stays with the conversation of the case in which it was written, and so do notes', async () => {
    const { gone, kept, undo } = await merged('ida', 'tom');
    await answer(kept, 'Filled', 'tom');
    await note(kept, 'Tom called');
    expect(await undo()).toMatchObject({ returned: 0, stayed: 2 });
    expect([await said(gone), await said(kept)]).toEqual([['The lamp'], ['The hole', 'Filled', '(Tom called)']]);
    expect([await detail(gone), await detail(kept)]).toMatchObject([{ status: 'open' }, { status: 'waiting' }]);
  });

  it('is no reply to the citizen of the other case, whatever was noted there since', async () => {
    const { gone, kept, undo } = await merged('eva', 'jim');
    await answer(kept, 'To Eva', 'eva');
    await note(kept, 'Asked the workshop');
    expect(await undo()).toMatchObject({ returned: 1, stayed: 1 });
    expect([await detail(gone), await detail(kept)]).toMatchObject([{ status: 'waiting' }, { status: 'open' }]);
  });

  it('leaves the other case as it is where its own citizen has had one, too', async () => {
    const { gone, kept, undo } = await merged('una', 'vic');
    await answer(kept, 'To Una', 'una');
    await answer(kept, 'To Vic', 'vic');
    expect(await undo()).toMatchObject({ returned: 1, stayed: 1 });
    expect([await detail(gone), await detail(kept)]).toMatchObject([{ status: 'waiting' }, { status: 'waiting' }]);
  });

  it('goes all the way back where a merged case was merged on', async () => {
    const { gone, kept, undo } = await merged('kim', 'leo');
    const last = await write(roads!, 'max', 'The bridge');
    const { moveId } = await as((tx) => mergeCase(tx, ana, { fromId: kept, intoId: last }));
    await answer(last, 'To Kim', 'kim');
    await as((tx) => undoMove(tx, ana, { caseId: last, moveId }));
    expect(await undo()).toMatchObject({ returned: 1, stayed: 0 });
    expect([await said(gone), await said(kept), await said(last)]).toEqual([['The lamp', 'To Kim'], ['The hole'], ['The bridge']]); // prettier-ignore
  });

  it('of one person with two matters goes with the message before it', async () => {
    const { gone, kept, undo } = await merged('zoe', 'zoe');
    await answer(kept, 'Both', 'zoe');
    // The last message that Zoé had written was that of the case which was kept.
    expect(await undo()).toMatchObject({ returned: 0, stayed: 1 });
    expect([await said(gone), await said(kept)]).toEqual([['The lamp'], ['The hole', 'Both']]);
  });

  it('is not shown to another sector by an undoing, which asks for no reason', async () => {
    const { kept, undo } = await merged('ann', 'bea', schools);
    await answer(kept, 'Of the school', 'ann');
    expect(await undo()).toMatchObject({ returned: 0, stayed: 1 });
    expect(await said(kept)).toEqual(['The hole', 'Of the school']);
  });

  it('brings what the citizen replies to it to their own case, although it left from the other one', async () => {
    const { gone, kept, undo } = await merged('lou', 'sam');
    const id = await answer(kept, 'On its way', 'lou');
    await undo();
    const [sent] = await town.database.query<{ ref: string }>(`select external_id as ref from message where entry_id = $1`, [id]); // prettier-ignore
    const token = signAddressToken(town.keyring, 'reply', kept);
    expect(
      await write(streets!, 'lou', { body: 'Thank you', threadKeys: [`reply:${token}`, `ref:${sent!.ref}`] }),
    ).toBe(gone);
    expect(await said(gone)).toEqual(['The lamp', 'On its way', 'Thank you']);
  });
});

describe('what a citizen has written after a merge', () => {
  it('goes back with their conversation and waits for a reply there', async () => {
    const { gone, kept, undo } = await merged('ron', 'liz');
    await answer(kept, 'Which lamp?', 'ron');
    await write(streets!, 'ron', {
      body: 'The one by the school',
      threadKeys: [`reply:${signAddressToken(town.keyring, 'reply', gone)}`],
    });
    expect(await undo()).toMatchObject({ returned: 2, stayed: 0 });
    expect(await said(gone)).toEqual(['The lamp', 'Which lamp?', 'The one by the school']);
    expect([await detail(gone), await detail(kept)]).toMatchObject([{ status: 'open', unread: true }, { status: 'open' }]); // prettier-ignore
  });

  it('leaves the other case as it was before, where that had waited for its own citizen', async () => {
    const gone = await write(streets!, 'pat', 'The lamp');
    const kept = await write(roads!, 'quy', 'The hole');
    await answer(gone, 'Which lamp?', 'pat');
    await answer(kept, 'Which hole?', 'quy');
    const { moveId } = await as((tx) => mergeCase(tx, ana, { fromId: gone, intoId: kept }));
    await write(streets!, 'pat', {
      body: 'The one by the school',
      threadKeys: [`reply:${signAddressToken(town.keyring, 'reply', gone)}`],
    });
    expect(await detail(kept)).toMatchObject({ status: 'open' });
    await as((tx) => undoMove(tx, ana, { caseId: kept, moveId }));
    expect([await detail(gone), await detail(kept)]).toMatchObject([{ status: 'open' }, { status: 'waiting' }]);
  });
});
