import type { Principal } from '@guichet/access';
import { caseDetail, splitCase, timeline } from '@guichet/cases';
import type { Handle } from '@guichet/contracts';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { TestTown } from '../../../test/support/test-town.js';
import { citizenById } from './citizen.queries.js';

let town: TestTown;
let ana: Principal;
let mailbox: Intake;
let phone: Intake;
let social: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  mailbox = await town.mailbox(team);
  phone = { ...(await town.mailbox(team)), conversation: true };
  social = { ...(await town.mailbox(team)), conversation: true };
});
afterAll(() => town.close());
afterEach(async () => {
  // Whatever arrives, nothing but an agent makes two persons one, and nothing gives a name to somebody who has one.
  expect(await town.database.query(`select 1 from citizen where merged_into_id is not null or root_id <> id`)).toEqual(
    [],
  );
  expect(await town.database.query(`select 1 from citizen_merge`)).toEqual([]);
});

const citizenOf = async (caseId: string) => (await caseDetail(town.database, ana, { id: caseId })).citizen!;
type Sender = [type: Handle['type'], value: string, name?: string];
/** Each writes once, on a matter of their own. Answers whom their cases are about. */
async function write(account: Intake, ...senders: Sender[]) {
  const persons = [];
  for (const [type, value, name] of senders)
    persons.push(await citizenOf((await receive(town, account, from(type, value, { name })))[0]!));
  return persons;
}
const areDistinct = (persons: readonly { id: string }[]) =>
  new Set(persons.map(({ id }) => id)).size === persons.length;

describe('nothing that arrives merges two persons: not', () => {
  it.each([
    ['a family', 'Zoé Martin', 'Paul Martin'],
    ['an accountant and a client', 'Cabinet Durand', 'Boulangerie Petit'],
    ['an association and its president', 'Amicale laïque', 'Lucie Bernard'],
    ['a guardian and a ward', 'UDAF 38', 'Robert Lenoir'],
    ['a person and their company', 'Marc Petit', 'SARL Rénov’Toit'],
    ['separated parents', 'Aline Roche', 'Bruno Costa'],
  ])('%s on one mailbox', async (_, one, other) => {
    const value = `${one}.${other}@shared.test`.replace(/[^a-z@.]/gi, '').toLowerCase();
    const [first, second, firstAgain, secondAgain] = await write(
      mailbox,
      ['email', value, one],
      ['email', value, other],
      ['email', value, one.toUpperCase()],
      ['email', value, other],
    );
    expect([first!.name, second!.name]).toEqual([one, other]);
    expect([firstAgain!.id, secondAgain!.id]).toEqual([first!.id, second!.id]);
    expect(areDistinct([first!, second!])).toBe(true);
  });

  it('two names on one mailbox that come together', async () => {
    const ids = await receive(town, mailbox, from('email', 'duo@shared.test', { name: 'Ada Un' }), from('email', 'duo@shared.test', { name: 'Bob Deux' }), from('email', 'duo@shared.test', { name: 'Bob Deux' })); // prettier-ignore
    const persons = await Promise.all(ids.map(citizenOf));
    expect(persons.map(({ name }) => name)).toEqual(['Ada Un', 'Bob Deux', 'Bob Deux']);
    expect(persons[2]!.id).toBe(persons[1]!.id);
    expect(areDistinct(persons.slice(0, 2))).toBe(true);
  });

  it('two people on one telephone, a switchboard or a number that was given to somebody else', async () => {
    const line = { ...phone, conversation: false };
    const persons = await write(
      line,
      ['phone', '+33438000001', 'Zoé Martin'],
      ['phone', '+33438000001', 'Garage Alpin'],
    );
    expect(persons.map(({ name }) => name)).toEqual(['Zoé Martin', 'Garage Alpin']);
    expect(areDistinct(persons)).toBe(true);
  });

  it('two who go on writing from one mailbox, under their name or none', async () => {
    const value = 'roy@shared.test';
    const opening = from('email', value, { name: 'Paul Roy' });
    const [[, paulCase], zoeAnswer] = [
      await receive(town, mailbox, from('email', value, { name: 'Zoé Roy' }), opening),
      from('email', value, { name: 'Zoé Roy', threadKeys: [`ref:${opening.externalId}`] }),
    ];
    const goOn = (name?: string) => from('email', value, { name, threadKeys: [`ref:${opening.externalId}`] });
    await receive(town, mailbox, goOn('Paul ROY'), goOn(), zoeAnswer);
    const entries = (await timeline(town.database, ana, { caseId: paulCase!, query: { limit: 50 } })).items;
    expect(entries.map(({ actor }) => actor.name)).toEqual(['Paul Roy', 'Paul ROY', 'Paul Roy', 'Zoé Roy']);
    const paul = await citizenOf(paulCase!);
    const zoe = entries[3]!.actor as { id: string };
    expect(entries.slice(0, 3).map(({ actor }) => actor)).toEqual(Array(3).fill(expect.objectContaining({ kind: 'citizen', id: paul.id }))); // prettier-ignore
    expect(zoe.id).not.toBe(paul.id);

    const split = (entryId: string) =>
      town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, (tx) => splitCase(tx, ana, { fromId: paulCase!, wanted: { entryIds: [entryId] } })); // prettier-ignore
    expect((await citizenOf((await split(entries[1]!.id)).intoId)).id).toBe(paul.id);
    expect((await citizenOf((await split(entries[3]!.id)).intoId)).id).toBe(zoe.id);
  });

  it('a question and its answer from one mailbox that come together', async () => {
    await receive(town, mailbox, from('email', 'pair@shared.test', { name: 'Ada Un' }));
    const question = from('email', 'pair@shared.test', { name: 'Bob Deux' });
    const answer = from('email', 'pair@shared.test', { threadKeys: [`ref:${question.externalId}`] });
    const [caseId] = await receive(town, mailbox, question, answer);
    const { items } = await timeline(town.database, ana, { caseId: caseId!, query: { limit: 50 } });
    expect(items.map(({ actor }) => actor.name)).toEqual(['Bob Deux', 'Bob Deux']);
    expect(items[1]!.actor).toMatchObject({ id: (await citizenOf(caseId!)).id });
  });

  // Threats: A002.
  it('a stranger who was put in copy of a case with the person of that case, whatever name they give', async () => {
    const opening = from('email', 'vera@citizen.test', { name: 'Vera Victime' });
    const [veraCase] = await receive(town, mailbox, opening);
    const vera = await citizenOf(veraCase!);
    const [stranger] = await write(mailbox, ['email', 'stranger@citizen.test', 'Sam Strange']);
    await town.database.execute(
      `insert into case_participant (case_id, handle_id) select $1::uuid, id from handle where value = 'stranger@citizen.test'`,
      [veraCase],
    );
    const say = async (keys: string[]) =>
      (await receive(town, mailbox, from('email', 'stranger@citizen.test', { name: 'Vera Victime', body: 'Mon nouvel IBAN', threadKeys: keys })))[0]!; // prettier-ignore

    expect(await say([`ref:${opening.externalId}`])).toBe(veraCase);
    const { items } = await timeline(town.database, ana, { caseId: veraCase!, query: { limit: 50 } });
    expect(items[1]!.actor).not.toMatchObject({ id: vera.id });
    const anew = await citizenOf(await say([]));
    expect(areDistinct([vera, stranger!, anew])).toBe(true);
    expect((await citizenById(town.database, ana, vera.id)).handles.map(({ value }) => value)).toEqual(['vera@citizen.test']); // prettier-ignore
  });

  it('Monsieur with Marie', async () => {
    const persons = await write(mailbox, ['email', 'dupont@shared.test', 'Marie Dupont'], ['email', 'dupont@shared.test', 'M. Dupont']); // prettier-ignore
    expect(areDistinct(persons)).toBe(true);
  });

  it('people of one name, in one town or born on one day', async () => {
    const persons = await write(
      mailbox,
      ['email', 'jean.martin@aix.test', 'Jean Martin'],
      ['email', 'jean.martin@arles.test', 'Jean Martin'],
      ['phone', '+33612000001', 'Jean Martin'],
    );
    expect(areDistinct(persons)).toBe(true);
  });

  it('an account of a network with anything of its name', async () => {
    const persons = await write(
      social,
      ['account', 'telegram:1', 'Léa Blanc'],
      ['account', 'mastodon:lea@social.test', 'Léa Blanc'],
      ['email', 'lea@social.test', 'Léa Blanc'],
      ['account', 'messenger:1', 'Léa Blanc'],
    );
    expect(areDistinct(persons)).toBe(true);
  });

  it('two persons whom two pages, or two services, know by one id', async () => {
    const persons = await write(
      social,
      ['subject', `${mailbox.id}:4711`, 'Hugo Noir'],
      ['subject', `${social.id}:4711`, 'Hugo Noir'],
      ['visitor', 'visitor:4711', 'Hugo Noir'],
    );
    expect(areDistinct(persons)).toBe(true);
  });

  // Threats: R17.
  it('somebody who says what another’s address is', async () => {
    const [iban] = await receive(town, mailbox, from('email', 'owner@citizen.test', { name: 'Yves Brun' }));
    const [thief] = await receive(
      town,
      phone,
      from('phone', '+33612999999', {
        body: 'C’est Yves Brun, owner@citizen.test : voici mon nouvel IBAN et ma nouvelle adresse.',
      }),
    );
    expect((await citizenOf(thief!)).id).not.toBe((await citizenOf(iban!)).id);
  });
});

describe('one address', () => {
  it('is one handle, whatever the channel it is used by', async () => {
    const [sms, other] = await write(phone, ['phone', '+33612000042'], ['phone', '+33612000042', 'Inès Faure']);
    expect(other!.id).toBe(sms!.id);
    // Who was known by a number alone bears the first name that comes with it.
    const person = await citizenById(town.database, ana, sms!.id);
    expect(person.handles).toHaveLength(1);
    expect(await town.database.query(`select name from citizen where id = $1`, [sms!.id])).toEqual([{ name: 'Inès Faure' }]); // prettier-ignore
  });

  it('of an account that bears another name today is still that account', async () => {
    const open = { ...social, conversation: false };
    const [before, after] = await write(open, ['account', 'telegram:77', 'Kim'], ['account', 'telegram:77', 'Mairie Officielle']); // prettier-ignore
    expect(after!.id).toBe(before!.id);
    const { name } = await citizenById(town.database, ana, before!.id);
    expect(name).toBe('Kim');
  });

  // Threats: R17.
  it('that two use is shown with both, and names neither to the other', async () => {
    const [zoe, paul] = await write(mailbox, ['email', 'famille@citizen.test', 'Zoé Roy'], ['email', 'famille@citizen.test', 'Paul Roy']); // prettier-ignore
    const person = await citizenById(town.database, ana, paul!.id);
    expect(person).toMatchObject({ name: 'Paul Roy', handles: [{ value: 'famille@citizen.test', name: '' }] });
    expect(person.cases).toHaveLength(1);
    expect((await citizenById(town.database, ana, zoe!.id)).cases).toHaveLength(1);
    const { participants, replyTo } = await caseDetail(town.database, ana, { id: person.cases[0]!.id });
    expect(participants).toMatchObject([{ value: 'famille@citizen.test', name: 'Paul Roy' }]);
    expect(replyTo!.to).toEqual(['famille@citizen.test']);
  });
});
