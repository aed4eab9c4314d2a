import { LettersUnderWay1796750020000 } from '../../../../database/src/migrations/1796750020000-letters-under-way.js';
import { MySendingBox } from '../../../../../test/providers/mysendingbox.js';
import { LetterTown, type LetterRef } from '../../../../../test/support/letter-town.js';
import { cancelMessage } from '../cancel-send-now-retry.js';
import { markPosted } from './mark-letters.js';

let town: LetterTown;
beforeEach(async () => void (town = await LetterTown.open()));
afterEach(() => town?.close());

const DAY = 86_400;

/** When a letter was posted, and when it was posted before. */
const postingsOf = async ({ caseId, entryId }: LetterRef) =>
  (await town.outbox.entry(caseId, entryId)).delivery?.letter;

describe('a letter that is posted again', () => {
  it('has a day of its own, and the first one stays in its history', async () => {
    const letter = await town.toPrint();
    await town.post(letter.entryId);
    const first = (await postingsOf(letter))!.postedAt!;
    await town.comeBack(letter);
    expect(await postingsOf(letter)).toMatchObject({ postedAt: first, postedBefore: [] });

    town.outbox.pass(3 * DAY);
    await town.sendAgain(letter);
    expect(await postingsOf(letter)).toMatchObject({ postedAt: null, postedBefore: [first] });
    expect((await town.outbox.delivery(letter.entryId)).sentAt).toBeNull();

    await town.post(letter.entryId);
    const again = (await postingsOf(letter))!;
    expect(again.postedBefore).toEqual([first]);
    expect(Date.parse(again.postedAt!) - Date.parse(first)).toBeGreaterThan(2 * DAY * 1000);
  });

  it('is not on its way either where that was begun before its days were kept apart', async () => {
    const [again, posted] = [await town.toPrint(), await town.toPrint()];
    await town.post(again.entryId, posted.entryId);
    const { sentAt } = await town.outbox.delivery(posted.entryId);
    const { source } = town.outbox.town.database;
    await source.query(`update delivery set state = 'to-print' where entry_id = $1`, [again.entryId]);
    const runner = source.createQueryRunner();
    const migration = new LettersUnderWay1796750020000();
    await migration.up(runner);
    expect((await town.outbox.delivery(again.entryId)).sentAt).toBeNull();
    expect((await town.outbox.delivery(posted.entryId)).sentAt).toEqual(sentAt);
    await migration.down(runner);
    expect((await town.outbox.delivery(again.entryId)).sentAt).not.toBeNull();
    await runner.release();
  });

  it('was not posted again before the day on which it came back', async () => {
    const letter = await town.toPrint();
    const first = town.today();
    await town.post(letter.entryId);
    town.outbox.pass(3 * DAY);
    await town.comeBack(letter);
    town.outbox.pass(2 * DAY);
    await town.sendAgain(letter);
    const posted = (on: string) =>
      town.outbox.as((tx) => markPosted(tx, town.outbox.ana, { entryIds: [letter.entryId], on }));
    await expect(posted(first)).rejects.toMatchObject({
      more: { errors: [{ path: 'on', reason: 'posted-before-return' }] },
    });
    expect(await posted(town.today())).toMatchObject({ marked: 1 });
  });

  it('has come back on the day of its first posting where an agent takes that back', async () => {
    const letter = await town.toPrint();
    await town.post(letter.entryId);
    const first = (await postingsOf(letter))!.postedAt;
    await town.comeBack(letter);
    await town.sendAgain(letter);
    await town.outbox.as((tx) => cancelMessage(tx, town.outbox.ana, letter));
    expect(await town.stateOf(letter.entryId)).toBe('failed: post.not-collected');
    expect(await postingsOf(letter)).toMatchObject({ postedAt: first, postedBefore: [] });
  });
});

describe('a letter that its provider posts', () => {
  let provider: MySendingBox;
  let accountId: string;
  beforeEach(async () => {
    provider = await MySendingBox.start();
    accountId = await town.connect(provider);
  });
  afterEach(() => provider?.close());

  const report = (n: number, status: 'sent' | 'failed', at: Date) =>
    town.outbox.report(accountId, {
      type: 'receipt',
      threadKeys: [`ref:mysendingbox:${provider.sent[n]!.id}`],
      ...{ status, reason: status === 'failed' ? 'mysendingbox.returned' : null, recipient: null, at },
    });
  const ago = (seconds: number) => new Date(town.outbox.town.database.now.getTime() - seconds * 1000);

  it('was posted on the day that the provider tells, each time that it is', async () => {
    const caseId = await town.opened();
    const letter = { caseId, entryId: await town.write(caseId, { channelAccountId: accountId }) };
    await town.outbox.run();
    town.outbox.pass(3 * DAY);
    const first = ago(2 * DAY);
    await report(0, 'sent', first);
    expect(await postingsOf(letter)).toMatchObject({ postedAt: first.toISOString(), postedBefore: [] });

    await report(0, 'failed', ago(DAY));
    await town.sendAgain(letter);
    town.outbox.pass(2 * DAY);
    const again = ago(DAY);
    await report(1, 'sent', again);
    expect(await postingsOf(letter)).toMatchObject({
      postedAt: again.toISOString(),
      postedBefore: [first.toISOString()],
    });
  });

  it('was posted on the day that the provider tells, also where nobody knew whether it was ordered', async () => {
    const caseId = await town.opened();
    provider.fault.loseAnswers(1);
    const letter = { caseId, entryId: await town.write(caseId, { channelAccountId: accountId }) };
    await town.outbox.run();
    town.outbox.pass(2 * DAY);
    await town.outbox.run();
    expect(await town.stateOf(letter.entryId)).toMatch(/^unknown/);
    const on = ago(DAY);
    await town.outbox.report(accountId, {
      type: 'receipt',
      threadKeys: [`bounce:${provider.sent[0]!.fields['metadata[guichet]']}`],
      ...{ externalId: `mysendingbox:${provider.sent[0]!.id}`, status: 'sent', reason: null, recipient: null, at: on },
    });
    expect(await postingsOf(letter)).toMatchObject({ postedAt: on.toISOString(), postedBefore: [] });
  });

  it('was posted neither before it was handed over nor after we heard of it', async () => {
    const caseId = await town.opened();
    for (const at of [ago(DAY), ago(-DAY)]) {
      const entryId = await town.write(caseId, { channelAccountId: accountId });
      await town.outbox.run();
      await report(provider.sent.length - 1, 'sent', at);
      const { sentAt, startedAt } = await town.outbox.delivery(entryId);
      expect(sentAt!.getTime()).toBeGreaterThanOrEqual(startedAt!.getTime());
      expect(sentAt!.getTime()).toBeLessThanOrEqual(town.outbox.town.database.now.getTime());
    }
  });
});
