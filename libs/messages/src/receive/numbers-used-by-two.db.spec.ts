import type { Principal } from '@guichet/access';
import { caseDetail, mergeCase, moveEntries, restrictCase, timeline } from '@guichet/cases';
import { OpenByContact, type MessageEntry } from '@guichet/contracts';
import { from, receive } from '../../../../test/support/receive-messages.js';
import { openTextsAndMails, type TextsAndMails } from '../../../../test/support/texts-and-mails.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';
import { otherSenders } from './other-senders.queries.js';
import { openCaseByContact } from './record-call-visit-or-letter.js';

let desk: TextsAndMails;
let { outbox, texts, mailbox, called, texted } = {} as TextsAndMails;
let used = 0;

beforeAll(async () => {
  desk = await openTextsAndMails();
  ({ outbox, texts, mailbox, called, texted } = desk);
});
afterAll(() => desk?.close());

const newNumber = () => `+3363998${String((used += 1)).padStart(4, '0')}`;
const call = { channel: 'phone', text: 'A appelé.', subject: 'Appel', meant: 'named' } as const;
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

  it.each([
    ['spam', `status = 'spam'`],
    ['closed long ago', `status = 'closed', closed_at = now() - interval '15 days'`],
  ])('does not enter a case of its sender that is %s, which is suggested where the conversation is', async (_, set) => {
    const number = newNumber();
    const named = await called({ citizenName: 'Camille Kermarec', address: number });
    const later = await called({ citizenName: 'Camille Kermarec', address: number });
    await answered(later, number);
    const words = await naming(named);
    await outbox.town.database.execute(`update cases set ${set} where id = $1`, [named]);
    const { lastPosition } = await outbox.caseOf(named);
    expect(await texted(number, words)).toBe(later);
    expect(await outbox.caseOf(named)).toMatchObject({ lastPosition });
    const suggested = async () => ({
      links: (await outbox.caseOf(later)).links.map(({ caseId, reason }) => [caseId, reason]),
      activities: (await outbox.timeline(later)).items.flatMap((entry) =>
        entry.kind === 'activity' && entry.activity.type === 'link-suggested' ? [entry.activity.caseId] : [],
      ),
    });
    const once = { links: [[named, 'names-reference']], activities: [named] };
    expect(await suggested()).toEqual(once);
    expect(await texted(number, { ...words, body: 'Encore' })).toBe(later);
    expect(await suggested()).toEqual(once);
  });

  it('enters a case that was closed a short time ago', async () => {
    const number = newNumber();
    const named = await called({ citizenName: 'Camille Kermarec', address: number });
    await answered(await called({ citizenName: 'Camille Kermarec', address: number }), number);
    await outbox.town.database.execute(`update cases set status = 'closed', closed_at = now() where id = $1`, [named]);
    expect(await texted(number, await naming(named))).toBe(named);
    expect(await outbox.caseOf(named)).toMatchObject({ status: 'open' });
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
  return { kind: actor.kind, name: actor.name, isUncertain: flags.includes('sender-uncertain') };
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

/** A message that is signed by the number alone. */
const uncertain = (number: string) => ({ kind: 'system', name: number, isUncertain: true });
const certain = (name: string) => ({ kind: 'citizen', name, isUncertain: false });
/** An agent says that the last message of a case is for another one. */
const moved = async (fromId: string, intoId: string) => {
  const { id: entryId } = (await outbox.timeline(fromId)).items.findLast(({ kind }) => kind === 'message')!;
  await outbox.as((tx) => moveEntries(tx, outbox.ana, { fromId, wanted: { entryIds: [entryId], intoId } }));
};

describe('a text message from a number that two use', () => {
  it('stays in the case that was answered, signed by the number, as it is not known who writes', async () => {
    const { number, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    expect(await texted(number)).toBe(ofOther);
    expect(await lastOf(ofOther)).toEqual(uncertain(number));
    expect(await texted(number, { body: 'Merci' })).toBe(ofOther);
    expect(await lastOf(ofOther)).toEqual(uncertain(number));
    const { replyTo } = await outbox.caseOf(ofOther);
    expect(replyTo).toMatchObject({ channelAccountId: texts.id, to: [number] });
  });

  it('goes to the case that it names, and is as uncertain there', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    expect(await texted(number, await naming(ofOther))).toBe(ofOther);
    expect(await lastOf(ofOther)).toEqual(uncertain(number));
    expect(await texted(number, await naming(ofOwner))).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toEqual(uncertain(number));
    expect(await texted(number)).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toEqual(uncertain(number));
    // Whoever of the two writes next may have either answer in mind.
    await answered(ofOwner, number);
    expect(await texted(number)).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toEqual(uncertain(number));
  });

  it('stays in the case of the conversation also where the answer was long ago', async () => {
    const { number, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    outbox.pass(15 * 86_400);
    expect(await texted(number)).toBe(ofOther);
    expect(await lastOf(ofOther)).toEqual(uncertain(number));
    outbox.pass(-15 * 86_400);
  });

  // Threats: A018.
  it.each(['restricted', 'confidential'])(
    'stays in a case that is %s, of which the team of the owner learns nothing',
    async (how) => {
      const { number, ofOwner, ofOther } = await numberOfTwo();
      await answered(ofOther, number);
      await (how === 'restricted' ? restricted(ofOther) : confided(ofOther));
      const before = await outbox.caseOf(ofOwner);
      const both = [from('phone', number, { body: 'Un' }), from('phone', number, { body: 'Deux' })];
      expect(await receive(outbox.town, texts, ...both)).toEqual([ofOther, ofOther]);
      const kept = await outbox.town.database.query<{ name: string; flags: string[] }>(
        `select actor_name as name, data -> 'flags' as flags from timeline_entry
         where case_id = $1 and kind = 'message' and direction = 'in' order by position desc limit 2`,
        [ofOther],
      );
      expect(kept).toEqual(Array(2).fill({ name: number, flags: ['sender-uncertain'] }));
      expect(await outbox.caseOf(ofOwner)).toEqual(before);
    },
  );

  it('is uncertain in the case of the owner, too, to which an agent has moved one, and once that is answered', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    await texted(number);
    await moved(ofOther, ofOwner);
    const both = [from('phone', number, { body: 'Un' }), from('phone', number, { body: 'Deux' })];
    expect(await receive(outbox.town, texts, ...both)).toEqual([ofOwner, ofOwner]);
    expect(await lastOf(ofOwner)).toEqual(uncertain(number));
    await answered(ofOwner, number);
    expect(await texted(number)).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toEqual(uncertain(number));
  });

  it('is uncertain in a case of a number without a name as soon as somebody else has called by it, and for a while', async () => {
    const number = newNumber();
    const first = await texted(number);
    const ofOther = await called({ citizenName: 'Basile Le Goff', address: number });
    await confided(ofOther);
    expect(await texted(number)).toBe(first);
    expect(await lastOf(first)).toEqual(uncertain(number));
    outbox.pass(15 * 86_400);
    expect(await texted(number)).toBe(first);
    expect(await lastOf(first)).toEqual(certain(number));
    // Nothing new is said of the number by that.
    await called({ citizenName: 'Basile Le Goff', address: number });
    expect(await texted(number)).toBe(first);
    expect(await lastOf(first)).toEqual(uncertain(number));
    outbox.pass(-15 * 86_400);
  });

  it('is certain where its owner only writes under another name than before', async () => {
    const number = newNumber();
    const own = await called({ citizenName: 'Marie Dupont', address: number });
    await answered(own, number);
    const named = async (name: string) => [await texted(number, { from: { type: 'phone', value: number, name } as never }), await lastOf(own)]; // prettier-ignore
    expect([await named('Mimi'), await named('Mimi'), await named('Marie Dupont')]).toEqual([
      [own, certain('Mimi')],
      [own, certain('Mimi')],
      [own, certain('Marie Dupont')],
    ]);
  });

  it('is as uncertain in a case of a third person that has the number, where its owner has none', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    const namesake = await called({ citizenName: 'Camille Le Goff' });
    await outbox.town.database.execute(
      `insert into case_participant (case_id, handle_id) select $1, id from handle where value = $2`,
      [namesake, number],
    );
    await outbox.town.database.execute(`update cases set status = 'closed', closed_at = now() where id = $1`, [
      ofOwner,
    ]);
    await answered(ofOther, number);
    await answered(namesake, number);
    expect(await texted(number)).toBe(namesake);
    expect(await lastOf(namesake)).toEqual(uncertain(number));
  });

  it('is certain in the case of the owner where the other one was asked long ago', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    await texted(number);
    await moved(ofOther, ofOwner);
    outbox.pass(15 * 86_400);
    expect(await texted(number)).toBe(ofOwner);
    expect(await lastOf(ofOwner)).toEqual(certain('Camille Kermarec'));
    outbox.pass(-15 * 86_400);
  });

  // Threats: A018.
  it('is no way by which the other one gets the replies in a case that the owner has by mail', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    const { citizen } = await outbox.caseOf(ofOwner);
    const [byMail] = await receive(outbox.town, mailbox, from('email', `camille.${number}@citizen.test`));
    await outbox.town.database.execute(`update cases set citizen_id = $2 where id = $1`, [byMail, citizen!.id]);
    await restricted(byMail!);
    const before = await outbox.caseOf(byMail!);
    await answered(ofOther, number);
    expect(await texted(number, await naming(byMail!))).toBe(byMail);
    expect(await texted(number)).toBe(byMail);
    expect(await lastOf(byMail!)).toEqual(uncertain(number));
    const { replyTo, participants } = await outbox.caseOf(byMail!);
    expect({ replyTo, participants }).toEqual({ replyTo: before.replyTo, participants: before.participants });
    expect(replyTo).toMatchObject({ channelAccountId: mailbox.id, to: [`camille.${number}@citizen.test`] });
    const { routes } = await replyRoutesFor(
      { reader: outbox.town.database, who: outbox.ana, accounts: outbox.accounts },
      byMail!,
    );
    expect(routes[0]).toMatchObject({ channel: 'email' });
    // Nor once it is seen that it was not theirs.
    await outbox.town.database.execute(`update cases set restricted_to = null where id = $1`, [byMail]);
    await moved(byMail!, ofOther);
    expect((await outbox.caseOf(byMail!)).participants).toEqual(before.participants);
  });

  it('is withdrawn, edited and reacted to by the number alone where it is not known who has written', async () => {
    const { number, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    const target = `SM-${number}`;
    await texted(number, { externalId: target });
    const by = { from: { type: 'phone', value: number, verified: true }, at: null } as const;
    await outbox.report(texts.id, { type: 'edit', target, text: 'Bonsoir', ...by });
    await outbox.report(texts.id, { type: 'reaction', target, emoji: '👍', ...by });
    await outbox.report(texts.id, { type: 'consent', given: false, word: 'STOP', ...by });
    const { items } = await outbox.timeline(ofOther);
    const said = items.flatMap((entry) =>
      entry.kind === 'activity' ? [[entry.activity.type, entry.actor] as const] : [],
    );
    const actor = { kind: 'system', name: number };
    expect(said.slice(-3)).toEqual(['edited', 'reaction', 'consent'].map((type) => [type, actor]));
  });

  it('is certain where only its owner uses it, in the case of another one as well', async () => {
    const number = newNumber();
    const ofGuardian = await called({ citizenName: 'Odile Tutrice', address: number });
    const ofWard = await called({ citizenName: 'Armand Pupille' });
    await texted(number, await naming(ofGuardian));
    await outbox.as((tx) => mergeCase(tx, outbox.ana, { fromId: ofGuardian, intoId: ofWard }));
    expect(await texted(number)).toBe(ofWard);
    expect(await lastOf(ofWard)).toEqual(certain(number));
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
    expect(found).toEqual({ items: [{ id: owner.id, name: 'Camille Kermarec', cases }], more: 0 });
    await moved(ofOther, ofOwner);
    expect(await texted(number)).toBe(ofOwner);
  });

  it('is offered a case of a third person as well in which the number takes part', async () => {
    const { number, ofOther } = await numberOfTwo();
    const namesake = await called({ citizenName: 'Camille Le Goff' });
    await outbox.town.database.execute(
      `insert into case_participant (case_id, handle_id) select $1, id from handle where value = $2`,
      [namesake, number],
    );
    await answered(ofOther, number);
    await texted(number);
    const { items } = await seen(outbox.ana, ofOther);
    expect(items.map(({ name, cases }) => [name, cases.length])).toEqual([
      ['Camille Kermarec', 1],
      ['Camille Le Goff', 1],
    ]);
    const bob = await outbox.town.agent('Bob', [await confided(ofOther)]);
    expect(await seen(bob, ofOther)).toEqual({ items: [], more: 0 });
  });

  // Threats: A018.
  it('is not named to whoever does not see their cases, in either case', async () => {
    const { number, ofOwner, ofOther } = await numberOfTwo();
    await answered(ofOther, number);
    await texted(number);
    const bob = await outbox.town.agent('Bob', [await confided(ofOther)]);
    expect(await seen(bob, ofOther)).toEqual({ items: [], more: 0 });
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
    expect(await texted(number, await naming(ofOwner))).toBe(ofOwner);
    expect(await seen(outbox.ana, ofOwner)).toEqual({ items: [], more: 0 });
    // Nor is the owner to whoever reads it in the case of the other one: not even by an id.
    const { reference } = await caseDetail(outbox.town.database, carla, { id: ofOther });
    expect(await texted(number, { threadKeys: [`hint:${reference}`], body: 'Encore' })).toBe(ofOther);
    const { items } = await timeline(outbox.town.database, carla, { caseId: ofOther, query: { limit: 100 } });
    expect(items.findLast(({ kind }) => kind === 'message')!.actor).toEqual({ kind: 'system', name: number });
  });

  it('is nobody for a message that is certain', async () => {
    const { number, ofOwner } = await numberOfTwo();
    outbox.pass(15 * 86_400);
    await answered(ofOwner, number);
    await texted(number);
    expect(await seen(outbox.ana, ofOwner)).toEqual({ items: [], more: 0 });
    outbox.pass(-15 * 86_400);
  });
});
