import type { Principal } from '@guichet/access';
import {
  caseDetail,
  addHandle,
  inbox,
  linkCase,
  mergeCase,
  mergePeople,
  openCase,
  renamePerson,
  setCitizen,
  detachHandle,
  markDistinct,
  timeline,
  unmergePeople,
  unmarkDistinct,
} from '@guichet/cases';
import { CaseQuery } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { TestTown, type MessageChanges } from '../../../test/support/test-town.js';
import { citizenById, citizensBeginning } from './citizen.queries.js';

let town: TestTown;
let ana: Principal;
let bob: Principal;
let sue: Principal;
let schools: Intake;
let taxes: Intake;
let texts: Intake;

beforeAll(async () => {
  town = await TestTown.build();
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
const citizenOf = async (caseId: string, who = sue) => (await caseDetail(town.database, who, { id: caseId })).citizen!;
const merge = (who: Principal, id: string, intoId: string) =>
  as(who, (tx) => mergePeople(tx, who, { citizenId: id, intoId, reason: 'Came to the counter' }));
const activities = async (caseId: string) =>
  (await timeline(town.database, sue, { caseId, query: { limit: 50 } })).items.flatMap((entry) => (entry.kind === 'activity' ? [entry.activity] : [])); // prettier-ignore
let serial = 0;
/** A person with a case of their own. */
async function write(account: Intake, name: string, changes: MessageChanges & { value?: string } = {}) {
  serial += 1;
  const { value = `person${serial}@citizen.test`, ...rest } = changes;
  const type = value.startsWith('+') ? 'phone' : 'email';
  const [caseId] = await receive(town, account, from(type, value, { name, ...rest }));
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
    expect(await activities(sms.caseId)).toContainEqual(expect.objectContaining({ type: 'citizen-merged', name: '+33612345678', other: 'Zoé Martin' })); // prettier-ignore

    await as(ana, (tx) => unmergePeople(tx, ana, { citizenId: mail.id, mergeId: one.merges[0]!.id }));
    const [zoe, number] = [await person(ana, mail.id), await person(ana, sms.id)];
    expect([zoe.cases, number.cases].map(({ length }) => length)).toEqual([1, 1]);
    expect([zoe, number].map(({ merges }) => merges[0]!.undoneBy)).toEqual(['Ana', 'Ana']);
    expect(await citizenOf(sms.caseId, ana)).toEqual({ id: sms.id, name: '+33612345678' });
    expect(await activities(mail.caseId)).toContainEqual(expect.objectContaining({ type: 'citizen-unmerged', name: 'Zoé Martin' })); // prettier-ignore
    await expect(as(ana, (tx) => unmergePeople(tx, ana, { citizenId: mail.id, mergeId: one.merges[0]!.id }))).rejects.toMatchObject({ code: 'conflict' }); // prettier-ignore
  });

  // Threats: C07.
  it('are merged once by two agents at the same moment, whichever way round', async () => {
    const [one, other] = [await write(schools, 'A Un'), await write(schools, 'A Deux')];
    const results = await Promise.allSettled([merge(ana, one.id, other.id), merge(sue, other.id, one.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await person(ana, one.id)).cases).toHaveLength(2);
  });

  // Threats: A021.
  it('are distinguished from others of their name by what the agent may know: their addresses and their last case', async () => {
    const [one, other] = [await write(schools, 'Camille Delorme'), await write(taxes, 'Camille Delorme')];
    const found = async (who: Principal) => {
      const { items } = await citizensBeginning(town.database, who, { q: 'camille del', limit: 10 });
      return new Map(items.map(({ id, ...facts }) => [id, facts]));
    };
    const facts = async ({ caseId, value }: Awaited<ReturnType<typeof write>>, who = ana) => ({
      name: 'Camille Delorme',
      handles: [{ type: 'email', value }],
      lastCase: { reference: (await caseDetail(town.database, who, { id: caseId })).reference, subject: expect.any(String) }, // prettier-ignore
      ...{ isProved: false, doubt: null },
    });
    expect(await found(bob)).toEqual(new Map([[other.id, await facts(other, bob)]]));
    expect(await found(ana)).toEqual(new Map([[one.id, await facts(one)], [other.id, await facts(other)]])); // prettier-ignore

    await merge(ana, other.id, one.id);
    expect((await found(ana)).get(one.id)!.handles.map(({ value }) => value)).toEqual([other.value, one.value]);
    expect((await found(bob)).get(one.id)).toEqual(await facts(other, bob));
  });

  it('are found by how any word of their name begins, without accents and in any order', async () => {
    const { id } = await write(schools, 'Gaëtan Œuvrard-L’Hôte');
    await write(schools, 'Gaston Autre');
    const found = async (q: string) =>
      (await citizensBeginning(town.database, ana, { q, limit: 10 })).items.map((item) => item.id);
    for (const q of ['gaetan', 'oeuv', 'hote', 'Hôte gaë', 'L’HÔTE', 'Gaëtan Œuvrard-L’Hôte'])
      expect([q, await found(q)]).toEqual([q, [id]]);
    for (const q of ['etan', 'gaetan autre', '-', `' | gaetan`, 'gaetan:*&!x', '\\'])
      expect([q, await found(q)]).toEqual([q, q.includes('|') ? [id] : []]);
  });

  it('are found with a title before their name, which nobody has stored', async () => {
    const { id } = await write(schools, 'Inácio Mendonça');
    for (const q of ['Mme Mendonça', 'M. mendonca', 'Dr Inácio', 'Monsieur et Madame Mendonça']) {
      const { items } = await citizensBeginning(town.database, ana, { q, limit: 10 });
      expect([q, items.map((item) => item.id)]).toEqual([q, [id]]);
    }
  });

  // Threats: A021.
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
    expect((await activities(tax.caseId)).map(({ type }) => type)).not.toContain('citizen-merged');
    expect((await citizensBeginning(town.database, bob, { q: 'Nina S', limit: 10 })).items).toEqual([]);
    expect((await citizensBeginning(town.database, bob, { q: 'Nina', limit: 10 })).items).toMatchObject([{ id: school.id, name: 'Nina Impôt', handles: [{ type: 'email', value: tax.value }] }]); // prettier-ignore
    expect((await citizensBeginning(town.database, ana, { q: 'Nina', limit: 10 })).items).toMatchObject([{ id: school.id, name: 'Nina Secret' }]); // prettier-ignore
    const { merges } = await person(ana, tax.id);
    await expect(as(bob, (tx) => unmergePeople(tx, bob, { citizenId: tax.id, mergeId: merges[0]!.id }))).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
    const stranger = await write(schools, 'Nina Autre');
    await expect(merge(bob, tax.id, stranger.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('who were merged below others come out with all that was merged into them', async () => {
    const [a, b, c] = [await write(schools, 'C Un'), await write(schools, 'C Deux'), await write(schools, 'C Trois')];
    await merge(ana, a.id, b.id);
    await merge(ana, b.id, c.id);
    const { merges } = await person(ana, a.id);
    const inner = merges.find(({ citizen }) => citizen.id === b.id)!;
    await as(ana, (tx) => unmergePeople(tx, ana, { citizenId: c.id, mergeId: inner.id }));
    expect((await person(ana, c.id)).cases.map(({ id }) => id)).toEqual([c.caseId]);
    expect((await person(ana, a.id)).cases.map(({ id }) => id).sort()).toEqual([a.caseId, b.caseId].sort());
  });
});

describe('cases of one address', () => {
  it('are entered by no other, though an agent has said that both are of one person', async () => {
    const mail = await write(schools, 'Ida Vert');
    const sms = await write(texts, '', { value: '+33612000077' });
    await merge(ana, sms.id, mail.id);
    const { reference } = await caseDetail(town.database, ana, { id: mail.caseId });
    const say = async () => (await receive(town, texts, from('phone', sms.value, { threadKeys: [`hint:${reference}`] })))[0]; // prettier-ignore

    expect(await say()).toBe(sms.caseId);
    await town.database.execute(`update cases set status = 'closed', closed_at = now() - interval '30 days' where id = $1`, [sms.caseId]); // prettier-ignore
    expect([mail.caseId, sms.caseId]).not.toContain(await say());
    const { participants } = await caseDetail(town.database, ana, { id: mail.caseId });
    expect(participants.map(({ value }) => value)).toEqual([mail.value]);
  });

  it('can be given to whom they are about, where two share it', async () => {
    const zoe = await write(schools, 'Zoé Roux', { value: 'roux@citizen.test' });
    const second = await write(schools, '', { value: 'roux@citizen.test', body: 'Ici Paul, son mari.' });
    expect(second.id).toBe(zoe.id);
    await as(ana, (tx) => setCitizen(tx, ana, { caseId: second.caseId, wanted: { name: 'Paul Roux' } }));
    const paul = await citizenOf(second.caseId);
    expect(paul.name).toBe('Paul Roux');
    expect(await activities(second.caseId)).toContainEqual({
      type: 'citizen',
      from: 'roux@citizen.test',
      to: 'Paul Roux',
    });
    expect((await person(ana, zoe.id)).cases.map(({ id }) => id)).toEqual([zoe.caseId]);
    // From now on, Paul is known by his name.
    expect((await write(schools, 'Paul ROUX', { value: 'roux@citizen.test' })).id).toBe(paul.id);
    await as(ana, (tx) => setCitizen(tx, ana, { caseId: second.caseId, wanted: { citizenId: zoe.id } }));
    expect((await citizenOf(second.caseId)).name).toBe('Zoé Roux');
    const hidden = await write(schools, 'Caché');
    const tax = await write(taxes, 'Visible');
    await expect(as(bob, (tx) => setCitizen(tx, bob, { caseId: tax.caseId, wanted: { citizenId: hidden.id } }))).rejects.toMatchObject({ code: 'invalid-request' }); // prettier-ignore
  });
});

describe('an address', () => {
  const add = (who: Principal, id: string, { address, evidence, ...more }: { note?: string; caseId?: string } & { address: string; evidence: 'claimed' | 'recorded' | 'checked' }) =>
    as(who, (tx) => addHandle(tx, who, { id, wanted: { address, evidence, ...more } })); // prettier-ignore
  const handleOf = async (who: Principal, id: string, value: string) =>
    (await person(who, id)).handles.find((handle) => handle.value === value);
  const said = async (who: Principal, id: string, value: string) =>
    (await handleOf(who, id, value))?.history.map(({ evidence, note, by }) => [evidence, note, by]);
  const detach = async (who: Principal, id: string, value: string) => {
    const { id: handleId } = (await handleOf(who, id, value))!;
    await as(who, (tx) =>
      detachHandle(tx, who, { id, handleId, wanted: { reason: 'The number was given to somebody else' } }),
    );
  };

  it('that an agent adds is known to the agent’s team, and all that is learnt of it is kept', async () => {
    const { id, caseId } = await write(schools, 'Rose Bois');
    const phone = '+33611111111';
    await add(ana, id, { address: phone, evidence: 'claimed', note: 'On the telephone' });
    expect(await handleOf(ana, id, phone)).toMatchObject({ evidence: 'claimed', verified: false });
    await add(ana, id, { address: phone, evidence: 'checked', note: 'Saw the contract' });
    await add(ana, id, { address: phone, evidence: 'recorded' });
    expect(await handleOf(ana, id, phone)).toMatchObject({ evidence: 'checked', verified: true });
    expect(await said(ana, id, phone)).toEqual([
      ['recorded', null, 'Ana'],
      ['checked', 'Saw the contract', 'Ana'],
      ['claimed', 'On the telephone', 'Ana'],
    ]);
    expect((await activities(caseId)).slice(0, 2)).toEqual([
      { type: 'handle-added', address: phone, evidence: 'claimed' },
      { type: 'handle-added', address: phone, evidence: 'checked' },
    ]);
    await expect(town.database.execute(`update handle_evidence set note = 'x'`)).rejects.toThrow('never rewritten');
    await expect(town.database.execute(`delete from handle_evidence`)).rejects.toThrow('never rewritten');
    await expect(add(ana, id, { address: 'nowhere', evidence: 'recorded' })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });

  it('is known as proved in all teams that know it; what was said of it, in the team where it was', async () => {
    const value = 'lou@citizen.test';
    const school = await write(schools, 'Lou Pré', { value });
    await write(taxes, 'Lou Pré', { value });
    await add(ana, school.id, {
      address: value,
      evidence: 'checked',
      note: 'Seen at the shelter',
      caseId: school.caseId,
    });
    expect(await handleOf(bob, school.id, value)).toMatchObject({ evidence: 'checked', verified: true });
    expect(await said(bob, school.id, value)).toEqual([['wrote', null, null]]);
    expect(JSON.stringify(await person(bob, school.id))).not.toMatch(/shelter|Ana/);
    for (const who of [ana, sue])
      expect((await said(who, school.id, value))![0]).toEqual(['checked', 'Seen at the shelter', 'Ana']);
    await expect(add(bob, school.id, { address: value, evidence: 'recorded', caseId: school.caseId })).rejects.toMatchObject({ code: 'invalid-request' }); // prettier-ignore
  });

  it('is not theirs, and theirs again, as agents say', async () => {
    const { id, caseId } = await write(schools, 'Paul Gris');
    const phone = '+33622222222';
    await add(ana, id, { address: phone, evidence: 'checked', note: 'Saw the contract' });
    await detach(ana, id, phone);
    expect(await handleOf(ana, id, phone)).toBeUndefined();
    expect(await activities(caseId)).toContainEqual({ type: 'handle-detached', address: phone, reason: 'The number was given to somebody else' }); // prettier-ignore
    const text = await write({ ...texts, conversation: false }, '', { value: phone });
    expect(text.id).not.toBe(id);
    expect((await person(ana, text.id)).handles).toMatchObject([{ value: phone, evidence: 'recorded', verified: false }]); // prettier-ignore

    const other = '+33622222223';
    await add(ana, id, { address: other, evidence: 'checked' });
    await detach(ana, id, other);
    await add(ana, id, { address: other, evidence: 'claimed' });
    // Proof that was withdrawn proves nothing any more.
    expect(await handleOf(ana, id, other)).toMatchObject({ evidence: 'claimed', verified: false });
    expect(await said(ana, id, other)).toEqual([['claimed', null, 'Ana']]);
  });

  it('that two use is taken from the one who does not, and from no other', async () => {
    const value = 'noir@citizen.test';
    const [zoe, paul] = [await write(schools, 'Zoé Noir', { value }), await write(schools, 'Paul Noir', { value })];
    await detach(ana, paul.id, value);
    expect((await person(ana, paul.id)).handles).toEqual([]);
    expect((await person(ana, zoe.id)).handles).toMatchObject([{ value }]);
    expect((await write(schools, 'Zoé Noir', { value })).id).toBe(zoe.id);
    await add(ana, paul.id, { address: value, evidence: 'recorded' });
    expect((await write(schools, 'Paul Noir', { value })).id).toBe(paul.id);

    await detach(ana, zoe.id, value);
    expect((await write(schools, 'Paul Noir', { value })).id).toBe(paul.id);
    expect((await write(schools, 'Zoé Noir', { value })).id).not.toBe(zoe.id);
  });

  it('that two use is that of one alone to whoever sees no case in which the other has used it', async () => {
    const value = 'vert@citizen.test';
    const [zoe, paul] = [await write(taxes, 'Zoé Vert', { value }), await write(schools, 'Paul Vert', { value })];
    await as(ana, (tx) => openCase(tx, ana, { subject: 'Taxe', teamId: taxes.teamId, citizenId: paul.id }));
    const addresses = async (who: Principal, id: string) => (await person(who, id)).handles.map((one) => one.value);
    expect(paul.id).not.toBe(zoe.id);
    expect([await addresses(ana, paul.id), await addresses(bob, zoe.id)]).toEqual([[value], [value]]);
    expect(await addresses(bob, paul.id)).toEqual([]);
  });

  // Threats: A020, A021. An agent adds an address to a case of their own to learn what others know of it.
  // ASVS: 8.2.3.
  it('does not tell when others heard from it, nor what they said of it, to whoever adds it to a case', async () => {
    const hidden = await write(schools, 'Mia Secret', { value: 'mia@citizen.test' });
    const second = await write(schools, 'Mia Deux', { value: 'mia.deux@citizen.test' });
    await merge(ana, second.id, hidden.id);
    await add(ana, hidden.id, { address: hidden.value, evidence: 'recorded', note: 'At the shelter' });
    const heard = (await handleOf(sue, hidden.id, hidden.value))!;
    expect(heard.history.map(({ evidence }) => evidence)).toEqual(['recorded', 'wrote']);

    const open = (address: string) => as(bob, (tx) => openCase(tx, bob, { subject: 'Taxe', address }));
    const [own, fresh] = [await open(hidden.value), await open('never.heard.of@citizen.test')];
    await open(second.value);
    const seen = await person(bob, (await citizenOf(own, bob)).id);
    const unknown = await person(bob, (await citizenOf(fresh, bob)).id);
    const shown = ({ value }: { value: string }) => seen.handles.find((handle) => handle.value === value)!;
    const { openedAt } = await caseDetail(town.database, bob, { id: own });
    // It looks as an address that nobody had ever heard of.
    expect(unknown.handles).toMatchObject([{ evidence: 'recorded', history: [], doubt: null }]);
    expect(shown(hidden)).toMatchObject({ evidence: 'recorded', history: [], doubt: null, linkedAt: openedAt });
    // That somebody wrote from this one, only they have heard.
    expect(shown(second)).toMatchObject({ evidence: 'recorded', history: [] });
    expect(JSON.stringify(seen)).not.toContain(heard.linkedAt);
    expect(JSON.stringify(seen)).not.toContain(heard.history[1]!.at);
    expect(seen.merges).toEqual([]);

    // What they read themselves, they know.
    await receive(town, taxes, from('email', hidden.value, { name: 'Mia Secret' }));
    const history = (await handleOf(bob, hidden.id, hidden.value))!.history;
    expect(history.map(({ evidence }) => evidence)).toEqual(['wrote']);
    expect(history[0]!.at >= openedAt).toBe(true);
  });

  // Threats: A020.
  it('that is hidden is taken from nobody', async () => {
    const school = await write(schools, 'Ines Secret');
    const tax = await write(taxes, 'Ines Impôt');
    await merge(ana, tax.id, school.id);
    const { id: handleId } = (await handleOf(ana, school.id, school.value))!;
    const take = (id: string) => as(bob, (tx) => detachHandle(tx, bob, { id, handleId, wanted: { reason: 'x' } }));
    for (const id of [tax.id, school.id]) await expect(take(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  // Threats: A020, R17.
  it('of somebody else is refused with their name, or without where they are hidden', async () => {
    const { id } = await write(taxes, 'Théo Pin');
    const known = await write(taxes, 'Théo Pain');
    const hidden = await write(schools, 'Théo Caché');
    const refused = (address: string) =>
      add(bob, id, { address, evidence: 'recorded' }).catch((error: unknown) => error);
    expect(await refused(known.value)).toMatchObject({ code: 'conflict', more: { data: { citizen: { id: known.id, name: 'Théo Pain' } } } }); // prettier-ignore
    const refusal = await refused(hidden.value);
    expect(refusal).toMatchObject({ code: 'conflict' });
    expect(JSON.stringify(refusal)).not.toContain('Caché');
  });
});

describe('another name', () => {
  it('that an agent gives stands in the cases of the agent’s teams', async () => {
    const school = await write(schools, 'Eva Noël', { value: 'eva@citizen.test' });
    const tax = await write(taxes, 'Eva Noël', { value: 'eva@citizen.test' });
    const shy = await town.agent('Shy', [schools.teamId]);
    await as(shy, (tx) => renamePerson(tx, shy, { id: school.id, name: 'Eva Noël-Baron' }));
    expect((await person(shy, school.id)).name).toBe('Eva Noël-Baron');
    expect((await citizenOf(school.caseId, shy)).name).toBe('Eva Noël-Baron');
    expect((await citizenOf(tax.caseId, bob)).name).toBe('Eva Noël');
    expect(await activities(school.caseId)).toEqual([
      { type: 'citizen-renamed', from: 'Eva Noël', to: 'Eva Noël-Baron' },
    ]);
    expect(await activities(tax.caseId)).toEqual([]);
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
      from('email', jean.value, { name: 'Jean Dupré', body: 'Mon numéro est le 06 98 76 54 32.' }),
    );
    await as(ana, (tx) => linkCase(tx, ana, { caseId: jean.caseId, otherId: linked.caseId, accept: true }));
    const { reference } = await caseDetail(town.database, ana, { id: linked.caseId });

    const { duplicates } = await person(ana, jean.id);
    expect(Object.fromEntries(duplicates.map(({ citizen, reasons }) => [citizen.id, reasons]))).toEqual({
      [accent.id]: [{ reason: 'same-name', detail: 'JEAN DUPRE' }],
      [named.id]: [{ reason: 'mentions-address', detail: '+33698765432' }],
      [linked.id]: [{ reason: 'linked-cases', detail: reference }],
    });

    const merged = await write(schools, 'Fusion Dossier');
    const before = await write(schools, 'Lien Avant');
    await as(ana, (tx) => linkCase(tx, ana, { caseId: jean.caseId, otherId: before.caseId, accept: true }));
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: merged.caseId, intoId: jean.caseId }));
    await as(ana, (tx) => mergeCase(tx, ana, { fromId: before.caseId, intoId: jean.caseId }));
    expect((await person(ana, merged.id)).duplicates).toEqual([]);
    expect((await person(ana, before.id)).duplicates).toMatchObject([
      { citizen: { id: jean.id }, reasons: [{ reason: 'linked-cases' }] },
    ]);

    const subject = async (account: Intake) => citizenOf((await receive(town, { ...account, conversation: true }, from('subject', `${account.id}:42`, { name: 'Iris' })))[0]!); // prettier-ignore
    const [one, other] = [await subject(schools), await subject(texts)];
    expect((await person(ana, one.id)).duplicates).toMatchObject([{ citizen: { id: other.id }, reasons: [{ reason: 'same-subject-id', detail: '42' }] }]); // prettier-ignore
  });

  // Threats: A018.
  it('is not suggested by a linked case that is hidden, though both are known by others', async () => {
    const [tax, other] = [await write(taxes, 'Un Connu'), await write(taxes, 'Une Connue')];
    const [hidden] = await receive(town, schools, from('email', other.value, { name: 'Une Connue' }));
    await as(ana, (tx) => linkCase(tx, ana, { caseId: tax.caseId, otherId: hidden!, accept: true }));
    expect((await person(ana, tax.id)).duplicates).toMatchObject([{ citizen: { id: other.id } }]);
    expect((await person(bob, tax.id)).duplicates).toEqual([]);
  });

  it('is not suggested by what the person wrote in a case that is hidden, nor by what that one is linked with', async () => {
    const [tax, named, linked] = [await write(taxes, 'Ida Vue'), await write(taxes, 'Ugo Nommé', { value: '+33698765499' }), await write(taxes, 'Léo Lié')]; // prettier-ignore
    const body = 'Son numéro est le 06 98 76 54 99.';
    const [hidden] = await receive(town, schools, from('email', tax.value, { name: 'Ida Vue', body }));
    await as(ana, (tx) => linkCase(tx, ana, { caseId: hidden!, otherId: linked.caseId, accept: true }));
    const idsFor = async (who: Principal) => (await person(who, tax.id)).duplicates.map(({ citizen }) => citizen.id);
    expect((await idsFor(ana)).sort()).toEqual([named.id, linked.id].sort());
    expect(await idsFor(bob)).toEqual([]);
  });

  it('is not suggested by one word, nor to whoever may not see the other, nor again once told apart', async () => {
    await write(schools, 'Dupont');
    const alone = await write(schools, 'Dupont');
    expect((await person(ana, alone.id)).duplicates).toEqual([]);

    const school = await write(schools, 'Paul Meunier');
    const tax = await write(taxes, 'Paul Meunier');
    expect((await person(bob, tax.id)).duplicates).toEqual([]);
    expect((await person(ana, tax.id)).duplicates.map(({ citizen }) => citizen.id)).toEqual([school.id]);
    await as(ana, (tx) => markDistinct(tx, ana, { id: tax.id, otherId: school.id }));
    await as(ana, (tx) => markDistinct(tx, ana, { id: school.id, otherId: tax.id }));
    const third = await write(schools, 'Anna Autre');
    await merge(ana, school.id, third.id);
    expect((await person(ana, tax.id)).duplicates).toEqual([]);

    expect((await person(ana, tax.id)).distinct).toMatchObject([{ citizen: { id: third.id }, by: 'Ana' }]);
    expect((await person(bob, tax.id)).distinct).toEqual([]);
    await expect(as(bob, (tx) => unmarkDistinct(tx, bob, { id: tax.id, otherId: school.id }))).rejects.toMatchObject({
      code: 'not-found',
    });
    await as(ana, (tx) => unmarkDistinct(tx, ana, { id: third.id, otherId: tax.id }));
    expect((await person(ana, tax.id)).distinct).toEqual([]);
    expect((await person(ana, tax.id)).duplicates.map(({ citizen }) => citizen.id)).toEqual([third.id]);
    await expect(as(ana, (tx) => unmarkDistinct(tx, ana, { id: third.id, otherId: tax.id }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is told in the cases of teams that know both, when an agent tells them apart or takes that back', async () => {
    const [one, other] = [await write(schools, 'Luc Vial'), await write(schools, 'Luc VIAL')];
    const hidden = await write(taxes, 'Luc Vial');
    await as(ana, (tx) => markDistinct(tx, ana, { id: one.id, otherId: other.id }));
    await as(ana, (tx) => markDistinct(tx, ana, { id: other.id, otherId: one.id }));
    await as(ana, (tx) => markDistinct(tx, ana, { id: one.id, otherId: hidden.id }));
    await as(ana, (tx) => unmarkDistinct(tx, ana, { id: one.id, otherId: other.id }));
    expect(await activities(one.caseId)).toEqual([
      { type: 'citizen-distinct', name: 'Luc Vial', other: 'Luc VIAL' },
      { type: 'citizen-distinct-undone', name: 'Luc Vial', other: 'Luc VIAL' },
    ]);
    expect(await activities(hidden.caseId)).toEqual([]);
  });
});
