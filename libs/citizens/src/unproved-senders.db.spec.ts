import type { Principal } from '@guichet/access';
import { addHandle, caseDetail, mergePeople } from '@guichet/cases';
import type { Authentication } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { TestTown } from '../../../test/support/test-town.js';
import { citizenById, citizensBeginning } from './citizen.queries.js';

let town: TestTown;
let ana: Principal;
/** Of another team than Ana. */
let zoe: Principal;
let schools: Intake;
let taxes: string;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  schools = await town.mailbox(team);
  taxes = await town.team('Impôts');
  zoe = await town.agent('Zoé', [taxes]);
});
afterAll(() => town.close());

const judged = (verdict: Authentication['verdict']): Authentication => ({
  ...{ verdict, domain: null, source: 'checked', warnings: [] },
  ...{ spf: 'none', dkim: 'none', dmarc: 'none', arc: 'none' },
});
const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
let serial = 0;
/** A person of this name who writes from an address of their own. */
async function write(name: string, verdict: Authentication['verdict'] | undefined) {
  const value = `sender${(serial += 1)}@citizen.test`;
  const message = from('email', value, { name, ...(verdict && { authentication: judged(verdict) }) });
  const [caseId] = await receive(town, schools, message);
  return { value, caseId: caseId!, id: (await caseDetail(town.database, ana, { id: caseId! })).citizen!.id };
}
const merge = (citizenId: string, intoId: string, confirmed?: true) =>
  as(ana, (tx) => mergePeople(tx, ana, { citizenId, intoId, reason: 'Same voice', confirmed }));
const rootOf = async (id: string) => (await citizenById(town.database, ana, id)).id;
const refused = { code: 'conflict', more: { reason: 'into-unproved-person' } };

// Threats: S23.
describe('a sender of whom nothing proves who they are, and who gives the name of somebody else', () => {
  it('is suggested with what is known against the address of either, and with nothing against one that is proved', async () => {
    const known = await write('Béatrice Sabatier', 'authenticated');
    const sender = await write('Béatrice Sabatier', 'unknown');
    const seenFrom = async (id: string) => (await citizenById(town.database, ana, id)).duplicates[0]!.handles;
    expect(await seenFrom(sender.id)).toMatchObject([{ value: known.value, doubt: null }]);
    expect(await seenFrom(known.id)).toMatchObject([{ value: sender.value, doubt: 'unchecked' }]);

    const wanted = { address: sender.value, evidence: 'checked', note: 'Called back' } as const;
    await as(ana, (tx) => addHandle(tx, ana, { id: sender.id, wanted }));
    expect(await seenFrom(known.id)).toMatchObject([{ value: sender.value, doubt: null }]);
  });

  it('is found with what is known against all of their addresses, which is nothing once one is vouched for', async () => {
    const known = await write('Régine Cazenave', 'authenticated');
    const sender = await write('Régine Cazenave', 'unknown');
    const found = async () => {
      const { items } = await citizensBeginning(town.database, ana, { q: 'cazenave', limit: 10 });
      return items.map(({ id, doubt, isProved }) => [id, doubt, isProved]);
    };
    const nothing = [known.id, null, false];
    expect(await found()).toEqual([[sender.id, 'unchecked', false], nothing]);
    const wanted = { address: sender.value, evidence: 'checked', note: 'Called back' } as const;
    await as(ana, (tx) => addHandle(tx, ana, { id: sender.id, wanted }));
    expect(await found()).toEqual([[sender.id, null, true], nothing]);
  });

  it.each([
    ['proved', 'authenticated'],
    ['known for longer', 'unknown'],
  ] as const)('takes over nobody who is %s, unless an agent confirms it', async (_, verdict) => {
    const known = await write('Anne Maréchal', verdict);
    const sender = await write('Anne Maréchal', 'unknown');
    await expect(merge(known.id, sender.id)).rejects.toMatchObject(refused);
    expect([await rootOf(known.id), await rootOf(sender.id)]).toEqual([known.id, sender.id]);
    await merge(known.id, sender.id, true);
    expect(await rootOf(known.id)).toBe(sender.id);
  });

  it('is vouched for by an agent who has written the address down, to whoever may know that, and by no claim', async () => {
    const written = await write('Inès Faure', 'unknown');
    const proved = await write('Inès Faure', 'authenticated');
    const add = (evidence: 'claimed' | 'recorded') =>
      as(ana, (tx) => addHandle(tx, ana, { id: written.id, wanted: { address: written.value, evidence, caseId: written.caseId } })); // prettier-ignore
    const doubts = async (who: Principal) => [
      (await citizenById(town.database, who, written.id)).handles[0]!.doubt,
      (await citizenById(town.database, who, proved.id)).duplicates[0]!.handles[0]!.doubt,
    ];
    await add('claimed');
    expect(await doubts(ana)).toEqual(['unchecked', 'unchecked']);
    await expect(merge(proved.id, written.id)).rejects.toMatchObject(refused);

    await add('recorded');
    expect(await doubts(ana)).toEqual([null, null]);
    await town.database.execute(`update cases set team_id = $2 where id = any($1)`, [[written.caseId, proved.caseId], taxes]); // prettier-ignore
    expect(await doubts(zoe)).toEqual(['unchecked', 'unchecked']);
    await town.database.execute(`update cases set team_id = $2 where id = any($1)`, [[written.caseId, proved.caseId], schools.teamId]); // prettier-ignore
    await merge(proved.id, written.id);
    expect(await rootOf(proved.id)).toBe(written.id);
  });

  it('is doubted by nobody where nobody judges who has sent a mail, as where its message has no mark', async () => {
    const unjudged = await write('Lia Caron', undefined);
    const proved = await write('Lia Caron', 'authenticated');
    expect((await citizenById(town.database, ana, unjudged.id)).handles).toMatchObject([{ doubt: null }]);
    expect((await citizenById(town.database, ana, proved.id)).duplicates[0]!.handles).toMatchObject([{ doubt: null }]);
    await merge(proved.id, unjudged.id);
    expect(await rootOf(proved.id)).toBe(unjudged.id);
  });

  it('becomes part of them, and whoever is proved takes in anybody', async () => {
    const known = await write('Odile Lenoir', 'authenticated');
    const sender = await write('Odile Lenoir', 'failed');
    await merge(sender.id, known.id);
    expect(await rootOf(sender.id)).toBe(known.id);
    const later = await write('Odile Lenoir', 'authenticated');
    await merge(known.id, later.id);
    expect(await rootOf(sender.id)).toBe(later.id);
  });
});
