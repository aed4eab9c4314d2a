import type { Principal } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import { PostContact } from '@guichet/contracts';
import { NotificationListener } from '@guichet/database';
import { loadConfig } from '@guichet/platform';
import { openCase } from '../../../../test/support/open-case.js';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from '../accounts/channel-accounts.js';
import { openCaseByContact, recordContact } from '../receive/record-call-visit-or-letter.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';
import { planReply } from '../send/plan-reply.js';

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

  it('tells nothing of what was said there, and is answered by the mailbox of the team', async () => {
    const id = await as(bao, (tx) => openCaseByContact(tx, bao, { ...call, subject: 'Impôt foncier' }));
    expect(await replyRoutesFor({ reader: town.database, who: bao, accounts }, id)).toMatchObject([
      { channelAccountId: taxes.id, state: 'ready', lastUsedAt: null, windowUntil: null },
      { channelAccountId: shelter.id, state: 'ready', lastUsedAt: null, windowUntil: null },
    ]);
    // An agent who sees the case of the shelter knows where the citizen wrote last.
    const [own] = await receive(town, shelter, from('email', HUGO, { name: 'Hugo Caché' }));
    expect(await replyRoutesFor({ reader: town.database, who: ana, accounts }, own!)).toMatchObject([
      { channelAccountId: shelter.id, lastUsedAt: expect.any(String) },
      { channelAccountId: taxes.id },
    ]);
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
      planReply({ reader: town.database, who: bao, accounts, linkTo: town.linkTo }, id, { ...wanted, ...who });
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
