import { caseDetail, inbox, mergeCase, timeline, undoMove } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { CaseQuery, type CaseSummary } from '@guichet/contracts';
import type { Principal } from '@guichet/access';
import { newId } from '@guichet/platform';
import { mail, TestTown } from '../../../../test/support/test-town.js';
import { signAddressToken } from '../signed-address-token.js';
import { languageOf } from './parse-envelope.js';
import type { ParsedMessage } from './parsed-message.js';
import { writeBatch } from './write-message-batch.js';

const INTAKE = { kind: 'system', name: 'Intake' } as const;
let town: TestTown;
let ana: Principal;
let account: Awaited<ReturnType<TestTown['mailbox']>>;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  ana = await town.agent('Ana', [team]);
  account = await town.mailbox(team);
});
afterAll(() => town.close());

const receive = (...messages: InboundMessage[]) => arrive(account, false, { messages });
/** Mail that lay in a mailbox before it was connected. */
const arriveAt = (receivedAt: Date, ...messages: InboundMessage[]) => arrive(account, false, { messages, receivedAt });
/** Lines of a conversation: an SMS, a chat. */
const texted = (by: typeof account, ...messages: InboundMessage[]) => arrive(by, true, { messages });
const arrive = async (
  by: typeof account,
  conversation: boolean,
  { messages, receivedAt = new Date() }: { messages: InboundMessage[]; receivedAt?: Date },
) => {
  const items: ParsedMessage[] = [];
  for (const message of messages) {
    const envelopeId = newId();
    await town.database.execute(
      `insert into envelope (id, channel_account_id, external_id, headers, raw, size) values ($1::uuid, $2, $1::text, '{}', 'x', 1)`,
      [envelopeId, by.id],
    );
    items.push({
      envelopeId,
      account: { ...by, conversation },
      receivedAt,
      message,
      attachments: [],
      html: null,
      hasOriginal: true,
      language: await languageOf(message),
    });
  }
  return town.database.write(INTAKE, (tx) => writeBatch(tx, town.keyring, items));
};
const caseOf = async (message: InboundMessage): Promise<string> => {
  const rows = await town.database.query<{ case_id: string }>(
    `select case_id from message where external_id = $1 and fingerprint = $2`,
    [message.externalId, message.fingerprint],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!.case_id;
};
const detail = (id: string) => caseDetail(town.database, ana, { id });
const all = async (): Promise<CaseSummary[]> =>
  (await inbox(town.database, ana, CaseQuery.parse({ status: 'any', limit: 200 }))).items;

describe('threading', () => {
  it('opens a case for a new mail, with its sender as the citizen', async () => {
    const zoe = mail('zoe@citizen.test', { subject: 'École' });
    await receive(zoe);

    const item = await detail(await caseOf(zoe));
    expect(item).toMatchObject({
      subject: 'École',
      status: 'open',
      citizen: { name: 'zoe' },
      unread: true,
      team: { name: 'Écoles' },
    });
    expect(item.reference).toMatch(/^GCH-\d{4}-\d{6}$/);
    expect(item.participants.map(({ value }) => value)).toEqual(['zoe@citizen.test']);
    expect(item.replyTo).toMatchObject({ to: ['zoe@citizen.test'], subject: 'Re: École' });
  });

  it('puts an answer to a message of the case, from somebody of the case, into the case', async () => {
    const question = mail('paul@citizen.test');
    const answer = mail('paul@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    await receive(question, answer);

    expect(await caseOf(answer)).toBe(await caseOf(question));
    const { items } = await timeline(town.database, ana, { caseId: await caseOf(question), query: { limit: 50 } });
    expect(items.map(({ position, kind }) => [position, kind])).toEqual([
      [1, 'message'],
      [2, 'message'],
    ]);
  });

  it('puts a question that comes after its answer into the case that the answer has opened', async () => {
    const question = mail('nora@citizen.test');
    const answer = mail('nora@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    const last = mail('nora@citizen.test', { threadKeys: [`ref:${answer.externalId}`] });
    for (const message of [last, answer, question]) await receive(message);

    expect(await caseOf(answer)).toBe(await caseOf(last));
    expect(await caseOf(question)).toBe(await caseOf(last));
  });

  it('dates what lay in a mailbox before it was connected as it arrived, in the order of time', async () => {
    const [june, july] = [new Date('2026-06-01T08:00:00Z'), new Date('2026-07-01T08:00:00Z')];
    const question = mail('ines@citizen.test');
    const later = mail('ines@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    const earlier = mail('ines@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    await arriveAt(june, question);
    await arriveAt(july, later);
    await arriveAt(june, earlier);

    const caseId = await caseOf(question);
    const { items } = await timeline(town.database, ana, { caseId, query: { limit: 50 } });
    expect(items.map(({ at }) => at)).toEqual([june, july, july].map((at) => at.toISOString()));
    expect(await detail(caseId)).toMatchObject({ lastEntryAt: july.toISOString(), unread: true });
    // What comes now is of now.
    const now = mail('ines@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    await receive(now);
    expect(Date.parse((await detail(caseId)).lastEntryAt)).toBeGreaterThan(july.getTime());
  });

  it('finds a question that comes after its answer in the same batch', async () => {
    const question = mail('omar@citizen.test');
    const answer = mail('omar@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    await receive(answer, question);

    const caseId = await caseOf(question);
    expect(await caseOf(answer)).toBe(caseId);
    const rows = await town.database.query<{ external_id: string }>(
      `select external_id from message where case_id = $1 order by entry_id`,
      [caseId],
    );
    expect(rows.map(({ external_id }) => external_id)).toEqual([question.externalId, answer.externalId]);
  });

  it('puts a whole correspondence that comes after its last answer into the case of that', async () => {
    const first = mail('petra@citizen.test');
    const second = mail('petra@citizen.test', { threadKeys: [`ref:${first.externalId}`] });
    const third = mail('petra@citizen.test', { threadKeys: [`ref:${second.externalId}`] });
    const stranger = mail('pablo@citizen.test');
    second.threadKeys.push(`ref:${stranger.externalId}`);
    await receive(third);
    await receive(second, first, stranger);

    expect(await caseOf(second)).toBe(await caseOf(third));
    expect(await caseOf(first)).toBe(await caseOf(third));
    expect(await caseOf(stranger)).not.toBe(await caseOf(third));
  });

  it('joins nobody to an answer by another person, or by nobody', async () => {
    const question = mail('pia@citizen.test');
    const answer = mail('quentin@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    const unsigned = mail(null, { threadKeys: [`ref:${question.externalId}`] });
    for (const message of [answer, unsigned, question]) await receive(message);

    expect(await caseOf(question)).not.toBe(await caseOf(answer));
    expect(await caseOf(question)).not.toBe(await caseOf(unsigned));
  });

  it('survives messages that refer to each other and to themselves', async () => {
    const one = mail('rita@citizen.test');
    const other = mail('rita@citizen.test', { threadKeys: [`ref:${one.externalId}`] });
    one.threadKeys = [`ref:${other.externalId}`, `ref:${one.externalId}`];
    await receive(one, other);
    expect(await caseOf(one)).toBe(await caseOf(other));
  });

  it.each(['in reverse', 'shuffled'])('keeps each of many correspondences in one case %s', async (order) => {
    const threads = Array.from({ length: 20 }, (_, person) => {
      const sender = `${order.replace(' ', '-')}-${person}@citizen.test`;
      const messages: InboundMessage[] = [];
      for (let n = 0; n < 1 + (person % 5); n += 1)
        messages.push(mail(sender, { threadKeys: messages.map(({ externalId }) => `ref:${externalId}`).reverse() }));
      return messages;
    });
    const all = threads.flat();
    // 37 has no divisor in common with their number, so that each comes once.
    const arriving = order === 'shuffled' ? all.map((_, n) => all[(n * 37) % all.length]!) : all.toReversed();
    expect(new Set(arriving).size).toBe(all.length);
    for (let at = 0; at < arriving.length; at += 7) await receive(...arriving.slice(at, at + 7));

    const cases = await Promise.all(threads.map(async (thread) => new Set(await Promise.all(thread.map(caseOf)))));
    expect(cases.map(({ size }) => size)).toEqual(threads.map(() => 1));
    expect(new Set(cases.flatMap((each) => [...each])).size).toBe(threads.length);
  });

  // Threats: A001, A002, A007.
  it('believes a signed token, and marks a stranger who shows one as a third party whom no answer goes to', async () => {
    const question = mail('lea@citizen.test');
    await receive(question);
    const caseId = await caseOf(question);
    const stranger = mail('husband@citizen.test', {
      threadKeys: [`reply:${signAddressToken(town.keyring, 'reply', caseId)}`],
    });
    await receive(stranger);

    expect(await caseOf(stranger)).toBe(caseId);
    const { items } = await timeline(town.database, ana, { caseId, query: { limit: 50 } });
    expect(items[1]).toMatchObject({ flags: ['third-party'] });
    expect((await detail(caseId)).participants.map(({ value }) => value)).toEqual(['lea@citizen.test']);
    expect((await detail(caseId)).replyTo?.to).toEqual(['lea@citizen.test']);
  });

  // Threats: A004, A005. FreeScout CVE-2026-47123, CVE-2026-53591.
  it.each([
    ['altered', (token: string) => token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))],
    ['cut', (token: string) => token.slice(0, 26)],
    ['lengthened', (token: string) => `${token}a`],
    ['empty', () => ''],
    ['of another purpose', (_: string, caseId: string) => signAddressToken(town.keyring, 'bounce', caseId)],
  ])('does not believe a token that is %s', async (_, forge) => {
    const question = mail('victim@citizen.test');
    await receive(question);
    const caseId = await caseOf(question);
    const forged = mail('thief@citizen.test', {
      threadKeys: [`reply:${forge(signAddressToken(town.keyring, 'reply', caseId), caseId)}`],
    });
    await receive(forged);

    expect(await caseOf(forged)).not.toBe(caseId);
  });

  // Threats: A007, A008. A reference or a Message-ID in the hands of a stranger is a hint for the agent, never an entrance.
  it('opens a new case for whoever only names one, and suggests the link', async () => {
    const question = mail('owner@citizen.test');
    await receive(question);
    const target = await detail(await caseOf(question));
    const byReference = mail('guess@citizen.test', {
      subject: `Re: ${target.reference}`,
      threadKeys: [`hint:${target.reference}`],
    });
    const byMessage = mail('quote@citizen.test', { threadKeys: [`ref:${question.externalId}`] });
    await receive(byReference, byMessage);

    for (const [message, reason] of [
      [byReference, 'names-reference'],
      [byMessage, 'reply-from-unknown-address'],
    ] as const) {
      const opened = await detail(await caseOf(message));
      expect(opened.id).not.toBe(target.id);
      expect(opened.links).toEqual([expect.objectContaining({ caseId: target.id, state: 'suggested', reason })]);
    }
    expect((await detail(target.id)).lastPosition).toBe(1);
  });

  it('suggests the case that the named one is part of now, through all merges, and it again once they are undone', async () => {
    const questions = [mail('one@citizen.test'), mail('two@citizen.test'), mail('three@citizen.test')] as const;
    await receive(...questions);
    const [first, second, third] = await Promise.all(questions.map(caseOf));
    const { reference } = await detail(first!);
    const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
      town.database.write({ kind: 'agent', id: ana.id, name: ana.name }, work);
    const suggested = async () => {
      const naming = mail('guess@citizen.test', { threadKeys: [`hint:${reference}`] });
      await receive(naming);
      return (await detail(await caseOf(naming))).links.map(({ caseId, state, reason }) => [caseId, state, reason]);
    };
    const earlier = await as((tx) => mergeCase(tx, ana, { fromId: first!, intoId: second! }));
    const later = await as((tx) => mergeCase(tx, ana, { fromId: second!, intoId: third! }));
    expect(await suggested()).toEqual([[third, 'suggested', 'names-reference']]);

    await as((tx) => undoMove(tx, ana, { caseId: third!, moveId: later.moveId }));
    await as((tx) => undoMove(tx, ana, { caseId: first!, moveId: earlier.moveId }));
    expect(await suggested()).toEqual([[first, 'suggested', 'names-reference']]);
  });

  // Threats: M22, S14.
  it('takes the same mail once, however often and in whatever company it comes', async () => {
    const once = mail('twice@citizen.test');
    await receive(once, { ...once });
    await receive(once);
    const otherContent = { ...once, fingerprint: 'another content' };
    await receive(otherContent);

    expect(await caseOf(once)).not.toBe(await caseOf(otherContent));
  });

  // Threats: C08, L01.
  it('reopens a closed case for a person, not for a robot', async () => {
    const question = mail('back@citizen.test');
    await receive(question);
    const caseId = await caseOf(question);
    const close = () =>
      town.database.execute(`update cases set status = 'closed', closed_at = now() where id = $1`, [caseId]);
    const ref = [`ref:${question.externalId}`];

    await close();
    await receive(mail('back@citizen.test', { threadKeys: ref, automatic: 'reply', body: 'Je suis absente' }));
    expect((await detail(caseId)).status).toBe('closed');

    await receive(mail('back@citizen.test', { threadKeys: ref, body: 'Encore une question' }));
    expect(await detail(caseId)).toMatchObject({ status: 'open', closedAt: null, preview: 'Encore une question' });
  });

  // Threats: L01, L04.
  it('opens no case for a robot that answers nothing of ours', async () => {
    const before = (await all()).length;
    const unmatched = await receive(mail('vacation@citizen.test', { automatic: 'reply' }));

    expect(unmatched).toHaveLength(1);
    expect(await all()).toHaveLength(before);
  });

  it('lets no stranger in by the word that a robot answers what a citizen has written', async () => {
    const question = mail('quiet@citizen.test');
    await receive(question);
    const robot = mail('stranger@citizen.test', { automatic: 'reply', threadKeys: [`ref:${question.externalId}`] });

    expect(await receive(robot)).toHaveLength(1);
    expect((await detail(await caseOf(question))).lastPosition).toBe(1);
  });

  it('keeps counts equal to a recount', async () => {
    const { counts } = await import('@guichet/cases');
    const [row] = await town.database.query<{ n: number }>(
      `select count(*)::int as n from cases where status <> 'closed'`,
    );
    expect((await counts(town.database, ana)).all).toBe(row!.n);
  });
});

describe('a conversation', () => {
  const sms = (number: string, body: string, changes: Partial<InboundMessage> = {}) =>
    mail(null, { from: { type: 'phone', value: number, verified: false }, subject: '', body, ...changes });
  const closed = (caseId: string, days: number) =>
    town.database.execute(
      `update cases set status = 'closed', closed_at = now() - make_interval(days => $2) where id = $1`,
      [caseId, days],
    );

  it('goes on where it was, in one batch as in several', async () => {
    const [first, second, third] = ['Bonjour', 'C’est pour la cantine', 'Merci'].map((body) =>
      sms('+33639980001', body),
    );
    await texted(account, first!, second!);
    await texted(account, third!);
    expect(await caseOf(second!)).toBe(await caseOf(first!));
    expect(await caseOf(third!)).toBe(await caseOf(first!));
  });

  it('reopens a case that was closed lately, and leaves one of long ago alone', async () => {
    const [before, soon, late] = ['Un', 'Deux', 'Trois'].map((body) => sms('+33639980002', body));
    await texted(account, before!);
    const caseId = await caseOf(before!);
    await closed(caseId, 13);
    await texted(account, soon!);
    expect(await caseOf(soon!)).toBe(caseId);
    expect((await detail(caseId)).status).toBe('open');
    await closed(caseId, 15);
    await texted(account, late!);
    expect(await caseOf(late!)).not.toBe(caseId);
  });

  it('is one of an account and a person: by another account the link is only suggested', async () => {
    const other = await town.mailbox(account.teamId);
    const here = sms('+33639980003', 'Par ici');
    const there = sms('+33639980003', 'Et par là');
    await texted(account, here);
    await texted(other, there);
    expect(await caseOf(there)).not.toBe(await caseOf(here));
    expect((await detail(await caseOf(there))).links).toMatchObject([
      { caseId: await caseOf(here), state: 'suggested', reason: 'same-address' },
    ]);
  });

  it('takes up the case from which somebody was written to, and no other', async () => {
    const question = mail('lea@citizen.test', { body: 'Mon numéro est le 06 39 98 00 04' });
    await receive(question);
    const caseId = await caseOf(question);
    // The number is in the mail, but no message was sent to it.
    const stranger = sms('+33639980004', 'C’est Léa');
    await texted(account, stranger);
    expect(await caseOf(stranger)).not.toBe(caseId);
  });

  it('does not let in who is no longer part of the case', async () => {
    const first = sms('+33639980005', 'Bonjour');
    await texted(account, first);
    await town.database.execute(`delete from case_participant where case_id = $1`, [await caseOf(first)]);
    const second = sms('+33639980005', 'Encore moi');
    await texted(account, second);
    expect(await caseOf(second)).not.toBe(await caseOf(first));
  });
});
