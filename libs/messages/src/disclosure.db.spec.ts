import type { Principal } from '@guichet/access';
import { caseDetail, timeline } from '@guichet/cases';
import { PostContact } from '@guichet/contracts';
import { WakeUps } from '@guichet/database';
import { loadConfig } from '@guichet/platform';
import { openCase } from '../../../test/support/case.js';
import { from, receive } from '../../../test/support/intake.js';
import { Town } from '../../../test/support/town.js';
import { Accounts } from './accounts.js';
import { openByContact, recordContact } from './contacts.js';
import { reachOptions } from './reach.queries.js';
import { planReply } from './reply-plan.js';

/** Hugo is known to the shelter alone; Bao of the taxes writes to the same address. */
const HUGO = 'hugo@citizen.test';
let town: Town;
let ana: Principal;
let bao: Principal;
let shelter: Awaited<ReturnType<Town['mailbox']>>;
let taxes: Awaited<ReturnType<Town['mailbox']>>;
let wakeUps: WakeUps;
let accounts: Accounts;

beforeAll(async () => {
  town = await Town.build();
  const [social, fiscal] = [await town.team('Foyer'), await town.team('Impôts')];
  [ana, bao] = [await town.agent('Ana', [social]), await town.agent('Bao', [fiscal])];
  // The one of the others is the older one, which would come first.
  [shelter, taxes] = [await town.mailbox(social), await town.mailbox(fiscal)];
  wakeUps = new WakeUps(town.database.url);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), wakeUps);
  await receive(town, shelter, from('email', HUGO, 'Hugo Caché'));
});
afterAll(async () => {
  await wakeUps.close();
  await town.close();
});

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const call = PostContact.parse({ channel: 'phone', text: 'Il rappelle.', address: HUGO });

describe('an address that only another team knows', () => {
  it('tells no name, where a call opens a case', async () => {
    const id = await as(bao, (tx) => openByContact(tx, bao, { ...call, subject: 'Taxe' }));
    const told = [await caseDetail(town.database, bao, id), await timeline(town.database, bao, id, { limit: 50 })];
    expect(JSON.stringify(told)).not.toContain('Caché');
    expect(told[0]).toMatchObject({ citizen: { name: HUGO } });
  });

  it('nor where it is added to a case of somebody else', async () => {
    const id = await openCase(town, bao, 'Voisins');
    await as(bao, (tx) => recordContact(tx, bao, id, call));
    const told = [await caseDetail(town.database, bao, id), await timeline(town.database, bao, id, { limit: 50 })];
    expect(JSON.stringify(told)).not.toContain('Caché');
  });

  it('tells nothing of what was said there, and is answered by the mailbox of the team', async () => {
    const id = await as(bao, (tx) => openByContact(tx, bao, { ...call, subject: 'Impôt foncier' }));
    expect(await reachOptions(town.database, accounts, bao, id)).toMatchObject([
      { channelId: taxes.id, state: 'ready', lastUsedAt: null, windowUntil: null },
      { channelId: shelter.id, state: 'ready', lastUsedAt: null, windowUntil: null },
    ]);
    // Whoever sees the case of the shelter knows where they wrote last.
    const [own] = await receive(town, shelter, from('email', HUGO, 'Hugo Caché'));
    expect(await reachOptions(town.database, accounts, ana, own!)).toMatchObject([
      { channelId: shelter.id, lastUsedAt: expect.any(String) },
      { channelId: taxes.id },
    ]);
  });
});

describe('somebody who wants no more messages', () => {
  it('gets none, even where their address is typed in the case of somebody else', async () => {
    await town.database.read(
      `insert into consent (channel_id, handle_id, given, word, at) select $1, id, false, 'STOP', now() from handle where value = $2`,
      [taxes.id, HUGO],
    );
    const id = await openCase(town, bao, 'Cadastre');
    const wanted = { text: 'Bonjour', attachmentIds: [], channelId: taxes.id };
    const plan = (who: { to: string[]; cc?: string[] }) =>
      planReply(town.database, accounts, town.linkTo, bao, id, { ...wanted, ...who });
    const refused = (path: string) => ({
      more: { errors: [{ path, message: 'This person does not want to be written to by this channel.' }] },
    });
    await expect(plan({ to: [HUGO] })).rejects.toMatchObject(refused('to.0'));
    await expect(plan({ to: ['eve@citizen.test'], cc: ['paul@citizen.test', HUGO] })).rejects.toMatchObject(
      refused('cc.1'),
    );
    expect((await plan({ to: ['eve@citizen.test'] })).to).toMatchObject([{ value: 'eve@citizen.test' }]);
  });
});
