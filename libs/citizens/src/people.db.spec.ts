import type { Principal } from '@guichet/access';
import { caseDetail, inbox, linkCase, mergePeople, setCitizen, timeline, unmergePeople } from '@guichet/cases';
import { CaseQuery, type Handle } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../test/support/intake.js';
import { Town } from '../../../test/support/town.js';
import { addHandle, renameCitizen } from './change.js';
import { citizenById, citizensBeginning } from './citizen.queries.js';
import { tellApart } from './merge.js';

let town: Town;
let ana: Principal;
let bob: Principal;
let sue: Principal;
let schools: Intake;
let taxes: Intake;
let texts: Intake;

beforeAll(async () => {
  town = await Town.build();
  const [one, two] = [await town.team('Écoles'), await town.team('Impôts')];
  ana = await town.agent('Ana', [one, two]);
  bob = await town.agent('Bob', [two]);
  sue = await town.agent('Sue', [], 'supervisor');
  schools = await town.mailbox(one);
  taxes = await town.mailbox(two);
  texts = { ...(await town.mailbox(one)), conversation: true };
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: (tx: Tx) => Promise<Result>) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const person = (who: Principal, id: string) => citizenById(town.database, who, id);
const citizenOf = async (caseId: string, who = sue) => (await caseDetail(town.database, who, caseId)).citizen!;
const merge = (who: Principal, id: string, intoId: string) =>
  as(who, (tx) => mergePeople(tx, who, id, { intoId, reason: 'Came to the counter' }));
const facts = async (caseId: string) =>
  (await timeline(town.database, sue, caseId, { limit: 50 })).items.flatMap((entry) => (entry.kind === 'fact' ? [entry.fact] : [])); // prettier-ignore
const identify = (value: string): Handle | undefined =>
  value.includes('@') ? { type: 'email', value, verified: false } : /^\+\d+$/.test(value) ? { type: 'phone', value, verified: false } : undefined; // prettier-ignore

let serial = 0;
/** A person with a case of their own. */
async function write(account: Intake, name: string, changes: Parameters<typeof from>[3] & { value?: string } = {}) {
  serial += 1;
  const { value = `person${serial}@citizen.test`, ...rest } = changes;
  const type = value.startsWith('+') ? 'phone' : 'email';
  const [caseId] = await receive(town, account, from(type, value, name, rest));
  return { id: (await citizenOf(caseId!)).id, caseId: caseId!, value };
}

describe('two persons', () => {
  it('become one with all they have, tell it in their cases, and become two again', async () => {
    const mail = await write(schools, 'Zoé Martin');
    const sms = await write(texts, '', { value: '+33612345678' });
    await merge(ana, sms.id, mail.id);

    const one = await person(ana, sms.id);
    expect(one).toMatchObject({
      id: mail.id,
      name: 'Zoé Martin',
      merges: [{ citizen: { name: '+33612345678' }, into: { name: 'Zoé Martin' }, reason: 'Came to the counter', by: 'Ana', undoneAt: null }], // prettier-ignore
    });
    expect(one.handles.map(({ value }) => value).sort()).toEqual(['+33612345678', mail.value]);
    expect(one.cases.map(({ id }) => id).sort()).toEqual([mail.caseId, sms.caseId].sort());
    expect(await citizenOf(sms.caseId, ana)).toEqual({ id: mail.id, name: 'Zoé Martin' });
    const listed = (await inbox(town.database, ana, CaseQuery.parse({}))).items.find(({ id }) => id === sms.caseId);
    expect(listed!.citizen).toEqual({ id: mail.id, name: 'Zoé Martin' });
    expect(await facts(sms.caseId)).toContainEqual(expect.objectContaining({ type: 'citizen-merged', name: '+33612345678', other: 'Zoé Martin' })); // prettier-ignore

    await as(ana, (tx) => unmergePeople(tx, ana, mail.id, one.merges[0]!.id));
    const [zoe, number] = [await person(ana, mail.id), await person(ana, sms.id)];
    expect([zoe.cases, number.cases].map(({ length }) => length)).toEqual([1, 1]);
    expect([zoe, number].map(({ merges }) => merges[0]!.undoneBy)).toEqual(['Ana', 'Ana']);
    expect(await citizenOf(sms.caseId, ana)).toEqual({ id: sms.id, name: '+33612345678' });
    expect(await facts(mail.caseId)).toContainEqual(expect.objectContaining({ type: 'citizen-unmerged', name: 'Zoé Martin' })); // prettier-ignore
    await expect(as(ana, (tx) => unmergePeople(tx, ana, mail.id, one.merges[0]!.id))).rejects.toMatchObject({ code: 'conflict' }); // prettier-ignore
  });

  it('are merged once by two agents at the same moment, whichever way round', async () => {
    const [one, other] = [await write(schools, 'A Un'), await write(schools, 'A Deux')];
    const results = await Promise.allSettled([merge(ana, one.id, other.id), merge(sue, other.id, one.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await person(ana, one.id)).cases).toHaveLength(2);
  });

  it('are two for whoever may see only one of them, and nothing is told of the other', async () => {
    const school = await write(schools, 'Nina Secret');
    const tax = await write(taxes, 'Nina Impôt');
    await merge(ana, tax.id, school.id);

    const seen = await person(bob, school.id);
    expect(seen).toMatchObject({ name: 'Nina Impôt', merges: [], duplicates: [] });
    expect(seen.handles.map(({ value }) => value)).toEqual([tax.value]);
    expect(seen.cases.map(({ id }) => id)).toEqual([tax.caseId]);
    expect((await citizenOf(tax.caseId, bob)).name).toBe('Nina Impôt');
    // No case of one team tells what only the other team knows.
    expect((await facts(tax.caseId)).map(({ type }) => type)).not.toContain('citizen-merged');
    expect((await citizensBeginning(town.database, bob, { q: 'Nina S', limit: 10 })).items).toEqual([]);
    expect((await citizensBeginning(town.database, bob, { q: 'Nina', limit: 10 })).items).toEqual([{ id: school.id, name: 'Nina Impôt' }]); // prettier-ignore
    expect((await citizensBeginning(town.database, ana, { q: 'Nina', limit: 10 })).items).toEqual([{ id: school.id, name: 'Nina Secret' }]); // prettier-ignore
    const { merges } = await person(ana, tax.id);
    await expect(as(bob, (tx) => unmergePeople(tx, bob, tax.id, merges[0]!.id))).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
    const stranger = await write(schools, 'Nina Autre');
    await expect(merge(bob, tax.id, stranger.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('who were merged below others come out with all that was merged into them', async () => {
    const [a, b, c] = [await write(schools, 'C Un'), await write(schools, 'C Deux'), await write(schools, 'C Trois')];
    await merge(ana, a.id, b.id);
    await merge(ana, b.id, c.id);
    const { merges } = await person(ana, a.id);
    const inner = merges.find(({ citizen }) => citizen.id === b.id)!;
    await as(ana, (tx) => unmergePeople(tx, ana, c.id, inner.id));
    expect((await person(ana, c.id)).cases.map(({ id }) => id)).toEqual([c.caseId]);
    expect((await person(ana, a.id)).cases.map(({ id }) => id).sort()).toEqual([a.caseId, b.caseId].sort());
  });
});

describe('cases of one address', () => {
  it('are entered by no other, though an agent has said that both are of one person', async () => {
    const mail = await write(schools, 'Ida Vert');
    const sms = await write(texts, '', { value: '+33612000077' });
    await merge(ana, sms.id, mail.id);
    const { reference } = await caseDetail(town.database, ana, mail.caseId);
    const say = async () => (await receive(town, texts, from('phone', sms.value, undefined, { threadKeys: [`hint:${reference}`] })))[0]; // prettier-ignore

    expect(await say()).toBe(sms.caseId);
    await town.database.read(`update cases set status = 'closed', closed_at = now() - interval '30 days' where id = $1`, [sms.caseId]); // prettier-ignore
    expect([mail.caseId, sms.caseId]).not.toContain(await say());
    const { participants } = await caseDetail(town.database, ana, mail.caseId);
    expect(participants.map(({ value }) => value)).toEqual([mail.value]);
  });

  it('can be given to whom they are about, where two share it', async () => {
    const zoe = await write(schools, 'Zoé Roux', { value: 'roux@citizen.test' });
    const second = await write(schools, '', { value: 'roux@citizen.test', body: 'Ici Paul, son mari.' });
    expect(second.id).toBe(zoe.id);
    await as(ana, (tx) => setCitizen(tx, ana, second.caseId, { name: 'Paul Roux' }));
    const paul = await citizenOf(second.caseId);
    expect(paul.name).toBe('Paul Roux');
    expect(await facts(second.caseId)).toContainEqual({ type: 'citizen', from: 'roux@citizen.test', to: 'Paul Roux' });
    expect((await person(ana, zoe.id)).cases.map(({ id }) => id)).toEqual([zoe.caseId]);
    // From now on, Paul is known by his name.
    expect((await write(schools, 'Paul ROUX', { value: 'roux@citizen.test' })).id).toBe(paul.id);
    await as(ana, (tx) => setCitizen(tx, ana, second.caseId, { citizenId: zoe.id }));
    expect((await citizenOf(second.caseId)).name).toBe('Zoé Roux');
    const hidden = await write(schools, 'Caché');
    const tax = await write(taxes, 'Visible');
    await expect(as(bob, (tx) => setCitizen(tx, bob, tax.caseId, { citizenId: hidden.id }))).rejects.toMatchObject({ code: 'invalid-request' }); // prettier-ignore
  });
});

describe('an address', () => {
  it('that an agent adds is known to the agent’s team, and grows stronger by proof', async () => {
    const { id } = await write(schools, 'Rose Bois');
    const add = (evidence: 'claimed' | 'recorded' | 'checked', note?: string) =>
      as(ana, (tx) => addHandle(tx, ana, id, { address: '+33611111111', evidence, ...(note ? { note } : {}) }, identify)); // prettier-ignore
    await add('claimed', 'On the telephone');
    const shown = async () => (await person(ana, id)).handles.find(({ type }) => type === 'phone');
    expect(await shown()).toMatchObject({ evidence: 'claimed', note: 'On the telephone', linkedBy: 'Ana', verified: false }); // prettier-ignore
    await add('checked', 'Saw the contract');
    expect(await shown()).toMatchObject({ evidence: 'checked', note: 'Saw the contract', verified: true });
    await add('recorded');
    expect(await shown()).toMatchObject({ evidence: 'checked', verified: true });
    await expect(as(ana, (tx) => addHandle(tx, ana, id, { address: 'nowhere', evidence: 'recorded' }, identify))).rejects.toMatchObject({ code: 'invalid-request' }); // prettier-ignore
  });

  it('of somebody else is refused with their name, or without where they are hidden', async () => {
    const { id } = await write(taxes, 'Théo Pin');
    const known = await write(taxes, 'Théo Pain');
    const hidden = await write(schools, 'Théo Caché');
    const add = (address: string) =>
      as(bob, (tx) => addHandle(tx, bob, id, { address, evidence: 'recorded' }, identify)).catch((error: unknown) => error); // prettier-ignore
    expect(await add(known.value)).toMatchObject({ code: 'conflict', more: { data: { citizen: { id: known.id, name: 'Théo Pain' } } } }); // prettier-ignore
    const refusal = await add(hidden.value);
    expect(refusal).toMatchObject({ code: 'conflict' });
    expect(JSON.stringify(refusal)).not.toContain('Caché');
  });
});

describe('another name', () => {
  it('that an agent gives stands in the cases of the agent’s teams', async () => {
    const school = await write(schools, 'Eva Noël', { value: 'eva@citizen.test' });
    const tax = await write(taxes, 'Eva Noël', { value: 'eva@citizen.test' });
    const shy = await town.agent('Shy', [schools.teamId]);
    await as(shy, (tx) => renameCitizen(tx, shy, school.id, 'Eva Noël-Baron'));
    expect((await person(shy, school.id)).name).toBe('Eva Noël-Baron');
    expect((await citizenOf(school.caseId, shy)).name).toBe('Eva Noël-Baron');
    expect((await citizenOf(tax.caseId, bob)).name).toBe('Eva Noël');
    // Her old name on a mail makes her nobody else.
    expect((await write(schools, 'Eva Noël', { value: 'eva@citizen.test' })).id).toBe(school.id);
  });
});

describe('who may be one person', () => {
  it('is suggested by name, by an address that one names, by linked cases and by one id at two pages', async () => {
    const jean = await write(schools, 'Jean Dupré');
    const accent = await write(schools, 'JEAN DUPRE');
    const named = await write(schools, 'Marie Nom', { value: '+33698765432' });
    const linked = await write(schools, 'Lien Dossier');
    await receive(
      town,
      schools,
      from('email', jean.value, 'Jean Dupré', { body: 'Mon numéro est le 06 98 76 54 32.' }),
    );
    await as(ana, (tx) => linkCase(tx, ana, jean.caseId, linked.caseId, true));
    const { reference } = await caseDetail(town.database, ana, linked.caseId);

    const { duplicates } = await person(ana, jean.id);
    expect(Object.fromEntries(duplicates.map(({ citizen, reasons }) => [citizen.id, reasons]))).toEqual({
      [accent.id]: [{ reason: 'same-name', detail: 'JEAN DUPRE' }],
      [named.id]: [{ reason: 'mentions-address', detail: '+33698765432' }],
      [linked.id]: [{ reason: 'linked-cases', detail: reference }],
    });

    const subject = async (account: Intake) => citizenOf((await receive(town, { ...account, conversation: true }, from('subject', `${account.id}:42`, 'Iris')))[0]!); // prettier-ignore
    const [one, other] = [await subject(schools), await subject(texts)];
    expect((await person(ana, one.id)).duplicates).toMatchObject([{ citizen: { id: other.id }, reasons: [{ reason: 'same-subject-id', detail: '42' }] }]); // prettier-ignore
  });

  it('is not suggested by one word, nor to whoever may not see the other, nor again once told apart', async () => {
    await write(schools, 'Dupont');
    const alone = await write(schools, 'Dupont');
    expect((await person(ana, alone.id)).duplicates).toEqual([]);

    const school = await write(schools, 'Paul Meunier');
    const tax = await write(taxes, 'Paul Meunier');
    expect((await person(bob, tax.id)).duplicates).toEqual([]);
    expect((await person(ana, tax.id)).duplicates.map(({ citizen }) => citizen.id)).toEqual([school.id]);
    await as(ana, (tx) => tellApart(tx, ana, tax.id, school.id));
    await as(ana, (tx) => tellApart(tx, ana, school.id, tax.id));
    const third = await write(schools, 'Anna Autre');
    await merge(ana, school.id, third.id);
    expect((await person(ana, tax.id)).duplicates).toEqual([]);
  });
});
