import { newId } from '@guichet/platform';
import {
  correspondences,
  delayed,
  judge,
  type CorrespondingMail,
  type Judgement,
} from '../../../../test/support/correspondences.js';
import { dice } from '../../../../test/support/city/city-plan.js';
import type { Intake } from '../../../../test/support/receive-messages.js';
import { TestTown } from '../../../../test/support/test-town.js';
import type { ParsedMessage } from './parsed-message.js';
import { writeBatch } from './write-message-batch.js';

/** `CORRESPONDENCE_MAILS=20000` tries as many as a town gets in weeks. */
const MAILS = Number(process.env['CORRESPONDENCE_MAILS'] ?? 600);
/** As `InboundProcessor` writes them after a moment of quiet, and in a rush. */
const LARGEST_BATCH = 40;
const INTAKE = { kind: 'system', name: 'Intake' } as const;
const EACH_WELL = { wrong: [], withoutProof: [], split: [] };

let town: TestTown;
let account: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  account = await town.mailbox(await town.team('Accueil'));
});
afterAll(() => town.close());

/** The figures of a large run, for whoever has asked for it. */
async function report({ wrong, withoutProof, split }: Judgement, cases: number): Promise<void> {
  const [merges] = await town.database.query<{ n: number }>(`select count(*)::int as n from entry_move`);
  const figures = { mails: MAILS, cases, merges: merges!.n, wrong: wrong.length, withoutProof: withoutProof.length, split: split.length }; // prettier-ignore
  process.stdout.write(`${expect.getState().currentTestName}: ${JSON.stringify(figures)}\n`);
}

/** Receives mails in this order, in batches of any size. Returns the case of each by its fingerprint. */
async function receiveAll(mails: readonly CorrespondingMail[]): Promise<Map<string, string>> {
  const roll = dice(7);
  for (let at = 0; at < mails.length;) {
    const batch = mails.slice(at, at + 1 + Math.floor(roll() * LARGEST_BATCH));
    at += batch.length;
    await receiveBatch(batch);
  }
  const rows = await town.database.query<{ fingerprint: string; caseId: string }>(
    `select fingerprint, case_id as "caseId" from message`,
  );
  return new Map(rows.map(({ fingerprint, caseId }) => [fingerprint, caseId]));
}

async function receiveBatch(mails: readonly CorrespondingMail[]): Promise<void> {
  const items = mails.map(({ message }): ParsedMessage => ({
    envelopeId: newId(),
    account: { ...account, conversation: false },
    receivedAt: new Date(),
    message,
    attachments: [],
    html: null,
    hasOriginal: true,
    language: 'fr',
  }));
  await town.database.execute(
    `insert into envelope (id, channel_account_id, external_id, headers, raw, size)
     select id, $1, id::text, '{}', 'x', 1 from unnest($2::uuid[]) id`,
    [account.id, items.map(({ envelopeId }) => envelopeId)],
  );
  await town.database.write(INTAKE, (tx) => writeBatch(tx, town.keyring, items));
}

// Threats: A007, A008.
describe('the mails of many correspondences', () => {
  const sent = correspondences(MAILS, 13);

  it.each([
    ['in order', sent],
    ['shuffled within a minute', delayed(sent, 17)],
    ['in reverse', sent.toReversed()],
  ])(
    '%s: each is in the case of its correspondence as far as that is proven, and in no other',
    async (_, arriving) => {
      await town.forget();
      const caseOf = await receiveAll(arriving);
      expect(caseOf.size).toBe(MAILS);
      const judgement = judge(sent, caseOf);
      if (process.env['CORRESPONDENCE_MAILS']) await report(judgement, new Set(caseOf.values()).size);
      expect(judgement).toEqual(EACH_WELL);
      const [open] = await town.database.query<{ n: number }>(
        `select count(*)::int as n from cases where merged_into_id is null and status = 'open'`,
      );
      expect(open!.n).toBe(new Set(caseOf.values()).size);
    },
    30_000 + 20 * MAILS,
  );

  it('are not judged well when they are elsewhere', () => {
    const apart = new Map(sent.map(({ message }) => [message.fingerprint, message.fingerprint]));
    expect(judge(sent, apart)).toMatchObject({ wrong: [], withoutProof: [] });
    expect(judge(sent, apart).split.length).toBeGreaterThan(MAILS / 5);
    const together = new Map(sent.map(({ message }) => [message.fingerprint, 'one']));
    expect(judge(sent, together).wrong.length).toBeGreaterThan(MAILS / 2);
    expect(judge(sent, together).withoutProof.length).toBeGreaterThan(MAILS / 2);
    // People who write about the same are in one correspondence, and nothing proves it.
    const byTruth = new Map(sent.map(({ message, correspondence }) => [message.fingerprint, `${correspondence}`]));
    expect(judge(sent, byTruth).withoutProof.length).toBeGreaterThan(MAILS / 20);
  });
});
