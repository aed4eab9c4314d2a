import type { Principal } from '@guichet/access';
import { addressOwner, citizenById } from '@guichet/citizens';
import type { CreateCase } from '@guichet/contracts';
import { TestTown } from '../../../../test/support/test-town.js';
import { caseDetail } from '../inbox/case-detail.queries.js';
import { restrictCase } from '../index.js';
import { openCase } from './open-case-by-hand.js';

let town: TestTown;
let ana: Principal;
let sue: Principal;
let bao: Principal;
let root: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  const [schools, taxes] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [schools]);
  sue = await town.agent('Sue', [schools]);
  bao = await town.agent('Bao', [taxes]);
  root = await town.agent('Root', [schools], 'administrator');
});
afterAll(() => town.close());

async function open(who: Principal, wanted: Partial<CreateCase>) {
  const id = await town.database.write({ kind: 'agent', id: who.id, name: who.name }, (tx) =>
    openCase(tx, who, { subject: 'Cantine', ...wanted }),
  );
  return caseDetail(town.database, who, { id });
}
const ask = (who: Principal, address: string, citizenName?: string) =>
  addressOwner(town.database, who, { address, citizenName });
const addressesOf = async (who: Principal, id: string) =>
  (await citizenById(town.database, who, id)).handles.map(({ value }) => value);
const unknown = { owner: null, isSomebodyElse: false, unnamed: null };

describe('the number of a person whom an agent knows by another address', () => {
  it('is nobody’s for whom only cases of other teams show it', async () => {
    const phone = '06 39 98 13 13';
    const mail = { address: 'marie@citizen.test', citizenName: 'Marie Martin' };
    const marie = (await open(ana, mail)).citizen!;
    await open(ana, { citizenId: marie.id, address: phone });
    expect((await open(bao, mail)).citizen).toEqual(marie);
    expect(await addressesOf(bao, marie.id)).toEqual([mail.address]);

    expect(await ask(bao, phone, 'Autre')).toEqual(unknown);
    expect(await ask(bao, phone)).toEqual(unknown);
    expect(await ask(ana, phone, 'Autre')).toEqual({ owner: marie, isSomebodyElse: true, unnamed: null });
    // Neither does the case say it that is opened with it: by a refusal, or by its name.
    expect((await open(bao, { address: phone, citizenName: 'Julie Essai' })).citizen?.name).toBe('Julie Essai');
  });

  it('does not bring their name into a case that is opened with it', async () => {
    const phone = '06 39 98 13 14';
    const mail = { address: 'lea@citizen.test', citizenName: 'Léa Martin' };
    const lea = (await open(ana, mail)).citizen!;
    await open(ana, { citizenId: lea.id, address: phone });
    await open(bao, mail);
    const { id } = await open(bao, { address: phone });
    const [stored] = await town.database.query(`select citizen_name as name from cases where id = $1`, [id]);
    expect(stored).toEqual({ name: '+33639981314' });
  });

  it('is nobody’s for whom only a restricted case shows it', async () => {
    const phone = '06 39 98 13 17';
    const nora = (await open(ana, { address: 'nora@citizen.test', citizenName: 'Nora Caillou' })).citizen!;
    const { id } = await open(ana, { citizenId: nora.id, address: phone });
    await town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) =>
      restrictCase(tx, root, { id, wanted: { agentIds: [ana.id], reason: 'violence', detail: '' } }),
    );
    expect(await addressesOf(sue, nora.id)).toEqual(['nora@citizen.test']);
    expect(await ask(sue, phone, 'Autre')).toEqual(unknown);
    expect(await ask(ana, phone, 'Autre')).toMatchObject({ owner: nora, isSomebodyElse: true });
  });
});

describe('what an agent is asked', () => {
  it('does not depend on who uses the number as far as they may not know it', async () => {
    const phone = '06 39 98 13 18';
    const camille = { address: phone, citizenName: 'Camille Delorme' };
    await open(ana, camille);
    await open(bao, camille);
    const marc = await open(ana, { address: phone, citizenName: 'Marc Discret', meant: 'named' });
    const isAsked = async (who: Principal, name: string) => (await ask(who, phone, name)).isSomebodyElse;
    expect([await isAsked(bao, 'Julie Essai'), await isAsked(bao, 'Marc Discret')]).toEqual([true, true]);
    expect([await isAsked(ana, 'Julie Essai'), await isAsked(ana, 'Marc Discret')]).toEqual([true, false]);
    await expect(open(bao, { address: phone, citizenName: 'Marc Discret' })).rejects.toMatchObject({
      code: 'invalid-request',
    });

    // It is one person all the same, whose whole name is not shown to whoever typed a part of it.
    const own = await open(bao, { address: phone, citizenName: 'Discret', meant: 'named' });
    expect(own.citizen).toEqual({ id: marc.citizen!.id, name: 'Discret' });
    // Now their own case shows that he uses it.
    expect(await isAsked(bao, 'Discret')).toBe(false);
  });

  it('does not depend on names of the owner that only hidden cases show', async () => {
    const phone = '06 39 98 13 19';
    const first = await open(ana, { address: phone, citizenName: 'Solène Roux' });
    await open(bao, { address: phone, citizenName: 'Solène' });
    const owner = { id: first.citizen!.id, name: 'Solène' };
    expect(await ask(bao, phone, 'M. Roux')).toEqual({ owner, isSomebodyElse: true, unnamed: null });
    expect(await ask(bao, phone, 'S. Roux')).toEqual({ owner, isSomebodyElse: true, unnamed: null });
    expect((await ask(ana, phone, 'S. Roux')).isSomebodyElse).toBe(false);
  });

  it('is whom they know where they know somebody of the name, and not a namesake who is hidden from them', async () => {
    const phone = '06 39 98 13 20';
    await open(bao, { address: phone, citizenName: 'Paul Discret' });
    const paul = (await open(ana, { citizenName: 'Paul Discret' })).citizen!;
    await open(ana, { citizenId: paul.id, address: phone, meant: 'named' });
    expect(await ask(ana, phone, 'Paul Discret')).toMatchObject({ isSomebodyElse: false, named: paul });
    expect((await open(ana, { address: phone, citizenName: 'Paul Discret' })).citizen).toEqual(paul);
  });
});
