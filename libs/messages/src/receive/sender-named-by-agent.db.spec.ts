import type { Principal } from '@guichet/access';
import { moveEntries, nameSender, splitCase, timeline, undoMove } from '@guichet/cases';
import { citizenById } from '@guichet/citizens';
import { shippedRole, type MessageEntry, type Permission } from '@guichet/contracts';
import { openTextsAndMails, type TextsAndMails } from '../../../../test/support/texts-and-mails.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';

let desk: TextsAndMails;
let { outbox, texts, called, texted } = {} as TextsAndMails;
let used = 0;

beforeAll(async () => {
  desk = await openTextsAndMails();
  ({ outbox, texts, called, texted } = desk);
});
afterAll(() => desk?.close());

/** Camille's number is used by Basile, too, who was answered by it, and somebody has written to his case since. */
const writtenByOneOfTwo = async () => {
  const number = `+3363996${String((used += 1)).padStart(4, '0')}`;
  const ofOwner = await called({ citizenName: 'Camille Kermarec', address: number });
  const ofOther = await called({ citizenName: 'Basile Le Goff', address: number });
  await outbox.answer(ofOther, { channelAccountId: texts.id, to: number, text: 'Votre dossier avance.' });
  expect(await texted(number, { body: 'Et ma demande ?' })).toBe(ofOther);
  const [camille, basile] = await Promise.all([ofOwner, ofOther].map(citizenOf));
  return { number, ofOwner, ofOther, camille: camille!, basile: basile!, entryId: (await lastIn(ofOther)).id };
};
const citizenOf = async (caseId: string) => (await outbox.caseOf(caseId)).citizen!;
const lastIn = async (caseId: string): Promise<MessageEntry> =>
  (await outbox.timeline(caseId)).items.findLast((entry): entry is MessageEntry => entry.kind === 'message')!;
const named = (caseId: string, entryId: string, citizenId: string | null) =>
  outbox.as((tx) => nameSender(tx, outbox.ana, { caseId, entryId, citizenId }));
const saidIn = async (caseId: string) =>
  (await outbox.timeline(caseId)).items.flatMap((entry) =>
    entry.kind === 'activity' && entry.activity.type === 'sender-named'
      ? [[entry.activity.from, entry.activity.to, entry.actor.name]]
      : [],
  );
/** Who takes part in a case, and how it is answered. */
const routesOf = async (caseId: string) => {
  const { participants, replyTo } = await outbox.caseOf(caseId);
  const context = { reader: outbox.town.database, who: outbox.ana, accounts: outbox.accounts };
  return { participants, replyTo, routes: (await replyRoutesFor(context, caseId)).routes };
};

/** An agent of the team who has these permissions alone. */
const withPermissions = async (name: string, permissions: readonly Permission[]): Promise<Principal> => {
  const agent = await outbox.town.agent(name, [outbox.team]);
  return { ...agent, grants: [{ ...agent.grants[0]!, permissions: [...permissions] }] };
};

describe('the sender of a message of nobody for certain', () => {
  it('is the citizen of the case where an agent says so, until that is taken back, and nothing else follows from it', async () => {
    const { number, ofOther, basile, entryId } = await writtenByOneOfTwo();
    const before = await routesOf(ofOther);
    await named(ofOther, entryId, basile.id);
    const message = await lastIn(ofOther);
    expect(message).toMatchObject({
      ...{ actor: { kind: 'system', name: number }, flags: ['sender-uncertain'] },
      senderNamed: { citizen: basile, by: outbox.ana.name },
    });
    await named(ofOther, entryId, basile.id);
    expect(await routesOf(ofOther)).toEqual(before);
    // Whoever writes next may be the other one.
    expect(await texted(number)).toBe(ofOther);
    expect(await lastIn(ofOther)).toMatchObject({ flags: ['sender-uncertain'] });
    expect((await lastIn(ofOther)).senderNamed).toBeUndefined();
    await named(ofOther, entryId, null);
    await named(ofOther, entryId, null);
    const { items } = await outbox.timeline(ofOther);
    expect(items.find(({ id }) => id === entryId)).not.toHaveProperty('senderNamed');
    expect(await saidIn(ofOther)).toEqual([
      [null, basile.name, outbox.ana.name],
      [basile.name, null, outbox.ana.name],
    ]);
  });

  it('is nobody else than the citizen of the case, and of no other message', async () => {
    const { ofOwner, ofOther, camille, basile, entryId } = await writtenByOneOfTwo();
    await expect(named(ofOther, entryId, camille.id)).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(named(ofOwner, entryId, camille.id)).rejects.toMatchObject({ code: 'invalid-request' });
    const { items } = await outbox.timeline(ofOther);
    const certain = items.find((entry) => entry.kind === 'message' && entry.direction === 'in')!;
    await expect(named(ofOther, certain.id, basile.id)).rejects.toMatchObject({ code: 'invalid-request' });
    expect(await saidIn(ofOther)).toEqual([]);
  });

  // Threats: A018.
  it('is said by whoever may write notes in the case', async () => {
    const { ofOther, basile, entryId } = await writtenByOneOfTwo();
    const elsewhere = await outbox.town.agent('Elsa', [await outbox.town.team(`Voirie ${entryId}`)]);
    const wanted = { caseId: ofOther, entryId, citizenId: basile.id };
    await expect(outbox.as((tx) => nameSender(tx, elsewhere, wanted))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is said also by those who may write notes and change no person', async () => {
    const { ofOther, basile, entryId } = await writtenByOneOfTwo();
    for (const key of ['expert', 'approver', 'signatory', 'contractor'] as const) {
      const who = await withPermissions(key, shippedRole(key).permissions);
      await outbox.as((tx) => nameSender(tx, who, { caseId: ofOther, entryId, citizenId: basile.id }));
      expect((await lastIn(ofOther)).senderNamed?.citizen).toEqual(basile);
      await outbox.as((tx) => nameSender(tx, who, { caseId: ofOther, entryId, citizenId: null }));
    }
  });

  it('is found without reading what else stands in the case', async () => {
    const { ofOther, basile, entryId } = await writtenByOneOfTwo();
    await named(ofOther, entryId, basile.id);
    const { database } = outbox.town;
    await database.execute(
      `insert into timeline_entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'position', e.position + 9 + n))).*
       from timeline_entry e, generate_series(1, 2000) n where e.id = $1`,
      [entryId],
    );
    await database.execute(`vacuum (analyze) timeline_entry`);
    const asked: [string, unknown[]][] = [];
    const query = (...one: [string, unknown[]]) => (asked.push(one), database.query(...one));
    await timeline({ now: new Date(), query } as never, outbox.ana, { caseId: ofOther, query: { limit: 50 } });
    const [sql, values] = asked.find(([text]) => text.includes('sender-named'))!;
    const plan = JSON.stringify(await database.query(`explain ${sql}`, values));
    expect(plan).toContain('using timeline_entry_sender_named');
  });

  it('goes with the message to another case, and comes back with it', async () => {
    const { ofOwner, ofOther, basile, entryId } = await writtenByOneOfTwo();
    await named(ofOther, entryId, basile.id);
    const wanted = { entryIds: [entryId], intoId: ofOwner };
    const { moveId } = await outbox.as((tx) => moveEntries(tx, outbox.ana, { fromId: ofOther, wanted }));
    expect((await lastIn(ofOwner)).senderNamed?.citizen).toEqual(basile);
    await outbox.as((tx) => undoMove(tx, outbox.ana, { caseId: ofOther, moveId }));
    expect((await lastIn(ofOther)).senderNamed?.citizen).toEqual(basile);
    expect(await saidIn(ofOwner)).toEqual([]);
  });
});

describe('a case that is made of a message of nobody for certain', () => {
  const split = (fromId: string, entryId: string, citizenId?: string | null) =>
    outbox.as((tx) => splitCase(tx, outbox.ana, { fromId, wanted: { entryIds: [entryId], citizenId } }));

  it('is of whom the agent names', async () => {
    const { ofOther, camille, entryId } = await writtenByOneOfTwo();
    const { intoId, moveId } = await split(ofOther, entryId, camille.id);
    expect(await citizenOf(intoId)).toEqual(camille);
    await outbox.as((tx) => undoMove(tx, outbox.ana, { caseId: ofOther, moveId }));
    expect((await lastIn(ofOther)).id).toBe(entryId);
  });

  it('is of whom an agent names who may move messages and change no person', async () => {
    const { ofOther, camille, entryId } = await writtenByOneOfTwo();
    const who = await withPermissions('Mia', ['case.read', 'case.move']);
    const wanted = { entryIds: [entryId], citizenId: camille.id };
    const { intoId } = await outbox.as((tx) => splitCase(tx, who, { fromId: ofOther, wanted }));
    expect(await citizenOf(intoId)).toEqual(camille);
  });

  it('is called by the number where it is not known of whom it is, whose owner stays who it was', async () => {
    const { number, ofOwner, ofOther, camille, basile, entryId } = await writtenByOneOfTwo();
    const { intoId } = await split(ofOther, entryId, null);
    const citizen = await citizenOf(intoId);
    expect(citizen.name).toBe(number);
    expect([camille.id, basile.id]).not.toContain(citizen.id);
    expect(await citizenOf(ofOwner)).toEqual(camille);
    expect((await lastIn(intoId)).actor).toEqual({ kind: 'system', name: number });
  });

  it('is of the same citizen where nobody is named, and of nobody whom the agent may not know', async () => {
    const { ofOther, basile, entryId } = await writtenByOneOfTwo();
    await expect(split(ofOther, entryId, '00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'invalid-request',
    });
    const { intoId } = await split(ofOther, entryId);
    expect(await citizenOf(intoId)).toEqual(basile);
  });
});

describe('the number of a person that somebody else uses', () => {
  it('names five of those who use that of a house, and says how many more there are', async () => {
    const address = '+33639970001';
    const called = (citizenName: string) => desk.called({ citizenName, address });
    const owner = await citizenOf(await called('Hôpital Bel-Air'));
    const names = ['Ada Vasseur', 'Brice Nollet', 'Chloé Dumont', 'Denis Fabre', 'Elsa Giraud', 'Félix Hamon', 'Gaëlle Imbert']; // prettier-ignore
    for (const name of names) await called(name);
    const { handles } = await citizenById(outbox.town.database, outbox.ana, owner.id);
    expect(handles).toMatchObject([{ value: address, alsoUsedBy: names.slice(0, 5), alsoUsedByMore: 2 }]);
  });

  const usersBeside = async (who: Principal, citizenId: string) => {
    const { handles } = await citizenById(outbox.town.database, who, citizenId);
    return handles.map(({ value, alsoUsedBy }) => [value, alsoUsedBy]);
  };

  // Threats: A018.
  it('says so with their name, to whoever may know them', async () => {
    const { number, ofOther, camille, basile } = await writtenByOneOfTwo();
    expect(await usersBeside(outbox.ana, basile.id)).toEqual([[number, [camille.name]]]);
    expect(await usersBeside(outbox.ana, camille.id)).toEqual([[number, [basile.name]]]);
    const social = await outbox.town.team(`Action sociale ${number}`);
    await outbox.town.database.execute(`update team set confidential = true where id = $1`, [social]);
    await outbox.town.database.execute(`update cases set team_id = $2 where id = $1`, [ofOther, social]);
    const elsa = await outbox.town.agent('Elsa', [social]);
    const seen = await usersBeside(elsa, basile.id);
    expect(seen.flatMap(([, names]) => names)).toEqual([]);
  });
});
