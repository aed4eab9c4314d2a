import type { Principal } from '@guichet/access';
import { caseDetail, openCase as openCaseByHand, timeline } from '@guichet/cases';
import { PostContact, type PostMessage } from '@guichet/contracts';
import { ChannelAccount, NotificationListener } from '@guichet/database';
import { loadConfig, newId } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { openCaseByContact, recordContact } from '../receive/record-call-visit-or-letter.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';
import { planReply } from '../send/plan-reply.js';
import { signAddressToken } from '../signed-address-token.js';

/** Hugo is known to the shelter alone; Bao of the taxes writes to the same address. */
const HUGO = 'hugo@citizen.test';
let town: TestTown;
let ana: Principal;
let bao: Principal;
let shelter: Awaited<ReturnType<TestTown['mailbox']>>;
let taxes: Awaited<ReturnType<TestTown['mailbox']>>;
let notificationListener: NotificationListener;
let accounts: Accounts;

beforeAll(async () => {
  town = await TestTown.build();
  const [social, fiscal] = [await town.team('Foyer'), await town.team('Impôts')];
  [ana, bao] = [await town.agent('Ana', [social]), await town.agent('Bao', [fiscal])];
  // The one of the others is the older one, which would come first.
  [shelter, taxes] = [await town.mailbox(social), await town.mailbox(fiscal)];
  notificationListener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), notificationListener);
  await receive(town, shelter, from('email', HUGO, { name: 'Hugo Caché' }));
});
afterAll(async () => {
  await notificationListener.close();
  await town.close();
});

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
/** A WhatsApp number, whose cases may come to other teams by rules. */
async function whatsappOf(teamId: string): Promise<Intake> {
  const id = newId();
  const config = { phoneNumberId: '106540352242922', accessToken: 'a', appSecret: 'b', verifyToken: 'c' };
  const account = { id, kind: 'whatsapp' as const, name: 'WhatsApp', teamId, config, addresses: [], secrets: null };
  await town.database.source.getRepository(ChannelAccount).insert(account);
  accounts.invalidate();
  return { id, kind: 'whatsapp', teamId, conversation: true };
}
const routesOf = async (who: Principal, caseId: string) =>
  (await replyRoutesFor({ reader: town.database, who, accounts }, caseId)).routes;
const call = PostContact.parse({ channel: 'phone', text: 'Il rappelle.', address: HUGO });

describe('an address that only another team knows', () => {
  it('tells no name, where a call opens a case', async () => {
    const id = await as(bao, (tx) => openCaseByContact(tx, bao, { ...call, subject: 'Taxe' }));
    const visible = [
      await caseDetail(town.database, bao, { id }),
      await timeline(town.database, bao, { caseId: id, query: { limit: 50 } }),
    ];
    expect(JSON.stringify(visible)).not.toContain('Caché');
    expect(visible[0]).toMatchObject({ citizen: { name: HUGO } });
  });

  // Threats: A020.
  it('nor where it is added to a case of somebody else', async () => {
    const id = await openCase(town, bao, 'Voisins');
    await as(bao, (tx) => recordContact(tx, bao, { caseId: id, contact: call }));
    const visible = [
      await caseDetail(town.database, bao, { id }),
      await timeline(town.database, bao, { caseId: id, query: { limit: 50 } }),
    ];
    expect(JSON.stringify(visible)).not.toContain('Caché');
  });

  it('is not added to a case that a call opens for a person whom both know, be it their newest', async () => {
    const [seen] = await receive(town, taxes, from('email', 'ines.vue@citizen.test', { name: 'Inès' }));
    const [hidden] = await receive(town, shelter, from('email', 'ines.cachee@citizen.test', { name: 'Inès' }));
    const { citizen } = await caseDetail(town.database, bao, { id: seen! });
    await town.database.execute(`update cases set citizen_id = $2 where id = $1`, [hidden, citizen!.id]);
    await town.database.execute(`update handle set citizen_id = $1 where value = 'ines.cachee@citizen.test'`, [citizen!.id]); // prettier-ignore
    const { address: _, ...unaddressed } = call;
    const opening = { ...unaddressed, citizenId: citizen!.id, subject: 'Rappel' };
    const id = await as(bao, (tx) => openCaseByContact(tx, bao, opening));
    expect((await caseDetail(town.database, bao, { id })).participants).toMatchObject([
      { value: 'ines.vue@citizen.test' },
    ]);
  });

  it('tells nothing of what was said there, and is answered by the mailbox of the team', async () => {
    const id = await as(bao, (tx) => openCaseByContact(tx, bao, { ...call, subject: 'Impôt foncier' }));
    expect(await routesOf(bao, id)).toMatchObject([
      { channelAccountId: taxes.id, state: 'ready', lastUsedAt: null, windowUntil: null },
    ]);
    // An agent who sees the case of the shelter knows where the citizen wrote last.
    const [own] = await receive(town, shelter, from('email', HUGO, { name: 'Hugo Caché' }));
    expect(await routesOf(ana, own!)).toMatchObject([{ channelAccountId: shelter.id, lastUsedAt: expect.any(String) }]);
  });
});

describe('an account of another team', () => {
  const planFrom = (who: Principal, caseId: string, message: Partial<PostMessage>) =>
    planReply({ reader: town.database, who, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts }, caseId, {
      text: 'Bonjour',
      attachmentIds: [],
      ...message,
    });
  const refused = (path: string, reason: string) => ({ more: { errors: [expect.objectContaining({ path, reason })] } });

  // Threats: A018.
  it('is not written from: it is refused as one that is not there, and is no choice of a new case', async () => {
    const [caseId] = await receive(town, taxes, from('email', 'nour@citizen.test'));
    const errorOf = (id: string) =>
      planFrom(bao, caseId!, { channelAccountId: id }).catch((error: { more: unknown }) => error.more);
    expect(await errorOf(shelter.id)).toEqual(await errorOf(newId()));
    await expect(planFrom(bao, caseId!, { channelAccountId: shelter.id })).rejects.toMatchObject(
      refused('channelAccountId', 'no-account'),
    );
    await expect(
      as(bao, (tx) => openCaseByHand(tx, bao, { subject: 'Foyer', channelAccountId: shelter.id })),
    ).rejects.toMatchObject(refused('channelAccountId', 'no-such-account'));
    const sue = await town.agent('Sue', [], 'supervisor');
    expect((await planFrom(sue, caseId!, { channelAccountId: shelter.id })).account.id).toBe(shelter.id);
  });

  it('is not named by a case of a team without one, until it is shared', async () => {
    const small = await town.team('État civil');
    const eva = await town.agent('Eva', [small]);
    const id = await as(eva, (tx) => openCaseByHand(tx, eva, { subject: 'Acte', address: 'iris@citizen.test' }));
    const shown = async () => [
      (await caseDetail(town.database, eva, { id })).replyTo?.channelAccountId,
      (await routesOf(eva, id)).map(({ channelAccountId }) => channelAccountId),
    ];
    expect(await shown()).toEqual([undefined, []]);
    await expect(planFrom(eva, id, { to: ['iris@citizen.test'] })).rejects.toMatchObject(
      refused('channelAccountId', 'no-account'),
    );
    // As cases were opened before: the account is the case's, but nobody has written by it.
    await town.database.execute(`update cases set channel_account_id = $2 where id = $1`, [id, shelter.id]);
    expect(await shown()).toEqual([undefined, []]);

    const share = (shared: boolean) =>
      town.database.execute(`update channel_account set shared = $2 where id = $1`, [taxes.id, shared]);
    await share(true);
    accounts.invalidate();
    expect(await shown()).toEqual([undefined, [taxes.id]]);
    const acknowledged = ['new-recipient:anybody@citizen.test'];
    expect((await planFrom(eva, id, { to: ['anybody@citizen.test'], acknowledged })).account.id).toBe(taxes.id);
    await share(false);
    accounts.invalidate();
  });

  it('answers who wrote by it in a case that was given to the agent’s team, and nobody else', async () => {
    const value = 'moved@citizen.test';
    const [caseId] = await receive(town, shelter, from('email', value));
    await town.database.execute(`update cases set team_id = $2 where id = $1`, [caseId, taxes.teamId]);
    expect((await routesOf(bao, caseId!)).map(({ channelAccountId }) => channelAccountId)).toEqual([
      shelter.id,
      taxes.id,
    ]);
    expect(await planFrom(bao, caseId!, {})).toMatchObject({ account: { id: shelter.id }, to: [{ value }] });
    for (const others of [{ to: ['eve@citizen.test'] }, { cc: ['eve@citizen.test'] }])
      await expect(planFrom(bao, caseId!, { channelAccountId: shelter.id, ...others })).rejects.toMatchObject(
        refused('to' in others ? 'to.0' : 'cc.0', 'not-by-this-account'),
      );
  });
});

describe('a window of the provider', () => {
  // Threats: A020. WhatsApp takes free text for a day after the last message, whoever got that.
  it('that a hidden message opened does not tell of it, and one that the agent read is open', async () => {
    const number = '+33612300099';
    const whatsapp = await whatsappOf(taxes.teamId);
    const hidden = { ...whatsapp, teamId: shelter.teamId };
    await receive(town, hidden, from('phone', number, { name: 'Hugo Caché' }));
    const id = await as(bao, (tx) => openCaseByContact(tx, bao, { ...call, address: number, subject: 'Taxe' }));
    const routes = async () => (await routesOf(bao, id)).filter(({ channel }) => channel === 'whatsapp');
    expect(await routes()).toMatchObject([{ state: 'closed', reason: 'never-wrote', windowUntil: null }]);
    const threadKeys = [`reply:${signAddressToken(town.keyring, 'reply', id)}`];
    expect(await receive(town, whatsapp, from('phone', number, { threadKeys }))).toEqual([id]);
    expect(await routes()).toMatchObject([{ state: 'ready', windowUntil: expect.any(String) }]);
  });

  it('is not told by a bounce that something has made up for', async () => {
    const value = 'bounced@citizen.test';
    const [own] = await receive(town, taxes, from('email', value));
    await town.database.execute(`update handle set unreachable_at = now(), unreachable_reason = 'gone' where value = $1`, [value]); // prettier-ignore
    const route = async () => (await routesOf(bao, own!))[0];
    expect(await route()).toMatchObject({ state: 'warned', reason: 'last-failed' });
    await receive(town, { ...shelter, receivedAt: new Date(Date.now() + 1000) }, from('email', value));
    expect(await route()).toMatchObject({ state: 'warned', reason: 'last-failed' });
    await receive(town, { ...taxes, receivedAt: new Date(Date.now() + 1000) }, from('email', value));
    expect(await route()).toMatchObject({ state: 'ready' });
  });
});

describe('somebody who wants no more messages', () => {
  // Threats: L07, M19.
  it('gets none, even where their address is typed in the case of somebody else', async () => {
    await town.database.execute(
      `insert into consent (channel_account_id, handle_id, given, word, at) select $1, id, false, 'STOP', now() from handle where value = $2`,
      [taxes.id, HUGO],
    );
    const id = await openCase(town, bao, 'Cadastre');
    const wanted = { text: 'Bonjour', attachmentIds: [], channelAccountId: taxes.id };
    const plan = (who: { to: string[]; cc?: string[] }) =>
      planReply({ reader: town.database, who: bao, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts }, id, {
        ...wanted,
        ...who,
      });
    const refused = (path: string) => ({
      more: { errors: [{ path, message: 'This person has asked not to be contacted on this channel.' }] },
    });
    await expect(plan({ to: [HUGO] })).rejects.toMatchObject(refused('to.0'));
    await expect(plan({ to: ['eve@citizen.test'], cc: ['paul@citizen.test', HUGO] })).rejects.toMatchObject(
      refused('cc.1'),
    );
    expect((await plan({ to: ['eve@citizen.test'] })).to).toMatchObject([{ value: 'eve@citizen.test' }]);
  });
});
