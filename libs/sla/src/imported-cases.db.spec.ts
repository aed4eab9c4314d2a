import { importFromMailbox } from '../../../test/support/import-history.js';
import { receive } from '../../../test/support/receive-messages.js';
import { SlaTown } from '../../../test/support/sla-town.js';
import { mail } from '../../../test/support/test-town.js';
import { recomputeTimers } from './recompute-timers.js';

let hall: SlaTown;
beforeAll(async () => (hall = await SlaTown.build()));
afterAll(() => hall.close());
beforeEach(() => hall.reset());

const old = (externalId: string) => ({ message: mail('zoe@citizen.test', { externalId }), at: '2020-01-06T08:00:00Z' });

describe('a case from the history of a mailbox', () => {
  it('has no timer', async () => {
    const [id] = await importFromMailbox(hall.town, hall.box, old('old-1'));
    await hall.system((tx) => recomputeTimers(tx, [id!]));
    expect(await hall.timers(id!)).toEqual([]);
    expect(await hall.due(id!)).toEqual({ at: null, for: null });
  });

  it('has timers from when its citizen writes again', async () => {
    const [id] = await importFromMailbox(hall.town, hall.box, old('old-2'));
    hall.wait(2);
    await receive(hall.town, hall.box, mail('zoe@citizen.test', { threadKeys: ['ref:old-2'] }));
    await hall.system((tx) => recomputeTimers(tx, [id!]));
    expect((await hall.timers(id!)).map(({ kind, state, startedAt }) => ({ kind, state, startedAt }))).toEqual([
      { kind: 'first-response', state: 'running', startedAt: hall.now },
      { kind: 'resolution', state: 'running', startedAt: hall.now },
    ]);
  });
});

describe('a case into which history comes later', () => {
  it('keeps its timers, which count from the message that opened it', async () => {
    const [id] = await receive(
      hall.town,
      hall.box,
      mail('lea@citizen.test', { threadKeys: ['ref:old-4', 'ref:old-3'] }),
    );
    const before = await hall.timers(id!);
    expect(before.map(({ kind, state }) => [kind, state])).toEqual([
      ['first-response', 'running'],
      ['resolution', 'running'],
    ]);
    hall.wait(1);
    const history = (externalId: string, ...refs: string[]) => ({
      message: mail('lea@citizen.test', { externalId, threadKeys: refs.map((ref) => `ref:${ref}`) }),
      at: '2020-01-06T08:00:00Z',
    });
    await importFromMailbox(hall.town, hall.box, history('old-3'), history('old-4', 'old-3'));
    await hall.system((tx) => recomputeTimers(tx, [id!]));
    expect(
      (await hall.timers(id!)).map(({ kind, state, startedAt, dueAt }) => ({ kind, state, startedAt, dueAt })),
    ).toEqual(before.map(({ kind, state, startedAt, dueAt }) => ({ kind, state, startedAt, dueAt })));
    const rows = await hall.town.database.query<{ at: string }>(
      `select at::date::text as at from timeline_entry where case_id = $1 and kind = 'message' order by position`,
      [id],
    );
    expect(rows.map(({ at }) => at.slice(0, 4))).toEqual(['2020', '2020', String(hall.now.getFullYear())]);
  });
});

describe('mail that a colleague has sent by another program', () => {
  it('ends the timer of the response', async () => {
    const [id] = await receive(hall.town, hall.box, mail('kim@citizen.test', { externalId: 'kim-1' }));
    hall.wait(1);
    const message = mail('mairie@town.test', { externalId: 'sent-1', threadKeys: ['ref:kim-1'] });
    await importFromMailbox(hall.town, hall.box, { message, isSentCopy: true });
    await hall.system((tx) => recomputeTimers(tx, [id!]));
    expect(await hall.timer(id!)).toMatchObject({ kind: 'first-response', state: 'done', endedAt: hall.now });
  });
});
