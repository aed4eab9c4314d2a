import type { Principal } from '@guichet/access';
import {
  addHandle,
  mergeCase,
  mergePeople,
  openCase,
  renamePerson,
  search,
  summariesOf,
  undoMove,
} from '@guichet/cases';
import { citizenById, citizenInFile, citizensBeginning } from '@guichet/citizens';
import { createSector, updateTeam } from '@guichet/access';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { from, receive, type Intake } from '../../../../test/support/receive-messages.js';
import { smsOutbox } from '../../../../test/support/sms-outbox.js';
import type { Twilio } from '../../../../test/providers/twilio.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';

const PHONE = '+33639981201';
const ZOE = { type: 'phone', value: PHONE, verified: false } as const;
/** What is said in the hidden sector, and nowhere else. */
const HIDDEN = /Martin|protection|tuteur|placement/i;

let outbox: Outbox;
let twilio: Twilio;
let account: Intake;
let root: Principal;
let sam: Principal;

beforeAll(async () => {
  let sms: string;
  ({ outbox, twilio, sms } = await smsOutbox());
  const { town, team } = outbox;
  account = { id: sms, kind: 'sms', teamId: team, conversation: true };
  root = await town.agent('Root', [], 'administrator');
  const protection = await town.team('Child protection');
  sam = await town.agent('Sam', [protection]);
  await town.mailbox(protection);
  await town.mailbox(team);
  for (const [name, id] of [
    ['Social', protection],
    ['Schools', team],
  ] as const) {
    const { id: sectorId } = await as(root, (tx) => createSector(tx, root, { name }));
    await as(root, (tx) => updateTeam(tx, root, { id, wanted: { sectorId } }));
  }
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});

const as = <Result>(who: Principal, work: Parameters<typeof outbox.town.database.write<Result>>[1]) =>
  outbox.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

/** What the composer of a case offers, with all addresses. */
const routesOf = async (who: Principal, caseId: string): Promise<string> =>
  JSON.stringify(await replyRoutesFor({ reader: outbox.town.database, who, accounts: outbox.accounts }, caseId));

/** All that Ana of the schools finds of somebody and of their case. */
async function seenBy(who: Principal, caseId: string, citizenId: string): Promise<string> {
  const { database } = outbox.town;
  const found = await Promise.all([
    outbox.timeline(caseId),
    outbox.caseOf(caseId),
    citizenById(database, who, citizenId),
    ...['Zoé', 'Zoe', PHONE, 'tuteur'].map((q) => citizensBeginning(database, who, { q, limit: 20 })),
    ...['Zoé', 'placement', 'tuteur@asso.test'].map((q) => search(database, who, { q, limit: 20 })),
    summariesOf(database, who, [caseId]).then((rows) => [...rows.values()]),
    replyRoutesFor({ reader: database, who, accounts: outbox.accounts }, caseId).then(({ routes }) => routes),
  ]);
  return JSON.stringify(found);
}

describe('one person in two sectors', () => {
  // Threats: A018, A019.
  it('is two files: what one calls them, knows and has merged, no other finds, whatever they do by themselves', async () => {
    const { town, ana } = outbox;
    // In the hidden sector they have a name, a note, an address of a guardian, and were merged with somebody else.
    const hiddenId = await as(sam, (tx) =>
      openCase(tx, sam, { subject: 'Mesure de placement', address: PHONE, citizenName: 'Zoé Martin' }),
    );
    const otherId = await as(sam, (tx) =>
      openCase(tx, sam, { subject: 'Visite', address: 'zm@citizen.test', citizenName: 'Z. Martin' }),
    );
    const people = await town.database.query<{ id: string; citizenId: string }>(
      `select id, citizen_id as "citizenId" from cases where id = any($1::uuid[])`,
      [[hiddenId, otherId]],
    );
    const [zoe, other] = [hiddenId, otherId].map((id) => people.find((row) => row.id === id)!.citizenId) as [
      string,
      string,
    ];
    await as(sam, (tx) => renamePerson(tx, sam, { id: zoe, name: 'Zoé Martin (protection de l’enfance)' }));
    const wanted = { address: 'tuteur@asso.test', evidence: 'checked', note: 'Son tuteur', caseId: hiddenId } as const;
    await as(sam, (tx) => addHandle(tx, sam, { id: zoe, wanted }));
    await as(sam, (tx) => mergePeople(tx, sam, { citizenId: zoe, intoId: other, reason: 'Même placement' }));

    // The same telephone writes to the schools, reacts to a reply, edits what it wrote, and stops messages.
    const [caseId] = await receive(town, account, from('phone', PHONE, { externalId: 'SM-in', body: 'Bonjour' }));
    await outbox.answer(caseId!, { channelAccountId: account.id, to: PHONE, text: 'Bien reçu' });
    await outbox.run();
    const [target] = await town.database.query<{ id: string }>(
      `select coalesce(p.external_id, m.external_id) as id from message m left join message_part p on p.entry_id = m.entry_id
       where m.case_id = $1 and m.direction = 'out'`,
      [caseId],
    );
    expect(await outbox.report(account.id, { type: 'reaction', target: target!.id, from: ZOE, emoji: '👍', at: null })).toBe(true); // prettier-ignore
    expect(await outbox.report(account.id, { type: 'edit', target: 'SM-in', from: ZOE, text: 'Bonsoir', at: null })).toBe(true); // prettier-ignore
    await outbox.report(account.id, { type: 'consent', from: ZOE, given: false, word: 'STOP', at: null });

    const { items } = await outbox.timeline(caseId!);
    const said = items.flatMap((entry) =>
      entry.kind === 'activity' && entry.actor.kind === 'citizen' ? [[entry.activity.type, entry.actor.name]] : [],
    );
    expect(said).toEqual([['reaction', PHONE], ['edited', PHONE], ['consent', PHONE]]); // prettier-ignore
    const { citizen } = await outbox.caseOf(caseId!);
    expect(citizen!.name).toBe(PHONE);
    expect((await seenBy(ana, caseId!, citizen!.id)).match(HIDDEN)).toBeNull();
    // Nor by the id of whom they were merged into, or of the other address.
    for (const id of [zoe, other]) {
      const file = await citizenById(town.database, ana, id);
      expect(JSON.stringify(file).match(HIDDEN)).toBeNull();
      expect([file.merges, file.handles.map(({ value }) => value), file.cases.map((one) => one.id)]).toEqual([
        ...[[], [PHONE], [caseId]],
      ]);
    }
    // Their own sector finds all of it, and nothing of the schools.
    const own = await citizenById(town.database, sam, zoe);
    expect(own.handles.map(({ value }) => value).sort()).toEqual([PHONE, 'tuteur@asso.test', 'zm@citizen.test'].sort());
    expect(own.cases.map(({ id }) => id).sort()).toEqual([hiddenId, otherId].sort());

    // Whoever works in both has two files as well, each of which is what its sector alone knows.
    const both = await town.agent('Both', [sam.teamIds[0]!, ana.teamIds[0]!]);
    for (const who of [both, root]) {
      const inFile = (id: string, of: string) => citizenInFile(town.database, who, { id, caseId: of });
      for (const id of [zoe, citizen!.id])
        expect(await inFile(id, caseId!)).toEqual({
          ...(await citizenById(town.database, ana, citizen!.id)),
          // The other file is not in it, but they see that there is one.
          casesElsewhere: 2,
          // So do they see that a record was merged there, and may undo it; what it is called is not in this file.
          mergesElsewhere: [expect.objectContaining({ by: 'Sam', mayUndo: true })],
        });
      expect(await inFile(zoe, hiddenId)).toEqual({ ...own, casesElsewhere: 1 });
      expect(await routesOf(who, caseId!)).not.toContain('tuteur@asso.test');
      expect(await routesOf(who, hiddenId)).toContain('tuteur@asso.test');
    }
    for (const id of [zoe, citizen!.id])
      await expect(citizenInFile(town.database, ana, { id, caseId: hiddenId })).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore
  });

  it('has there no more than what is apart still: a case that was merged is where it is part of now', async () => {
    const { town, ana } = outbox;
    const both = await town.agent('Of both', [sam.teamIds[0]!, ana.teamIds[0]!]);
    const address = '+33639981209';
    const opened = (who: Principal, subject: string) => as(who, (tx) => openCase(tx, who, { subject, address }));
    const here = await opened(ana, 'Cantine');
    const apart = [await opened(sam, 'Visite'), await opened(sam, 'Rappel')] as const;
    const { citizen } = await outbox.caseOf(here);
    const elsewhere = async () =>
      (await citizenInFile(town.database, both, { id: citizen!.id, caseId: here })).casesElsewhere;
    const merge = (fromId: string, intoId: string) =>
      as(both, (tx) => mergeCase(tx, both, { fromId, intoId, reason: 'One matter' }));
    expect(await elsewhere()).toBe(2);
    await merge(apart[0], apart[1]);
    expect(await elsewhere()).toBe(1);
    const { moveId } = await merge(apart[1], here);
    expect(await elsewhere()).toBe(0);
    await as(both, (tx) => undoMove(tx, both, { caseId: here, moveId }));
    expect(await elsewhere()).toBe(1);
  });
});
