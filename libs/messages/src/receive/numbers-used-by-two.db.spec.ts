import type { Principal } from '@guichet/access';
import { caseDetail, mergeCase, moveEntries, restrictCase } from '@guichet/cases';
import { OpenByContact, type MessageEntry } from '@guichet/contracts';
import type { Twilio } from '../../../../test/providers/twilio.js';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import type { MessageChanges } from '../../../../test/support/test-town.js';
import { otherSenders } from './other-senders.queries.js';
import { openCaseByContact } from './record-call-visit-or-letter.js';

let outbox: Outbox;
let twilio: Twilio;
let texts: Intake;
let mailbox: Intake;
let used = 0;

beforeAll(async () => {
  let sms: string;
  ({ outbox, twilio, sms } = await smsOutbox());
  texts = { id: sms, kind: 'sms', teamId: outbox.team, conversation: true };
  mailbox = await outbox.town.mailbox(outbox.team);
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});

const newNumber = () => `+3363998${String((used += 1)).padStart(4, '0')}`;
const call = { channel: 'phone', text: 'A appelé.', subject: 'Appel', meant: 'named' } as const;
const called = (wanted: Partial<OpenByContact>) =>
  outbox.as((tx) => openCaseByContact(tx, outbox.ana, OpenByContact.parse({ ...call, ...wanted })));
const texted = async (number: string, changes: MessageChanges = {}) =>
  (await receive(outbox.town, texts, from('phone', number, { subject: '', ...changes })))[0]!;
const naming = async (caseId: string) => ({ threadKeys: [`hint:${(await outbox.caseOf(caseId)).reference}`] });
const answered = (caseId: string, number: string) =>
  outbox.answer(caseId, { channelAccountId: texts.id, to: number, text: 'Votre dossier avance.' });

describe('a text message that names a case', () => {
  it('goes to that case before the conversation, from a number that takes part in it', async () => {
    const number = newNumber();
    const named = await called({ citizenName: 'Camille Kermarec', address: number });
    const later = await called({ citizenName: 'Camille Kermarec', address: number });
    await answered(later, number);
    expect(await texted(number)).toBe(later);
    expect(await texted(number, await naming(named))).toBe(named);
    // The conversation goes on there.
    expect(await texted(number)).toBe(named);
  });

  it('goes to the case of the owner of the number, who has not written by it there yet', async () => {
    const number = newNumber();
    const first = await texted(number);
    const { citizen } = await outbox.caseOf(first);
    const named = await called({ citizenId: citizen!.id, channel: 'counter' });
    await outbox.town.database.execute(`delete from case_participant where case_id = $1`, [named]);
    expect(await texted(number, await naming(named))).toBe(named);
    expect((await outbox.caseOf(named)).participants).toMatchObject([{ value: number }]);
  });

  // Threats: A007, A008.
  it('enters no case with which its number has nothing to do, and stays where the conversation is', async () => {
    const [number, other] = [newNumber(), newNumber()];
    const own = await texted(number);
    const foreign = await called({ citizenName: 'Paul Durand', address: other });
    const { lastPosition } = await outbox.caseOf(foreign);
    expect(await texted(number, await naming(foreign))).toBe(own);
    const opened = await texted(newNumber(), await naming(foreign));
    expect([own, foreign]).not.toContain(opened);
    expect(await outbox.caseOf(foreign)).toMatchObject({ lastPosition });
    expect((await outbox.caseOf(opened)).links).toMatchObject([{ caseId: foreign, reason: 'names-reference' }]);
  });

  it('is in this no way for a mail, whose sender may be anybody', async () => {
    const [first] = await receive(outbox.town, mailbox, from('email', 'camille@citizen.test'));
    const [second] = await receive(outbox.town, mailbox, from('email', 'camille@citizen.test', await naming(first!)));
    expect(second).not.toBe(first);
  });
});

/** The last message of a case: who is shown as its author, and whether that is certain. */
const lastOf = async (caseId: string) => {
  const { items } = await outbox.timeline(caseId);
  const { actor, flags } = items.findLast((entry): entry is MessageEntry => entry.kind === 'message')!;
  return { name: actor.name, isUncertain: flags.includes('sender-uncertain') };
};

/** Camille, whose number it is, has a case; Basile has one since he called by it, and was answered there. */
const numberOfTwo = async () => {
  const number = newNumber();
  const ofOwner = await called({ citizenName: 'Camille Kermarec', address: number });
  const ofOther = await called({ citizenName: 'Basile Le Goff', address: number });
  return { number, ofOwner, ofOther };
};
const restricted = async (id: string) => {
  const root = await outbox.town.agent('Root', [], 'administrator');
  const wanted = { reason: 'violence' as const, detail: '', agentIds: [outbox.ana.id] };
  await outbox.as((tx) => restrictCase(tx, root, { id, wanted }));
};
/** In a team whose cases are confidential. */
const confided = async (id: string): Promise<string> => {
  const social = await outbox.town.team(`Action sociale ${newNumber()}`);
  await outbox.town.database.execute(`update team set confidential = true where id = $1`, [social]);
  await outbox.town.database.execute(`update cases set team_id = $2 where id = $1`, [id, social]);
  return social;
};

describe('a text message from a number that two use', () => {
  it('stays in the case that was answered, signed by the number, as it is not known who writes', async () => {
    const { number, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    expect(await texted(number)).toBe(ofOther);
    expect(await lastOf(ofOther)).toEqual({ name: number, isUncertain: true });
    expect(await texted(number, { body: 'Merci' })).toBe(ofOther);
    expect(await lastOf(ofOther)).toEqual({ name: number, isUncertain: true });
  });

  it('is certain where it names a case, or goes on in the case of the owner', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    expect(await texted(number, await naming(ofOther))).toBe(ofOther);
    expect(await lastOf(ofOther)).toEqual({ name: 'Basile Le Goff', isUncertain: false });
    expect(await texted(number, await naming(ofOwner))).toBe(ofOwner);
    expect(await texted(number)).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toEqual({ name: 'Camille Kermarec', isUncertain: false });
  });

  it('goes to the open case of the owner once the answer was long ago, and stays without one', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    const alone = await numberOfTwo();
    await outbox.town.database.execute(`update cases set status = 'closed', closed_at = now() where id = $1`, [
      alone.ofOwner,
    ]);
    await answered(ofOther, number);
    await answered(alone.ofOther, alone.number);
    outbox.pass(15 * 86_400);
    expect(await texted(number)).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toEqual({ name: number, isUncertain: true });
    expect(await texted(alone.number)).toBe(alone.ofOther);
    expect(await lastOf(alone.ofOther)).toEqual({ name: alone.number, isUncertain: true });
    outbox.pass(-15 * 86_400);
  });

  // Threats: A018.
  it.each(['restricted', 'confidential'])(
    'goes to the open case of the owner and not to one that is %s',
    async (how) => {
      const { number, ofOwner, ofOther } = await numberOfTwo();
      await answered(ofOther, number);
      await (how === 'restricted' ? restricted(ofOther) : confided(ofOther));
      const links = async () => (await outbox.caseOf(ofOwner)).links;
      const before = await links();
      expect(await texted(number)).toBe(ofOwner);
      expect(await lastOf(ofOwner)).toEqual({ name: number, isUncertain: true });
      expect(await links()).toEqual(before);
      // And so does the next one, which is of that conversation.
      expect(await texted(number)).toBe(ofOwner);
    },
  );

  it('is one of the batch of which the first went to the open case of the owner', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    await restricted(ofOther);
    const both = [from('phone', number, { body: 'Un' }), from('phone', number, { body: 'Deux' })];
    expect(await receive(outbox.town, texts, ...both)).toEqual([ofOwner, ofOwner]);
  });

  it('is certain where only its owner uses it, in the case of another one as well', async () => {
    const number = newNumber();
    const ofGuardian = await called({ citizenName: 'Odile Tutrice', address: number });
    const ofWard = await called({ citizenName: 'Armand Pupille' });
    await texted(number, await naming(ofGuardian));
    await outbox.as((tx) => mergeCase(tx, outbox.ana, { fromId: ofGuardian, intoId: ofWard }));
    expect(await texted(number)).toBe(ofWard);
    expect(await lastOf(ofWard)).toEqual({ name: number, isUncertain: false });
  });
});

describe('who else may have written', () => {
  const seen = async (who: Principal, caseId: string) => {
    const [last] = await outbox.town.database.query<{ id: string }>(
      `select id from timeline_entry where case_id = $1 and kind = 'message' order by position desc limit 1`,
      [caseId],
    );
    const entryId = last!.id;
    return otherSenders(outbox.town.database, who, { caseId, entryId });
  };

  it('is named with their open cases to whoever sees these, and moving it there goes on there', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    await texted(number);
    const [owner, { reference }] = [(await outbox.caseOf(ofOwner)).citizen!, await outbox.caseOf(ofOwner)];
    const cases = [{ id: ofOwner, reference, subject: 'Appel', status: 'open' }];
    const found = await seen(outbox.ana, ofOther);
    expect(found).toEqual({ items: [{ id: owner.id, name: 'Camille Kermarec', cases }], hasOthers: false });
    const { id: entryId } = (await outbox.timeline(ofOther)).items.findLast(({ kind }) => kind === 'message')!;
    const wanted = { entryIds: [entryId], intoId: ofOwner };
    await outbox.as((tx) => moveEntries(tx, outbox.ana, { fromId: ofOther, wanted }));
    expect(await texted(number)).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toMatchObject({ isUncertain: false });
  });

  // Threats: A018.
  it('is not named to whoever does not see their cases, in either case', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    await texted(number);
    const bob = await outbox.town.agent('Bob', [await confided(ofOther)]);
    const somebody = { items: [], hasOthers: true };
    expect(await seen(bob, ofOther)).toEqual(somebody);
    await expect(seen(bob, ofOwner)).rejects.toMatchObject({ code: 'not-found' });
    await expect(seen(outbox.ana, ofOther)).rejects.toMatchObject({ code: 'not-found' });
  });

  // Threats: A018. That somebody uses the number as well was said in a team of which the agent of the owner is no part.
  it('is not named to the agent of the owner, to whose case the message came', async () => {
    const number = newNumber();
    const ofOwner = await called({ citizenName: 'Camille Kermarec', address: number });
    const social = await outbox.town.team(`Action sociale ${newNumber()}`);
    await outbox.town.database.execute(`update team set confidential = true where id = $1`, [social]);
    const carla = await outbox.town.agent('Carla', [social]);
    const ofOther = await outbox.town.database.write({ kind: 'agent', id: carla.id, name: carla.name }, (tx) =>
      openCaseByContact(
        tx,
        carla,
        OpenByContact.parse({ ...call, teamId: social, citizenName: 'Honoré Riou', address: number }),
      ),
    );
    const { reference } = await caseDetail(outbox.town.database, carla, { id: ofOther });
    expect(await texted(number, { threadKeys: [`hint:${reference}`] })).toBe(ofOther);
    expect(await texted(number)).toBe(ofOwner);
    expect(await seen(outbox.ana, ofOwner)).toEqual({ items: [], hasOthers: true });
  });

  it('is nobody for a message that is certain', async () => {
    const { number, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    await texted(number, await naming(ofOther));
    expect(await seen(outbox.ana, ofOther)).toEqual({ items: [], hasOthers: false });
  });
});
