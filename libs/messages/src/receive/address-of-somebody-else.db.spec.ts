import type { Principal } from '@guichet/access';
import { caseDetail } from '@guichet/cases';
import { citizenById } from '@guichet/citizens';
import { OpenByContact, PostContact } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Twilio } from '../../../../test/providers/twilio.js';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';
import { openCaseByContact, recordContact } from './record-call-visit-or-letter.js';

let outbox: Outbox;
let twilio: Twilio;
let mailbox: Intake;
let blaise: { id: string };
beforeAll(async () => {
  ({ outbox, twilio } = await smsOutbox());
  mailbox = await outbox.town.mailbox(outbox.team);
  outbox.accounts.invalidate();
  const id = await opened({ citizenName: 'Blaise Saulnier', address: phone });
  blaise = (await caseDetail(outbox.town.database, outbox.ana, { id })).citizen!;
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});

const phone = '+33639981215';
const contact = { channel: 'phone', text: 'A appelé.' } as const;
const as = <Result>(work: (tx: Tx) => Promise<Result>) =>
  outbox.town.database.write({ kind: 'agent', id: outbox.ana.id, name: outbox.ana.name }, work);
const opened = (wanted: Partial<OpenByContact>) =>
  as((tx) => openCaseByContact(tx, outbox.ana, OpenByContact.parse({ ...contact, subject: 'Appel', ...wanted })));
const recorded = (caseId: string, wanted: Partial<PostContact>) =>
  as((tx) => recordContact(tx, outbox.ana, { caseId, contact: PostContact.parse({ ...contact, ...wanted }) }));
const citizenOf = async (id: string) => (await caseDetail(outbox.town.database, outbox.ana, { id })).citizen!;

/** Who signs the last entry of a case, and by which number. */
async function lastOf(caseId: string) {
  const [entry] = await outbox.town.database.query<{ from: string; flags: string[]; number: string }>(
    `select e.data -> 'from' ->> 'name' as "from", e.data -> 'flags' as flags, h.value as number from timeline_entry e
     join message m on m.entry_id = e.id join handle h on h.id = m.handle_id where e.case_id = $1 order by e.position desc limit 1`,
    [caseId],
  );
  return entry;
}

/** To whom a reply in a case can go, whom it is proposed to first, and who else reads it. */
async function routesOf(caseId: string) {
  const { town, ana, accounts } = outbox;
  const { routes } = await replyRoutesFor({ reader: town.database, who: ana, accounts }, caseId);
  const { replyTo } = await caseDetail(town.database, ana, { id: caseId });
  const usable = routes.filter(({ state }) => state !== 'closed');
  return { routes: usable.map(({ to, alsoUsedBy }) => [to.value, alsoUsedBy]), replyTo: replyTo?.to };
}

describe('a call by the number of somebody else', () => {
  it('added to the case of a person is signed by that person, or by the owner, whoever is meant', async () => {
    const caseId = await opened({ citizenName: 'Rokia Maillard' });
    const refusal = {
      errors: [{ path: 'address', reason: 'address-of-somebody-else', data: { name: 'Blaise Saulnier' } }],
    };
    await expect(recorded(caseId, { address: phone })).rejects.toMatchObject({ more: refusal });

    await recorded(caseId, { address: phone, meant: 'owner' });
    expect(await lastOf(caseId)).toEqual({ from: 'Blaise Saulnier', flags: ['recorded'], number: phone });

    await recorded(caseId, { address: phone, meant: 'named' });
    const byRokia = { from: 'Rokia Maillard', flags: ['recorded', 'others-address'], number: phone };
    expect(await lastOf(caseId)).toEqual(byRokia);
    // Once said, it is not asked again, and the number is still of somebody else.
    await recorded(caseId, { address: phone });
    expect(await lastOf(caseId)).toEqual(byRokia);
    const [owner] = await outbox.town.database.query(`select citizen_id as id from handle where value = $1`, [phone]);
    expect(owner).toEqual({ id: blaise.id });
  });

  it('is signed by the person of the case, unasked, where a token adds it', async () => {
    const token: Principal = { ...outbox.ana, scopes: ['cases:read', 'cases:write'] };
    const caseId = await opened({ citizenName: 'Théa Jeton' });
    const added = PostContact.parse({ ...contact, address: phone });
    await as((tx) => recordContact(tx, token, { caseId, contact: added }));
    expect(await lastOf(caseId)).toMatchObject({ from: 'Théa Jeton', number: phone });
    const calling = { ...contact, subject: 'Appel', citizenName: 'Ravi Jeton', address: phone };
    const ravi = await as((tx) => openCaseByContact(tx, token, OpenByContact.parse(calling)));
    expect(await lastOf(ravi)).toMatchObject({ from: 'Ravi Jeton', number: phone });
  });

  it('is of the person who was chosen, and a reply goes to them and not to the number', async () => {
    const mail = from('email', 'nour@citizen.test', { body: 'Bonjour', name: 'Nour Petit' });
    const [written] = await receive(outbox.town, mailbox, mail);
    const nour = await citizenOf(written!);
    const number = '+33639981216';
    await opened({ citizenName: 'Gaël Ortiz', address: number });
    const caseId = await opened({ citizenId: nour.id, address: number });
    expect(await citizenOf(caseId)).toEqual(nour);
    expect(await lastOf(caseId)).toMatchObject({ from: 'Nour Petit', flags: ['recorded', 'others-address'] });

    // The number can be chosen, and is said to be read by its owner.
    const proposed = [
      ['nour@citizen.test', []],
      [number, ['Gaël Ortiz']],
    ];
    expect((await routesOf(caseId)).routes).toEqual(proposed);
    await recorded(written!, { address: number });
    expect(await routesOf(written!)).toEqual({ routes: proposed, replyTo: ['nour@citizen.test'] });
  });

  it('is theirs since it was recorded, and not since its owner has written', async () => {
    const mail = from('email', 'foyer@citizen.test', { body: 'Bonjour', name: 'Camille Delorme' });
    await receive(outbox.town, mailbox, mail);
    const wanted = { citizenName: 'Basile Ferrand', address: 'foyer@citizen.test', meant: 'named' } as const;
    const basile = await citizenOf(await opened(wanted));
    const [use] = await outbox.town.database.query<{ at: Date }>(
      `select at from handle_evidence where citizen_id = $1`,
      [basile.id],
    );
    const { handles } = await citizenById(outbox.town.database, outbox.ana, basile.id);
    expect(handles).toMatchObject([
      { value: wanted.address, evidence: 'recorded', linkedAt: use!.at.toISOString(), history: [{ by: 'Ana' }] },
    ]);
  });

  it('of somebody new is of them, and their only route names the owner', async () => {
    const number = '+33639981211';
    await opened({ citizenName: 'Camille Delorme', address: number });
    const wanted = { citizenName: 'Marc Nouveau', address: number };
    await expect(opened(wanted)).rejects.toMatchObject({ code: 'invalid-request' });
    const caseId = await opened({ ...wanted, meant: 'named' });
    expect((await citizenOf(caseId)).name).toBe('Marc Nouveau');
    expect(await lastOf(caseId)).toMatchObject({ from: 'Marc Nouveau' });
    expect((await routesOf(caseId)).routes).toEqual([[number, ['Camille Delorme']]]);
  });
});

describe('a call by a number that nobody has yet', () => {
  it('gives it to the person of the case to which it is added', async () => {
    const number = '+33639981230';
    const caseId = await opened({ citizenName: 'Rokia Ancienne' });
    const rokia = await citizenOf(caseId);
    await recorded(caseId, { address: number });
    expect(await lastOf(caseId)).toEqual({ from: 'Rokia Ancienne', flags: ['recorded'], number });
    const { town, team } = outbox;
    const owners = await town.database.query(
      `select h.citizen_id as owner, h.evidence, v.citizen_id as "citizenId", v.kind, v.team_ids as teams, v.case_id as "caseId"
       from handle h join handle_evidence v on v.handle_id = h.id where h.value = $1`,
      [number],
    );
    const said = { evidence: 'recorded', kind: 'recorded', teams: [team], caseId };
    expect(owners).toEqual([{ owner: rokia.id, citizenId: rokia.id, ...said }]);
    expect(await town.database.query(`select 1 from citizen where name = $1`, [number])).toEqual([]);
    await expect(opened({ citizenName: 'Paul Durand', address: number })).rejects.toMatchObject({
      more: { errors: [{ reason: 'address-of-somebody-else', data: { name: 'Rokia Ancienne' } }] },
    });
  });
});
