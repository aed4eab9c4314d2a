import type { Principal } from '@guichet/access';
import { addressOwner } from '@guichet/citizens';
import type { CreateCase } from '@guichet/contracts';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { openCase } from './open-case-by-hand.js';

let town: TestTown;
let ana: Principal;
let bao: Principal;
let mailbox: Intake;
let used = 0;

beforeAll(async () => {
  town = await TestTown.build();
  const [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [schools]);
  bao = await town.agent('Bao', [taxes]);
  mailbox = await town.mailbox(schools);
});
afterAll(() => town.close());

async function open(who: Principal, wanted: Partial<CreateCase>) {
  const id = await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    openCase(tx, who, { subject: 'Cantine', ...wanted }),
  );
  return caseDetail(town.database, who, { id });
}
const ask = (who: Principal, address: string, more: { citizenName?: string; citizenId?: string }) =>
  addressOwner(town.database, who, { address, ...more });

/** A case of Ana's team from a number that gave no name. */
async function texted() {
  const number = `+3363998${String((used += 1)).padStart(4, '0')}`;
  const [id] = await receive(town, mailbox, from('phone', number, { body: 'Bonjour, Alex Morel.' }));
  return { number, item: await caseDetail(town.database, ana, { id: id! }) };
}
const ownerOf = async (number: string) => {
  const [owner] = await town.database.query<{ id: string; name: string }>(
    `select c.id, c.name from handle h join citizen c on c.id = h.citizen_id where h.value = $1`,
    [number],
  );
  return owner!;
};

describe('somebody named at a number that has written without a name', () => {
  it('is asked whether it is the same person, and nobody is named before', async () => {
    const { number, item } = await texted();
    const unnamed = { reference: item.reference, lastEntryAt: item.lastEntryAt };
    const named = { citizenName: 'Zoé Kermarec', address: number };
    expect(await ask(ana, number, named)).toEqual({ owner: null, isSomebodyElse: true, unnamed });
    await expect(open(ana, named)).rejects.toMatchObject({
      code: 'invalid-request',
      more: { errors: [{ path: 'address', reason: 'address-without-name' }] },
    });
    expect(await ownerOf(number)).toEqual({ id: item.citizen!.id, name: number });
    // Of nobody, or of what names nobody, there is nothing to ask.
    for (const citizenName of [undefined, 'Madame'])
      expect(await ask(ana, number, { ...(citizenName && { citizenName }) })).toMatchObject({ unnamed: null });
    expect((await open(ana, { address: number })).citizen?.id).toBe(item.citizen!.id);
    expect((await ownerOf(number)).name).toBe(number);
  });

  it('names that person where the agent says that it is the same one', async () => {
    const { number, item } = await texted();
    const { citizen } = await open(ana, { citizenName: 'Zoé Kermarec', address: number, meant: 'owner' });
    expect(citizen).toEqual({ id: item.citizen!.id, name: 'Zoé Kermarec' });
    expect(await ownerOf(number)).toEqual(citizen);
    expect(await ask(ana, number, { citizenName: 'Kermarec Zoé' })).toMatchObject({ isSomebodyElse: false });
  });

  it('is a person of their own where it is somebody else, and is not asked about again', async () => {
    const { number, item } = await texted();
    const wanted = { citizenName: 'Zoé Kermarec', address: number };
    const zoe = (await open(ana, { ...wanted, meant: 'named' })).citizen!;
    expect(zoe).toEqual({ id: expect.not.stringMatching(item.citizen!.id), name: 'Zoé Kermarec' });
    expect(await ownerOf(number)).toEqual({ id: item.citizen!.id, name: number });
    expect((await caseDetail(town.database, ana, { id: item.id })).citizen).toEqual(item.citizen);
    expect((await open(ana, wanted)).citizen).toEqual(zoe);
    // And the unnamed one can still be named, by another name than hers.
    const alex = await open(ana, { citizenName: 'Alex Morel', address: number, meant: 'owner' });
    expect(alex.citizen).toEqual({ id: item.citizen!.id, name: 'Alex Morel' });
    expect(await ownerOf(number)).toEqual(alex.citizen);
  });

  it('is a person of their own, unasked, where a token names them', async () => {
    const { number, item } = await texted();
    const token: Principal = { ...ana, scopes: ['cases:read', 'cases:write'] };
    const { citizen } = await open(token, { citizenName: 'Armel Automate', address: number });
    expect(citizen).toEqual({ id: expect.not.stringMatching(item.citizen!.id), name: 'Armel Automate' });
    expect((await ownerOf(number)).name).toBe(number);
  });

  it('is whoever was chosen, unasked, of whom there is a file already', async () => {
    const { number, item } = await texted();
    const noor = (await open(ana, { citizenName: 'Noor Haddad', address: 'noor@citizen.test' })).citizen!;
    expect(await ask(ana, number, { citizenId: noor.id })).toEqual({
      ...{ owner: null, isSomebodyElse: false, unnamed: null },
    });
    expect((await open(ana, { citizenId: noor.id, address: number })).citizen).toEqual(noor);
    expect(await ownerOf(number)).toEqual({ id: item.citizen!.id, name: number });
  });
});

describe('a number that has written without a name to another team', () => {
  it('is nobody’s for whoever may not know it, who names nobody either', async () => {
    const { number, item } = await texted();
    const named = { citizenName: 'Zoé Kermarec' };
    expect(await ask(bao, number, named)).toEqual(await ask(bao, '06 39 98 99 99', named));
    const { citizen } = await open(bao, { ...named, address: number });
    expect(citizen?.name).toBe('Zoé Kermarec');
    expect(await ownerOf(number)).toEqual({ id: item.citizen!.id, name: number });
    expect((await ask(bao, number, { citizenName: 'Julie Essai' })).unnamed).toBeNull();
  });

  it('shows no case but their own, and its owner under no name that only the other team knows', async () => {
    const { number } = await texted();
    await open(ana, { citizenName: 'Alex Morel', address: number, meant: 'owner' });
    const own = await open(bao, { address: number });
    const { reference, lastEntryAt } = own;
    const asked = await ask(bao, number, { citizenName: 'Julie Essai' });
    expect(asked).toEqual({ owner: null, isSomebodyElse: true, unnamed: { reference, lastEntryAt } });
    // Neither is one renamed who has a name.
    const julie = await open(bao, { citizenName: 'Julie Essai', address: number, meant: 'owner' });
    expect(julie.citizen).toEqual({ id: own.citizen!.id, name: 'Julie Essai' });
    expect((await ownerOf(number)).name).toBe('Alex Morel');
  });
});
