import { caseDetail, restrictCase, search, timeline } from '@guichet/cases';
import type { Principal } from '@guichet/access';
import type { MessageEntry } from '@guichet/contracts';
import { importFromMailbox, type MailboxMessage } from '../../../../../test/support/import-history.js';
import { receive, type Intake } from '../../../../../test/support/receive-messages.js';
import { mail, TestTown, type MessageChanges } from '../../../../../test/support/test-town.js';

let town: TestTown;
let ana: Principal;
let root: Principal;
let account: Intake;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  root = await town.agent('Root', [team], 'administrator');
  account = await town.mailbox(team);
});
afterAll(() => town.close());

let n = 0;
const wrote = (address: string, at: string, changes: MessageChanges = {}): MailboxMessage => ({
  message: mail(address, { externalId: `old-${(n += 1)}@mail.test`, ...changes }),
  at,
});
const sent = (reference: string, changes: MessageChanges = {}, at?: string): MailboxMessage => ({
  message: mail('mairie@town.test', {
    ...{ externalId: `sent-${(n += 1)}@mail.test`, threadKeys: [`ref:${reference}`], ...changes },
  }),
  ...(at ? { at } : {}),
  isSentCopy: true,
});
const entriesOf = async (caseId: string) =>
  (await timeline(town.database, ana, { caseId, query: { limit: 50 } })).items as MessageEntry[];
const eventCount = async (): Promise<number> =>
  (await town.database.query<{ n: number }>(`select count(*)::int as n from event where case_id is not null`))[0]!.n;
describe('the history of a mailbox', () => {
  it('becomes closed cases at the times of its messages, which nothing that reads the event log sees', async () => {
    const before = await eventCount();
    const question = wrote('zoe@citizen.test', '2024-05-01T08:00:00Z', {
      subject: 'Cantine',
      text: 'Le menu végétarien',
    });
    const answer = sent(question.message.externalId, {}, '2024-05-02T09:00:00Z');
    const thanks = wrote('zoe@citizen.test', '2024-05-03T10:00:00Z', {
      threadKeys: [`ref:${answer.message.externalId}`],
    });
    const ids = await importFromMailbox(town, account, question, answer, thanks);

    expect(new Set(ids).size).toBe(1);
    const found = await caseDetail(town.database, ana, { id: ids[0]! });
    expect(found).toMatchObject({
      status: 'closed',
      subject: 'Cantine',
      openedAt: '2024-05-01T08:00:00.000Z',
      dueAt: null,
    });
    expect(found).toMatchObject({ lastEntryAt: '2024-05-03T10:00:00.000Z', unread: false });
    const entries = await entriesOf(ids[0]!);
    expect(entries.map(({ at, direction, flags }) => [at, direction, flags])).toEqual([
      ['2024-05-01T08:00:00.000Z', 'in', ['imported']],
      ['2024-05-02T09:00:00.000Z', 'out', ['imported', 'sent-elsewhere']],
      ['2024-05-03T10:00:00.000Z', 'in', ['imported']],
    ]);
    expect(await eventCount()).toBe(before);
    const { hits } = await search(town.database, ana, { q: 'cantine', limit: 10 });
    expect(JSON.stringify(hits)).toContain(ids[0]!);
  });

  it('is imported once, whatever is read again', async () => {
    const question = wrote('max@citizen.test', '2024-06-01T08:00:00Z');
    const answer = sent(question.message.externalId, {}, '2024-06-02T08:00:00Z');
    const [id] = await importFromMailbox(town, account, question, answer, question, answer);
    await importFromMailbox(town, account, answer, question);
    expect(await entriesOf(id!)).toHaveLength(2);
  });

  it('stays one where its folder is numbered anew, and its server has given it another time and other headers', async () => {
    const question = wrote('ida@citizen.test', '2024-06-01T08:00:00Z');
    const answer = sent(question.message.externalId, {}, '2024-06-02T08:00:00Z');
    const [id] = await importFromMailbox(town, account, question, answer);
    // Without `Received`, a sent mail counts as new by its new time; a received one is told by that.
    const { at: _, ...copied } = { ...answer, message: { ...answer.message, fingerprint: 'other headers' } };
    await importFromMailbox(town, account, copied, { ...question, at: '2026-01-01T08:00:00Z' });
    await importFromMailbox(town, account, { ...copied, at: '2026-01-01T08:00:00Z' });
    expect(await entriesOf(id!)).toHaveLength(2);
  });

  it('keeps a thread together also where others than its first writer write in it, who gain nothing by that', async () => {
    const question = wrote('lou@citizen.test', '2024-06-01T08:00:00Z');
    const other = wrote('stranger@citizen.test', '2024-06-02T08:00:00Z', {
      threadKeys: [`ref:${question.message.externalId}`],
    });
    const ids = await importFromMailbox(town, account, question, other);
    expect(new Set(ids).size).toBe(1);
    expect((await entriesOf(ids[0]!))[1]!.flags).toEqual(['imported', 'third-party']);
    const [next] = await receive(
      town,
      account,
      mail('stranger@citizen.test', { threadKeys: [`ref:${question.message.externalId}`] }),
    );
    expect(next).not.toBe(ids[0]);
  });

  it('joins no case that is at work, unless its sender takes part in that', async () => {
    const [live] = await receive(town, account, mail('eve@citizen.test', { externalId: 'live-1@mail.test' }));
    const before = await caseDetail(town.database, ana, { id: live! });
    const [own, foreign] = await importFromMailbox(
      town,
      account,
      wrote('eve@citizen.test', '2024-07-01T08:00:00Z', { threadKeys: ['ref:live-1@mail.test'] }),
      wrote('mallory@citizen.test', '2024-07-01T08:00:00Z', { threadKeys: ['ref:live-1@mail.test'] }),
    );
    expect(own).toBe(live);
    expect(foreign).not.toBe(live);
    const { status, preview, lastEntryAt } = before;
    expect(await caseDetail(town.database, ana, { id: live! })).toMatchObject({ status, preview, lastEntryAt });
  });

  it('is at work again when its citizen writes', async () => {
    const question = wrote('noa@citizen.test', '2023-01-01T08:00:00Z');
    const [id] = await importFromMailbox(town, account, question);
    const [again] = await receive(
      town,
      account,
      mail('noa@citizen.test', { threadKeys: [`ref:${question.message.externalId}`] }),
    );
    expect(again).toBe(id);
    expect((await caseDetail(town.database, ana, { id: id! })).status).toBe('open');
  });
});

describe('the history of a mailbox and a restricted case', () => {
  const restricted = async (address: string, externalId: string, threadKeys: string[] = []): Promise<string> => {
    const [id] = await receive(town, account, mail(address, { externalId, threadKeys }));
    await restrict(id!);
    return id!;
  };
  const restrict = (id: string) => {
    const wanted = { agentIds: [root.id], reason: 'violence' as const, detail: '' };
    return town.database.write({ kind: 'agent', id: root.id, name: root.name }, (tx) => restrictCase(tx, root, { id, wanted })); // prettier-ignore
  };
  const seenBy = (who: Principal, id: string) =>
    caseDetail(town.database, who, { id }).then(
      ({ restriction }) => restriction?.reason,
      () => 'not-found',
    );

  it('opens an old case for its agents alone where a stranger refers to it or names it', async () => {
    const id = await restricted('hidden@citizen.test', 'hidden-1@mail.test');
    const [{ reference }] = (await town.database.query<{ reference: string }>(`select reference from cases where id = $1`, [id])) as [{ reference: string }]; // prettier-ignore
    const [quoting, after, naming] = [
      wrote('aunt@citizen.test', '2024-03-01T08:00:00Z', { threadKeys: ['ref:hidden-1@mail.test'] }),
      wrote('aunt@citizen.test', '2024-03-03T08:00:00Z'),
      wrote('uncle@citizen.test', '2024-03-02T08:00:00Z', { threadKeys: [`hint:${reference}`] }),
    ];
    after.message.threadKeys.push(`ref:${quoting.message.externalId}`);
    const ids = await importFromMailbox(town, account, quoting, after, naming);

    expect(ids).toEqual([ids[0], ids[0], ids[2]]);
    expect(ids).not.toContain(id);
    for (const one of [ids[0]!, ids[2]!])
      expect([await seenBy(root, one), await seenBy(ana, one)]).toEqual(['violence', 'not-found']);
  });

  it('opens one for its agents alone, or joins it, where a message belongs to an old case that everybody reads, too', async () => {
    const id = await restricted('lea@citizen.test', 'lea-1@mail.test');
    const [{ reference }] = (await town.database.query<{ reference: string }>(`select reference from cases where id = $1`, [id])) as [{ reference: string }]; // prettier-ignore
    const begun = wrote('lea@citizen.test', '2023-05-01T08:00:00Z');
    const [old] = await importFromMailbox(town, account, begun);
    const toOld = `ref:${begun.message.externalId}`;
    const [quoting, naming, own] = await importFromMailbox(
      town,
      account,
      wrote('aunt@citizen.test', '2024-05-01T08:00:00Z', { threadKeys: [toOld, 'ref:lea-1@mail.test'] }),
      wrote('uncle@citizen.test', '2024-05-02T08:00:00Z', { threadKeys: [toOld, `hint:${reference}`] }),
      wrote('lea@citizen.test', '2024-05-03T08:00:00Z', { threadKeys: [toOld, 'ref:lea-1@mail.test'] }),
      sent('', { threadKeys: [toOld, 'ref:lea-1@mail.test'] }),
      sent('', { threadKeys: [toOld, 'ref:lea-1@mail.test'] }, '2024-05-04T08:00:00Z'),
    );
    expect(own).toBe(id);
    expect(await entriesOf(old!)).toHaveLength(1);
    for (const one of [quoting!, naming!])
      expect([await seenBy(root, one), await seenBy(ana, one)]).toEqual(['violence', 'not-found']);
  });

  it('opens one for its agents alone where somebody has repeated the Message-ID to which it refers', async () => {
    await restricted('max@citizen.test', 'max-1@mail.test');
    await receive(town, account, mail('mallory@citizen.test', { externalId: 'max-1@mail.test' }));
    const [quoting] = await importFromMailbox(
      town,
      account,
      wrote('aunt@citizen.test', '2024-06-01T08:00:00Z', { threadKeys: ['ref:max-1@mail.test'] }),
    );
    expect([await seenBy(root, quoting!), await seenBy(ana, quoting!)]).toEqual(['violence', 'not-found']);
  });

  it('joins it with what its citizen wrote before, also out of an old case that everybody reads', async () => {
    const begun = wrote('eve@citizen.test', '2023-03-01T08:00:00Z');
    const [old] = await importFromMailbox(town, account, begun);
    const before = wrote('eve@citizen.test', '2024-03-01T08:00:00Z', {
      threadKeys: [`ref:${begun.message.externalId}`],
    });
    const id = await restricted('eve@citizen.test', 'eve-9@mail.test', [`ref:${before.message.externalId}`]);
    const [placed] = await importFromMailbox(town, account, before);
    expect(placed).toBe(id);
    expect(await entriesOf(old!)).toHaveLength(1);
  });

  it('is followed by what refers to a message of it whose Message-ID is also in a case that everybody reads', async () => {
    const id = await restricted('eve@citizen.test', 'eve-20@mail.test');
    const twice = wrote('eve@citizen.test', '2024-03-01T08:00:00Z', { threadKeys: ['ref:eve-20@mail.test'] });
    await receive(town, account, mail('eve@citizen.test', { externalId: twice.message.externalId, text: 'Else' }));
    const next = wrote('eve@citizen.test', '2024-03-02T08:00:00Z', {
      threadKeys: [`ref:${twice.message.externalId}`],
    });
    const placed = await importFromMailbox(town, account, twice, next);
    expect(placed[1]).toBe(id);
  });

  it('gets the sent copy that refers to a Message-ID which is also in a case that everybody reads, whichever came first', async () => {
    const open = (externalId: string) => receive(town, account, mail('max@citizen.test', { externalId, text: 'Else' }));
    const first = await restricted('eve@citizen.test', 'twice-1@mail.test');
    await open('twice-1@mail.test');
    await open('twice-2@mail.test');
    await receive(town, account, mail('eve@citizen.test', { externalId: 'twice-2@mail.test' }));
    const [last] = await town.database.query<{ id: string }>(
      `select case_id as id from message m join handle h on h.id = m.handle_id
       where m.external_id = 'twice-2@mail.test' and h.value = 'eve@citizen.test'`,
    );
    await restrict(last!.id);
    expect(await importFromMailbox(town, account, sent('twice-1@mail.test'))).toEqual([first]);
    expect(await importFromMailbox(town, account, sent('twice-2@mail.test'))).toEqual([last!.id]);
  });

  it('gets the sent copy that begins it, also where that refers to a case that everybody reads', async () => {
    await receive(town, account, mail('max@citizen.test', { externalId: 'max-3@mail.test' }));
    const begun = sent('max-3@mail.test', { to: [{ type: 'email', value: 'eve@citizen.test', verified: false }] });
    const id = await restricted('eve@citizen.test', 'eve-30@mail.test', [`ref:${begun.message.externalId}`]);
    expect(await importFromMailbox(town, account, begun)).toEqual([id]);
  });
});

describe('mail that a colleague has sent by another program', () => {
  it('stands in the case that it refers to, as theirs, and counts as a reply', async () => {
    const [id] = await receive(town, account, mail('kim@citizen.test', { externalId: 'kim-1@mail.test' }));
    const copy = sent('kim-1@mail.test', {
      from: { type: 'email', value: ana.email, name: 'Ana D.', verified: false },
    });
    await importFromMailbox(town, account, copy);
    const entry = (await entriesOf(id!)).at(-1)!;
    expect(entry).toMatchObject({ direction: 'out', delivery: null, flags: ['sent-elsewhere'] });
    expect(entry.actor).toMatchObject({ kind: 'agent', id: ana.id });
    const [followUp] = await receive(
      town,
      account,
      mail('kim@citizen.test', { threadKeys: [`ref:${copy.message.externalId}`] }),
    );
    expect(followUp).toBe(id);
  });

  it('bears the name in the mail where the mailbox is shared', async () => {
    const [id] = await receive(town, account, mail('kim@citizen.test', { externalId: 'kim-2@mail.test' }));
    await importFromMailbox(town, account, sent('kim-2@mail.test'));
    expect((await entriesOf(id!)).at(-1)!.actor).toEqual({ kind: 'system', name: 'mairie' });
  });

  it('stands in the case of the reply where the colleague has begun, when that comes, and in that of nobody else', async () => {
    const begun = {
      ...sent('', { threadKeys: [], to: [{ type: 'email', value: 'ivy@citizen.test', verified: false }] }),
    };
    const { externalId } = begun.message;
    expect(await importFromMailbox(town, account, begun)).toEqual(['']);
    const waiting = await town.database.query<{ minutes: number }>(
      `select extract(epoch from run_at - now())::int / 60 as minutes from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'read-sent-copy-again'
         and j.payload ->> 'envelopeId' = (select id::text from envelope order by id desc limit 1)`,
    );
    expect(waiting).toHaveLength(1);

    await receive(town, account, mail('mallory@citizen.test', { threadKeys: [`ref:${externalId}`] }));
    expect(await importFromMailbox(town, account, begun)).toEqual(['']);
    const [id] = await receive(town, account, mail('ivy@citizen.test', { threadKeys: [`ref:${externalId}`] }));
    expect(await importFromMailbox(town, account, begun)).toEqual([id]);
    expect((await entriesOf(id!)).map(({ direction }) => direction)).toEqual(['in', 'out']);
  });

  it('opens no case, and is none that we sent ourselves', async () => {
    const [id] = await receive(town, account, mail('kim@citizen.test', { externalId: 'kim-3@mail.test' }));
    const copy = sent('kim-3@mail.test');
    await importFromMailbox(town, account, copy);
    const [unknown] = await importFromMailbox(town, account, sent('nobody-knows@mail.test'), copy);
    expect(unknown).toBe('');
    expect(await entriesOf(id!)).toHaveLength(2);
  });
});
