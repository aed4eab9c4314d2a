import { setAnonymity } from '@guichet/access';
import { lockCaseOfEntry, mergeCase, updateCase } from '@guichet/cases';
import { MySendingBox } from '../../../../../test/providers/mysendingbox.js';
import { allEvents } from '../../../../../test/support/all-events.js';
import { LetterTown } from '../../../../../test/support/letter-town.js';
import { sendNow } from '../cancel-send-now-retry.js';
import { blockLettersOfAnonymous } from './letter-conditions-and-anonymity.js';
import { lettersToPrint } from './letters-to-print.queries.js';
import { printLetters } from './print-letters.js';

let town: LetterTown;
beforeEach(async () => void (town = await LetterTown.open()));
afterEach(() => town?.close());

type Subject = { teamId: string } | { agentId: string };

const setAnonymous = (subject: Subject, isAnonymous = true) =>
  town.outbox.town.database.write({ kind: 'agent', id: town.head.id, name: town.head.name }, (tx) =>
    setAnonymity(tx, town.head, { subject, reason: isAnonymous ? 'Menaces' : null }),
  );
/** What follows from all that has happened so far. */
const react = async () => {
  const { database } = town.outbox.town;
  const events = await allEvents(database);
  await database.write({ kind: 'system', name: 'Reactions' }, (tx) => blockLettersOfAnonymous(tx, events));
};
const print = (entryId: string) =>
  town.outbox.as((tx) => printLetters(tx, town.outbox.ana, { entryIds: [entryId], again: false }));
const listedAsBlocked = async () =>
  (await lettersToPrint(town.outbox.town.database, town.outbox.ana)).blocked.map(({ entryId }) => entryId);
/** A team whose agents have been anonymous for long. */
const anonymousTeam = async (): Promise<string> => {
  const { id, name } = town.head;
  const team = await town.outbox.town.team('Police');
  await town.outbox.town.database.execute(
    `insert into anonymity (id, team_id, reason, set_by_id, set_by_name, since) values (gen_random_uuid(), $1, 'Menaces', $2, $3, now())`,
    [team, id, name],
  );
  return team;
};
const BLOCKED = 'blocked: author-now-anonymous';

describe('a letter that waits to be printed', () => {
  it.each([
    ['its author', () => ({ agentId: town.outbox.ana.id })],
    ['the team of its case', () => ({ teamId: town.outbox.team })],
  ])('is at once neither listed, printed nor posted where %s is anonymous', async (_, subject) => {
    const { entryId } = await town.toPrint();
    expect(await town.listed()).toEqual([entryId]);
    await setAnonymous(subject());
    expect(await town.listed()).toEqual([]);
    expect(await print(entryId)).toMatchObject({ printed: [], skipped: [{ entryId, why: 'blocked' }] });
    expect(await town.post(entryId)).toBe(0);
    expect(await listedAsBlocked()).toEqual([entryId]);
  });

  it('is blocked, and its case asks for an agent', async () => {
    const { caseId, entryId } = await town.toPrint();
    const other = await town.toPrint();
    await setAnonymous({ agentId: town.outbox.ana.id });
    await react();
    expect(await town.stateOf(entryId)).toBe(BLOCKED);
    expect(await town.stateOf(other.entryId)).toBe(BLOCKED);
    expect((await town.outbox.timeline(caseId)).items).toContainEqual(
      expect.objectContaining({
        activity: expect.objectContaining({ to: 'open', because: 'not-delivered' }) as object,
      }),
    );
    const { items, blocked } = await lettersToPrint(town.outbox.town.database, town.head);
    expect(items).toEqual([]);
    expect(blocked.map((one) => [one.entryId, one.reason])).toEqual([
      [entryId, 'author-now-anonymous'],
      [other.entryId, 'author-now-anonymous'],
    ]);
    const stranger = await town.outbox.town.agent('Ben', [await town.outbox.town.team('Voirie')]);
    expect((await lettersToPrint(town.outbox.town.database, stranger)).blocked).toEqual([]);
    expect(await town.outbox.caseOf(caseId)).toMatchObject({ status: 'open', deliveryProblem: 'blocked' });
  });

  it('is blocked where its case goes to a team whose agents are anonymous', async () => {
    const { caseId, entryId } = await town.toPrint();
    const elsewhere = await anonymousTeam();
    await town.outbox.as((tx) =>
      updateCase(tx, town.outbox.ana, { id: caseId, wanted: { teamId: elsewhere, reason: 'Pour eux' } }),
    );
    await react();
    expect(await town.stateOf(entryId)).toBe(BLOCKED);
  });

  it('is blocked where it goes into a case of a team whose agents are anonymous', async () => {
    const { caseId, entryId } = await town.toPrint();
    const intoId = await town.opened();
    await town.outbox.town.database.execute(`update cases set team_id = $2 where id = $1`, [
      intoId,
      await anonymousTeam(),
    ]);
    await town.outbox.as((tx) => mergeCase(tx, town.head, { fromId: caseId, intoId, reason: 'La même personne' }));
    await react();
    expect(await town.stateOf(entryId)).toBe(BLOCKED);
  });

  it('stays to be printed where its author is named again before it is blocked', async () => {
    const { entryId } = await town.toPrint();
    await setAnonymous({ agentId: town.outbox.ana.id });
    await town.outbox.town.commitWhenBlocked(
      town.head,
      async (tx) => {
        await lockCaseOfEntry(tx, entryId);
        await setAnonymity(tx, town.head, { subject: { agentId: town.outbox.ana.id }, reason: null });
      },
      react,
    );
    expect(await town.stateOf(entryId)).toBe('to-print');
  });

  it('is printed where its author was anonymous when it was written, or is named again', async () => {
    await setAnonymous({ agentId: town.outbox.ana.id });
    const unnamed = await town.toPrint();
    await react();
    expect(await town.listed()).toEqual([unnamed.entryId]);

    await setAnonymous({ agentId: town.outbox.ana.id }, false);
    const named = await town.toPrint();
    await setAnonymous({ agentId: town.outbox.ana.id });
    await react();
    expect(await town.stateOf(named.entryId)).toBe(BLOCKED);
    await setAnonymous({ agentId: town.outbox.ana.id }, false);
    await town.outbox.as((tx) => sendNow(tx, town.outbox.ana, named));
    await town.outbox.run();
    expect(await town.listed()).toEqual([unnamed.entryId, named.entryId]);
  });
});

describe('a letter that was printed before its author became anonymous', () => {
  it.each(['at once', 'once it is blocked'])('is marked as posted %s, where it was', async (when) => {
    const { caseId, entryId } = await town.toPrint();
    await print(entryId);
    await setAnonymous({ agentId: town.outbox.ana.id });
    if (when !== 'at once') await react();
    const { blocked } = await lettersToPrint(town.outbox.town.database, town.head);
    expect(blocked).toMatchObject([{ entryId, reason: 'author-now-anonymous', printed: { by: 'Ana' } }]);
    expect(await town.post(entryId)).toBe(1);
    expect(await town.stateOf(entryId)).toBe('sent');
    expect((await town.outbox.entry(caseId, entryId)).delivery?.letter?.postedAt).not.toBeNull();
    expect(await town.outbox.caseOf(caseId)).toMatchObject({ deliveryProblem: null });
    expect(await listedAsBlocked()).toEqual([]);
  });

  it('stays blocked where it was not printed, or is blocked for another reason', async () => {
    const [unprinted, withdrawn] = [await town.toPrint(), await town.toPrint()];
    await print(withdrawn.entryId);
    await town.outbox.town.database.execute(
      `update delivery set state = 'blocked', reason = 'template-withdrawn' where entry_id = $1`,
      [withdrawn.entryId],
    );
    await setAnonymous({ agentId: town.outbox.ana.id });
    await react();
    expect(await town.post(unprinted.entryId, withdrawn.entryId)).toBe(0);
  });
});

describe('a letter that is being made', () => {
  it('is not put among those to print when its author becomes anonymous meanwhile', async () => {
    const caseId = await town.opened();
    const entryId = await town.write(caseId);
    const worker = town.outbox.worker();
    const put = town.outbox.blobs.put.bind(town.outbox.blobs);
    town.outbox.blobs.put = async (content) => {
      await setAnonymous({ agentId: town.outbox.ana.id });
      return put(content);
    };
    worker.start();
    await worker.drain();
    await worker.stop();
    expect(await town.stateOf(entryId)).toBe(BLOCKED);
  });

  it('is blocked where it comes back and is sent again, as nobody has read the name in it', async () => {
    const provider = await MySendingBox.start();
    try {
      const accountId = await town.connect(provider);
      const caseId = await town.opened();
      const entryId = await town.write(caseId, { channelAccountId: accountId });
      await town.outbox.run();
      const returned = { type: 'receipt', status: 'failed', reason: 'mysendingbox.returned' } as const;
      const threadKeys = [`ref:mysendingbox:${provider.sent[0]!.id}`];
      await town.outbox.report(accountId, { ...returned, threadKeys, recipient: null, at: null });
      await setAnonymous({ agentId: town.outbox.ana.id });
      await town.outbox.retry(caseId, entryId);
      await town.outbox.run();
      expect(await town.stateOf(entryId)).toBe(BLOCKED);
      expect(provider.sent).toHaveLength(1);
    } finally {
      await provider.close();
    }
  });

  it('is blocked before it is made, where it was to leave later', async () => {
    const sendAt = new Date(town.outbox.town.database.now.getTime() + 3_600_000).toISOString();
    const entryId = await town.write(await town.opened(), { sendAt });
    await setAnonymous({ agentId: town.outbox.ana.id });
    town.outbox.pass(3600);
    await town.outbox.run();
    expect(await town.stateOf(entryId)).toBe(BLOCKED);
  });
});
