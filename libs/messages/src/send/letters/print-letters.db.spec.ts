import { setAnonymity, type Principal } from '@guichet/access';
import { LetterTown } from '../../../../../test/support/letter-town.js';
import { cancelMessage } from '../cancel-send-now-retry.js';
import { lettersToPrint } from './letters-to-print.queries.js';
import { markPosted } from './mark-letters.js';
import { printedFile, printLetters } from './print-letters.js';

let town: LetterTown;
let ana: Principal;
let head: Principal;

beforeAll(async () => {
  town = await LetterTown.open();
  ({ ana } = town.outbox);
  ({ head } = town);
});
afterAll(() => town?.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.outbox.as<Result>>[0]) =>
  town.outbox.town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const print = (who: Principal, entryIds: string[], again = false) =>
  as(who, (tx) => printLetters(tx, who, { entryIds, again }));
const fileOf = (who: Principal, printId: string, bothSides = false) =>
  printedFile({ reader: town.outbox.town.database, who, blobs: town.outbox.blobs }, { printId, bothSides });
const listed = async (entryId: string) =>
  (await lettersToPrint(town.outbox.town.database, ana)).items.find((one) => one.entryId === entryId);
const threeLetters = async () => [await town.toPrint(), await town.toPrint(), await town.toPrint()] as const;

describe('letters that are printed', () => {
  it('say who printed them and when, which their file can be had by', async () => {
    const { caseId, entryId } = await town.toPrint();
    expect(await listed(entryId)).toMatchObject({ printed: null });
    const { printId, printed, skipped } = await print(ana, [entryId]);
    expect([printed, skipped]).toEqual([[entryId], []]);
    const at = town.outbox.town.database.now.toISOString().slice(0, 13);
    const seen = { by: 'Ana', at: expect.stringContaining(at) as string };
    expect((await listed(entryId))!.printed).toEqual(seen);
    expect((await town.outbox.entry(caseId, entryId)).delivery!.letter!.printed).toEqual(seen);
    expect(Buffer.from(await fileOf(ana, printId!)).toString('latin1')).toMatch(/^%PDF/);
  });

  it('are not printed once more by somebody else who has the same list, unless they want to', async () => {
    const [a, b, c] = await threeLetters();
    await print(ana, [a.entryId, b.entryId]);
    const second = await print(head, [a.entryId, b.entryId, c.entryId]);
    expect(second.printed).toEqual([c.entryId]);
    expect(second.skipped).toMatchObject([
      { entryId: a.entryId, recipient: 'Zoé Martin', why: 'printed', by: 'Ana', at: expect.any(String) as string },
      { entryId: b.entryId, why: 'printed', by: 'Ana' },
    ]);
    expect((await print(head, [a.entryId], true)).printed).toEqual([a.entryId]);
    expect((await listed(a.entryId))!.printed).toMatchObject({ by: 'Hélène' });
  });

  it('are printed once where two agents do so at the same time', async () => {
    const [a, b, c] = await threeLetters();
    const ids = [a, b, c].map(({ entryId }) => entryId);
    const prints = await Promise.all([print(ana, ids), print(head, ids.toReversed())]);
    expect(prints.flatMap(({ printed }) => printed).toSorted()).toEqual(ids.toSorted());
    expect(prints.flatMap(({ skipped }) => skipped.map(({ why }) => why))).toEqual(['printed', 'printed', 'printed']);
  });

  it('leave out what is posted, canceled or blocked by now, and say of which letter that is', async () => {
    const [posted, canceled, ready] = await threeLetters();
    await town.post(posted.entryId);
    await town.outbox.as((tx) => cancelMessage(tx, ana, canceled));
    const ids = [posted, canceled, ready].map(({ entryId }) => entryId);
    const { printed, skipped } = await print(ana, ids);
    expect(printed).toEqual([ready.entryId]);
    expect(skipped.map(({ entryId, why }) => [entryId, why])).toEqual([
      [posted.entryId, 'posted'],
      [canceled.entryId, 'canceled'],
    ]);
    const subject = { agentId: ana.id };
    await as(head, (tx) => setAnonymity(tx, head, { subject, reason: 'Menaces' }));
    expect((await print(head, [ready.entryId], true)).skipped).toMatchObject([{ why: 'blocked' }]);
    await as(head, (tx) => setAnonymity(tx, head, { subject, reason: null }));
  });

  // Threats: A036.
  it('say nothing of a letter to whoever may not answer in its case, and give them no file', async () => {
    const { entryId } = await town.toPrint();
    const ben = await town.outbox.town.agent('Ben', [await town.outbox.town.team('Voirie')]);
    expect(await print(ben, [entryId])).toEqual({
      printId: null,
      printed: [],
      skipped: [],
      unknown: 1,
    });
    const { printId } = await print(ana, [entryId]);
    await expect(fileOf(ben, printId!)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('come as a file in the order in which they were asked for, without those that were posted since', async () => {
    const [a, b, c] = await threeLetters();
    const { printId } = await print(ana, [c.entryId, a.entryId, b.entryId]);
    const all = await fileOf(ana, printId!, true);
    await town.post(a.entryId, b.entryId);
    const { digest } = (
      await town.outbox.town.database.query<{ digest: string }>(`select digest from kept_letter where entry_id = $1`, [
        c.entryId,
      ])
    )[0]!;
    const left = Buffer.from(await fileOf(ana, printId!));
    expect(left.equals(Buffer.from(await town.outbox.blobs.read(digest)))).toBe(true);
    expect(all.byteLength).toBeGreaterThan(left.byteLength);
  });
});

describe('letters that are marked as posted', () => {
  it('are named where they stay as they are', async () => {
    const [a, b] = await threeLetters();
    await town.outbox.as((tx) => cancelMessage(tx, ana, b));
    const on = town.outbox.town.database.now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
    expect(await as(ana, (tx) => markPosted(tx, ana, { entryIds: [a.entryId, b.entryId], on }))).toMatchObject({
      marked: 1,
      skipped: [{ entryId: b.entryId, recipient: 'Zoé Martin', why: 'canceled' }],
    });
  });
});
