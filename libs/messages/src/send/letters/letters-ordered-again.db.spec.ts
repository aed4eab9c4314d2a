import { channels } from '@guichet/channels';
import { MySendingBox } from '../../../../../test/providers/mysendingbox.js';
import { LetterTown } from '../../../../../test/support/letter-town.js';
import { cancelMessage } from '../cancel-send-now-retry.js';

let town: LetterTown;
let provider: MySendingBox;
let accountId: string;
let caseId: string;

beforeEach(async () => {
  [town, provider] = await Promise.all([LetterTown.open(), MySendingBox.start()]);
  accountId = await town.connect(provider);
  caseId = await town.opened();
});
afterEach(async () => {
  await town?.close();
  await provider?.close();
});

const HOUR = 3600;
const handOver = async (): Promise<string> => {
  const entryId = await town.write(caseId, { channelAccountId: accountId });
  await town.outbox.run();
  return entryId;
};
const retry = async (entryId: string): Promise<string> => {
  await town.outbox.retry(caseId, entryId);
  await town.outbox.run();
  return town.stateOf(entryId);
};
/** What the provider reports of its n-th letter. */
const report = (n: number, status: 'sent' | 'failed', reason: string | null = null) =>
  town.outbox.report(accountId, {
    type: 'receipt',
    threadKeys: [`ref:mysendingbox:${provider.sent[n]!.id}`],
    ...{ status, reason, recipient: null, at: null },
  });

/** What the webhook tells of its n-th letter, with our token, as we may not know the provider's number of it. */
async function call(n: number, name: 'letter.error' | 'letter.sent' | 'letter.returned_to_sender'): Promise<void> {
  const { id, fields } = provider.sent[n]!;
  const letter = { _id: id, metadata: { guichet: fields['metadata[guichet]'] } };
  const event = { name, created_at: town.outbox.town.database.now.toISOString() };
  const body = Buffer.from(JSON.stringify({ event, letter }));
  const { config } = (await town.outbox.accounts.byId(accountId))!;
  const request = { externalId: id, headers: { ':method': 'POST' }, body, receivedAt: new Date() };
  for (const receipt of await channels.post.parse(request, config))
    if (receipt.type === 'receipt') await town.outbox.report(accountId, receipt);
}

describe('a letter that the provider could not make', () => {
  it('is a new order when it is sent again, within a day of the old one', async () => {
    const entryId = await handOver();
    await report(0, 'failed', 'mysendingbox.not-made');
    expect(await town.stateOf(entryId)).toBe('failed: mysendingbox.not-made');
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(2);
    await report(1, 'sent');
    expect(await town.stateOf(entryId)).toBe('sent');
  });

  it('is what becomes of the new order, whatever is still told of the old one', async () => {
    const entryId = await handOver();
    await report(0, 'failed', 'mysendingbox.canceled');
    await retry(entryId);
    await report(0, 'failed', 'mysendingbox.lost');
    expect(await town.stateOf(entryId)).toBe('handed-over');
  });
});

describe('a letter that is to be ordered anew', () => {
  it('is canceled like one that was never ordered', async () => {
    const entryId = await handOver();
    await report(0, 'failed', 'mysendingbox.not-made');
    await town.outbox.retry(caseId, entryId);
    await town.outbox.as((tx) => cancelMessage(tx, town.outbox.ana, { caseId, entryId }));
    await town.outbox.run();
    expect(await town.stateOf(entryId)).toMatch(/^canceled/);
    expect(provider.sent).toHaveLength(1);
  });
});

describe('a letter whose order was refused', () => {
  it('is a new order when it is sent again, as the old key would be refused for a day', async () => {
    provider.fault.rejectNext({ status: 422, message: 'The PDF is too long' });
    const entryId = await handOver();
    expect(await town.stateOf(entryId)).toMatch(/^failed: mysendingbox\.refused/);
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(1);
  });
});

// Threats: D03.
describe('a letter of which nobody knows whether it was ordered', () => {
  it('is ordered once, however often an agent sends it again', async () => {
    provider.fault.loseAnswers(1);
    const entryId = await handOver();
    expect((await town.outbox.delivery(entryId)).state).toBe('queued');
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(1);
  });

  it('stays the same order where another attempt was refused for a reason of the account', async () => {
    provider.fault.loseAnswers(1);
    const entryId = await handOver();
    provider.fault.rejectNext({ status: 402, message: 'Payment required' });
    expect(await retry(entryId)).toBe('failed: mysendingbox.not-paid');
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(1);
  });

  it('stays the same order where it came after one that was refused', async () => {
    const entryId = await handOver();
    await report(0, 'failed', 'mysendingbox.not-made');
    provider.fault.loseAnswers(1);
    expect(await retry(entryId)).toMatch(/^queued/);
    provider.fault.rejectNext({ status: 402, message: 'Payment required' });
    expect(await retry(entryId)).toBe('failed: mysendingbox.not-paid');
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(2);
  });

  it('stays the same order where only the answer to the last attempt was lost', async () => {
    provider.fault.rateLimit(6);
    const entryId = await handOver();
    provider.fault.loseAnswers(1);
    for (let attempt = 2; attempt <= 7; attempt += 1) {
      town.outbox.pass(6 * HOUR);
      await town.outbox.run();
    }
    expect(await town.stateOf(entryId)).toMatch(/^failed/);
    expect(provider.sent).toHaveLength(1);
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(1);
  });

  it('is not ordered by itself any more once its provider knows the order no longer, however often it was tried', async () => {
    provider.fault.loseAnswers(1);
    const entryId = await handOver();
    for (const hours of [1, 21]) {
      town.outbox.pass(hours * HOUR);
      provider.fault.rejectNext({ status: 402, message: 'Payment required' });
      expect(await retry(entryId)).toBe('failed: mysendingbox.not-paid');
    }
    town.outbox.pass(3 * HOUR);
    provider.forgetKeys();
    expect(await retry(entryId)).toMatch(/^unknown/);
    expect(provider.sent).toHaveLength(1);
  });

  it('has failed where its provider tells so before it is known to be the order', async () => {
    provider.fault.loseAnswers(1);
    const entryId = await handOver();
    await call(0, 'letter.error');
    expect(await town.stateOf(entryId)).toMatch(/^queued/);
    town.outbox.pass(HOUR);
    await town.outbox.run();
    expect(await town.stateOf(entryId)).toBe('failed: mysendingbox.not-made');
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(2);
  });

  it('is a new order at once where an agent sends it again after its provider told that it failed', async () => {
    provider.fault.loseAnswers(1);
    const entryId = await handOver();
    await call(0, 'letter.error');
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(2);
  });

  it('was posted where its provider tells so before it is known to be the order', async () => {
    provider.fault.loseAnswers(1);
    const entryId = await handOver();
    await call(0, 'letter.sent');
    town.outbox.pass(HOUR);
    await town.outbox.run();
    expect(await town.stateOf(entryId)).toBe('sent');
    expect((await town.outbox.entry(caseId, entryId)).delivery?.letter).toMatchObject({
      postedAt: expect.any(String) as string,
      postedBefore: [],
    });
    await call(0, 'letter.returned_to_sender');
    await retry(entryId);
    expect((await town.outbox.entry(caseId, entryId)).delivery?.letter?.postedBefore).toHaveLength(1);
  });

  it('is a new order once its order is known, and is known to have failed', async () => {
    provider.fault.loseAnswers(1);
    const entryId = await handOver();
    town.outbox.pass(HOUR);
    await town.outbox.run();
    await report(0, 'failed', 'mysendingbox.not-made');
    expect(await retry(entryId)).toBe('handed-over');
    expect(provider.sent).toHaveLength(2);
  });
});
