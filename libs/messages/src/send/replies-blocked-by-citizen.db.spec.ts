import { mergeCase, moveEntries } from '@guichet/cases';
import type { MessageEntry, PostContact, PostMessage } from '@guichet/contracts';
import type { Intake } from '../../../../test/support/receive-messages.js';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { ScheduledReplies } from '../../../../test/support/scheduled-replies.js';
import { recordContact } from '../receive/record-call-visit-or-letter.js';
import { cancelMessage, retryDelivery, sendNow } from './cancel-send-now-retry.js';
import { planReply } from './plan-reply.js';
import { reply } from './write-reply.js';
import { applyReport } from '../receive/match-provider-reports.js';

let later: ScheduledReplies;
let outbox: Outbox;
let mailbox: Intake;

beforeAll(async () => {
  later = await ScheduledReplies.open();
  ({ outbox, mailbox } = later);
});
afterAll(() => later?.close());

const HOUR = 3600;

/** An answer that leaves in an hour, unless the citizen writes. */
const answer = (caseId: string, changes: Partial<PostMessage> = {}) =>
  later.scheduleReply(caseId, { cancelIfCitizenReplies: true, ...changes });
const STOPPED = 'blocked: citizen-wrote';

describe('an answer for later, unless the citizen writes', () => {
  it('leaves at its hour when nobody has written', async () => {
    const caseId = await later.write('a@citizen.test');
    const entryId = await answer(caseId);
    expect((await outbox.entry(caseId, entryId)).delivery).toMatchObject({
      status: 'scheduled',
      cancelIfCitizenReplies: true,
    });
    outbox.pass(HOUR);
    await outbox.run();
    expect(await later.stateOf(entryId)).toBe('sent');
  });

  it('is stopped by their message, and the others of the case are not', async () => {
    const [caseId, other] = [await later.write('b@citizen.test'), await later.write('c@citizen.test')];
    const [stopped, kept, elsewhere] = [
      await answer(caseId),
      await answer(caseId, { cancelIfCitizenReplies: false }),
      await answer(other),
    ];
    await later.write('b@citizen.test', caseId);
    expect(await Promise.all([stopped, kept, elsewhere].map(later.stateOf))).toEqual([
      STOPPED,
      'scheduled',
      'scheduled',
    ]);
    expect(await later.publishedStates(stopped)).toEqual(['blocked']);
    expect(await outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'blocked' });
    expect((await outbox.caseOf(other)).deliveryProblem).toBeNull();
    outbox.pass(HOUR);
    await outbox.run();
    expect(await Promise.all([stopped, kept, elsewhere].map(later.stateOf))).toEqual([STOPPED, 'sent', 'sent']);
  });

  // Threats: L01.
  it.each(['reply', 'bulk', 'no-reply'] as const)('is not stopped by a robot (%s)', async (automatic) => {
    const caseId = await later.write('d@citizen.test');
    const entryId = await answer(caseId);
    await later.write('d@citizen.test', caseId, { automatic });
    expect(await later.stateOf(entryId)).toBe('scheduled');
  });

  it('is stopped by a call that an agent wrote down, not by one that the agent made', async () => {
    const caseId = await later.write('e@citizen.test');
    const entryId = await answer(caseId);
    const call = (direction: 'in' | 'out'): PostContact => ({
      channel: 'phone',
      direction,
      text: '…',
      attachmentIds: [],
    });
    await outbox.as((tx) => recordContact(tx, outbox.ana, { caseId, contact: call('out') }));
    expect(await later.stateOf(entryId)).toBe('scheduled');
    await outbox.as((tx) => recordContact(tx, outbox.ana, { caseId, contact: call('in') }));
    expect(await later.stateOf(entryId)).toBe(STOPPED);
    expect((await outbox.caseOf(caseId)).deliveryProblem).toBe('blocked');
  });

  const giveNewWords = async (caseId: string, value: string) => {
    const account = (await outbox.accounts.byId(mailbox.id))!;
    const { database, keyring } = outbox.town;
    const [{ target }] = (await database.query<{ target: string }>(
      `select external_id as target from message where case_id = $1 and direction = 'in'`,
      [caseId],
    )) as [{ target: string }];
    const edit = { type: 'edit', target, text: 'Non', at: null, from: { type: 'email', value, verified: false } } as const; // prettier-ignore
    await database.write({ kind: 'system', name: 'Intake' }, (tx) =>
      applyReport(tx, { keyring, account, receivedAt: database.now }, edit),
    );
  };

  it('is stopped when they give their message new words', async () => {
    const caseId = await later.write('f@citizen.test');
    const entryId = await answer(caseId);
    await giveNewWords(caseId, 'f@citizen.test');
    expect(await later.stateOf(entryId)).toBe(STOPPED);
    expect((await outbox.caseOf(caseId)).deliveryProblem).toBe('blocked');
  });

  it('does not bring spam back by new words, nor by the notice that its sender is blocked', async () => {
    const caseId = await later.write('spam@citizen.test');
    await outbox.town.database.execute(`update cases set status = 'spam' where id = $1`, [caseId]);
    const positionOf = () =>
      outbox.town.database.query(`select last_inbound_position from cases where id = $1`, [caseId]);
    const before = await positionOf();
    await giveNewWords(caseId, 'spam@citizen.test');
    expect((await outbox.caseOf(caseId)).status).toBe('spam');
    expect(await positionOf()).toEqual(before);
    expect((await outbox.timeline(caseId)).items.at(-1)).toMatchObject({ activity: { type: 'edited', text: 'Non' } });

    const { town, ana, accounts } = outbox;
    const message: PostMessage = { text: 'Vous êtes bloqué.', attachmentIds: [] };
    const plan = await planReply(
      { reader: town.database, who: ana, accounts, linkTo: town.linkTo, fileTexts: town.fileTexts },
      caseId,
      message,
    );
    const request = { message, plan, seenVersion: null };
    const send = (changes: object) =>
      outbox.as((tx) => reply({ tx, who: ana, keyring: town.keyring }, caseId, { ...request, ...changes }));
    await send({ leavesSpam: true });
    expect((await outbox.caseOf(caseId)).status).toBe('spam');
    await send({});
    expect((await outbox.caseOf(caseId)).status).toBe('waiting');
  });

  it('is stopped when what they wrote meanwhile is merged or moved in, not by what they wrote before', async () => {
    const [before, caseId] = [await later.write('g@citizen.test'), await later.write('g@citizen.test')];
    const entryId = await answer(caseId);
    await outbox.as((tx) => mergeCase(tx, outbox.ana, { fromId: before, intoId: caseId }));
    expect(await later.stateOf(entryId)).toBe('scheduled');
    const after = await later.write('g@citizen.test');
    const [{ id: word }] = (await outbox.timeline(after)).items as [MessageEntry];
    await outbox.as((tx) =>
      moveEntries(tx, outbox.ana, { fromId: after, wanted: { entryIds: [word], intoId: caseId } }),
    );
    expect(await later.stateOf(entryId)).toBe(STOPPED);
    expect((await outbox.caseOf(caseId)).deliveryProblem).toBe('blocked');
  });

  it('is stopped in the case that it was merged into', async () => {
    const [gone, kept] = [await later.write('h@citizen.test'), await later.write('h@citizen.test')];
    const entryId = await answer(gone);
    await outbox.as((tx) => mergeCase(tx, outbox.ana, { fromId: gone, intoId: kept }));
    await later.write('h@citizen.test', gone);
    expect(await later.stateOf(entryId)).toBe(STOPPED);
  });
});

describe('an answer that was stopped', () => {
  const stoppedOne = async (address: string): Promise<[string, string]> => {
    const caseId = await later.write(address);
    const entryId = await answer(caseId);
    await later.write(address, caseId);
    return [caseId, entryId];
  };

  it.each([
    ['sent now', sendNow],
    ['tried again', retryDelivery],
  ])('leaves when it is %s', async (_, verb) => {
    const [caseId, entryId] = await stoppedOne('i@citizen.test');
    await outbox.as((tx) => verb(tx, outbox.ana, { caseId, entryId }));
    await outbox.run();
    expect(await later.stateOf(entryId)).toBe('sent');
    expect((await outbox.caseOf(caseId)).deliveryProblem).toBeNull();
  });

  // Threats: A023.
  it('is taken back by its author, not by a colleague', async () => {
    const [caseId, entryId] = await stoppedOne('j@citizen.test');
    const bob = await outbox.town.agent('Bob', [outbox.team]);
    await expect(outbox.as((tx) => cancelMessage(tx, bob, { caseId, entryId }))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await outbox.as((tx) => cancelMessage(tx, outbox.ana, { caseId, entryId }));
    expect((await outbox.delivery(entryId)).state).toBe('canceled');
  });
});
