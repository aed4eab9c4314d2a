import type { Principal } from '@guichet/access';
import { caseDetail, mergeCase, moveEntries, search, timeline, updateCase } from '@guichet/cases';
import type { PostMessage } from '@guichet/contracts';
import { NotificationListener, type Tx } from '@guichet/database';
import { loadConfig } from '@guichet/platform';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { signAddressToken } from '../signed-address-token.js';
import { cancelMessage } from './cancel-send-now-retry.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let accounts: Accounts;
let listener: NotificationListener;
let streets: Intake;
let roads: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const teams = [await town.team('Streets'), await town.team('Roads')];
  ana = await town.agent('Ana', teams);
  bob = await town.agent('Bob', [teams[1]!]);
  [streets, roads] = [await town.mailbox(teams[0]!), await town.mailbox(teams[1]!)];
  listener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), listener);
});
afterAll(async () => {
  await listener?.close();
  await town.close();
});

const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
const write = async (account: Intake, name: string, message: { subject: string; threadKeys?: string[] }) =>
  (await receive(town, account, from('email', `${name}@citizen.test`, { name, body: 'Hello', ...message })))[0]!;
const planned = (caseId: string, wanted: PostMessage) => {
  const context = { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts };
  return planReply(context, caseId, wanted);
};
const subjectTo = async (caseId: string, name: string) =>
  (await planned(caseId, { text: 'Here', attachmentIds: [], to: [`${name}@citizen.test`] })).subject;
async function answer(caseId: string, name: string, subject?: string): Promise<string> {
  const message: PostMessage = { text: 'Here', attachmentIds: [], to: [`${name}@citizen.test`], ...(subject && { subject }) }; // prettier-ignore
  const plan = await planned(caseId, message);
  return as((tx) => reply({ tx, who: ana, keyring: town.keyring }, caseId, { message, plan, seenVersion: null }));
}
/** The case of one person, into which that of another was merged. */
async function merged(gone: string, kept: string): Promise<string> {
  const [goneId, keptId] = [
    await write(streets, gone, { subject: 'Menus' }),
    await write(roads, kept, { subject: 'Debts' }),
  ];
  await as((tx) => mergeCase(tx, ana, { fromId: goneId, intoId: keptId, reason: 'One matter' }));
  return keptId;
}

describe('a reply in a case into which that of another person was merged', () => {
  it('goes under the subject of whoever it is for, also once they have written without any', async () => {
    const id = await merged('alex', 'odile');
    expect([await subjectTo(id, 'alex'), await subjectTo(id, 'odile')]).toEqual(['Re: Menus', 'Re: Debts']);
    const token = signAddressToken(town.keyring, 'reply', id);
    expect(await write(roads, 'alex', { subject: '', threadKeys: [`reply:${token}`] })).toBe(id);
    expect(await subjectTo(id, 'alex')).toBe('Re: Menus');
  });

  it('keeps the subject of a person, whatever was written to them under another one since, canceled or not', async () => {
    const id = await merged('lea', 'max');
    const entryId = await answer(id, 'lea', 'Refusal');
    await as((tx) => cancelMessage(tx, ana, { caseId: id, entryId }));
    expect(await subjectTo(id, 'lea')).toBe('Re: Menus');
    await answer(id, 'lea', 'Your menus');
    expect(await subjectTo(id, 'lea')).toBe('Re: Menus');
  });

  it('goes under it where the case proposes no reply, as its account is off', async () => {
    const id = await merged('ida', 'tom');
    await town.database.execute('update channel_account set enabled = false where id = $1', [roads.id]);
    accounts = new Accounts(town.database, town.keyring, loadConfig({}), listener);
    expect((await caseDetail(town.database, ana, { id })).replyTo).toBeNull();
    const { subject } = await planned(id, { text: 'Here', attachmentIds: [], to: ['ida@citizen.test'], channelAccountId: streets.id }); // prettier-ignore
    expect(subject).toBe('Re: Menus');
    await town.database.execute('update channel_account set enabled = true where id = $1', [roads.id]);
    accounts = new Accounts(town.database, town.keyring, loadConfig({}), listener);
  });

  it('discloses no subject of a case that the agent may not read', async () => {
    const gone = await write(streets, 'eva', { subject: '' });
    await as((tx) => updateCase(tx, ana, { id: gone, wanted: { subject: 'A child in danger' } }));
    const kept = await write(roads, 'jim', { subject: 'Pothole' });
    const { items } = await timeline(town.database, ana, { caseId: gone, query: { limit: 10 } });
    const entryIds = items.filter(({ kind }) => kind === 'message').map(({ id }) => id);
    await as((tx) => moveEntries(tx, ana, { fromId: gone, wanted: { intoId: kept, entryIds, reason: 'One matter' } }));
    const { reference } = await caseDetail(town.database, ana, { id: gone });
    const subjectOf = async (who: Principal) =>
      (await caseDetail(town.database, who, { id: kept })).replySubjects.find(({ address }) =>
        address.startsWith('eva'),
      );
    expect([await subjectOf(ana), await subjectOf(bob)]).toMatchObject([
      { subject: 'A child in danger' },
      { subject: reference },
    ]);
  });

  it('is found by no word of such a subject either', async () => {
    const gone = await write(streets, 'nina', { subject: '' });
    await as((tx) => updateCase(tx, ana, { id: gone, wanted: { subject: 'Hellos of a child in danger' } }));
    const kept = await write(roads, 'jules', { subject: 'Pothole' });
    const { items } = await timeline(town.database, ana, { caseId: gone, query: { limit: 10 } });
    const entryIds = items.filter(({ kind }) => kind === 'message').map(({ id }) => id);
    await as((tx) => moveEntries(tx, ana, { fromId: gone, wanted: { intoId: kept, entryIds, reason: 'One matter' } }));
    const shownTo = async (who: Principal) =>
      (await search(town.database, who, { q: 'nina hello', limit: 10 })).hits
        .filter((hit) => hit.case.id === kept)
        .map(({ snippet }) => snippet.map(({ text }) => text).join(''));
    expect([await shownTo(ana), await shownTo(bob)]).toEqual([
      [expect.stringContaining('danger')],
      [expect.not.stringContaining('danger')],
    ]);
  });

  it('is the only one that has subjects of its own', async () => {
    const id = await write(streets, 'zoe', { subject: 'Lamp' });
    await as((tx) => updateCase(tx, ana, { id, wanted: { subject: 'Lamp, rue du Lac' } }));
    expect((await caseDetail(town.database, ana, { id })).replySubjects).toEqual([]);
    expect(await subjectTo(id, 'zoe')).toBe('Re: Lamp, rue du Lac');
  });
});
