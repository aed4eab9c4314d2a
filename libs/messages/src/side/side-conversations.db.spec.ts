import {
  addHandle,
  addNote,
  caseDetail,
  inbox,
  mergeCase,
  removeNote,
  timeline,
  undoMove,
  updateCase,
} from '@guichet/cases';
import { saveSignatureSettings } from '@guichet/access';
import type { StartSideConversation } from '@guichet/contracts';
import { CaseQuery, SignatureSettings } from '@guichet/contracts';
import type { Outbox } from '../../../../test/support/delivery-outbox.js';
import { importFromMailbox } from '../../../../test/support/import-history.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { SideTown } from '../../../../test/support/side-town.js';
import { mail } from '../../../../test/support/test-town.js';
import { cancelMessage } from '../send/cancel-send-now-retry.js';
import { retrySideMessage } from './retry-side-message.js';
import { sideConversations, sideRecipients } from './side-conversations.queries.js';

const CONTRACTOR = 'atelier@durand.test';

let town: SideTown;
let outbox: Outbox;
let sink: MailSink;

beforeAll(async () => {
  sink = await MailSink.open();
  town = await SideTown.open({ port: sink.port });
  ({ outbox } = town);
});
afterAll(async () => {
  await town?.close();
  await sink?.close();
});

const opened = (body = 'Le chauffage de l’école est en panne.') => town.opened(body);
const ask = (caseId: string, wanted: Partial<StartSideConversation> = {}) =>
  town.ask(caseId, { to: [CONTRACTOR], subject: 'Chauffage', ...wanted });
const shown = (caseId: string, sideId: string) => town.shown({ caseId, sideId });
const lastMailTo = (address: string) => sink.mails.filter(({ envelope }) => envelope.to.includes(address)).at(-1)!;
const idOf = (header: string | undefined) => (header ?? '').replace(/[<>]/g, '');

/** The answer of whoever got the last mail: to its Reply-To, or only by its references. */
function answerTo(sent: ReturnType<typeof lastMailTo>, from: string, { byReferenceAlone = false } = {}) {
  const token = /\+r([a-z2-7]{42})@/.exec(sent.headers.get('reply-to') ?? '')![1]!;
  const ref = `ref:${idOf(sent.headers.get('message-id'))}`;
  return mail(from, { body: 'Jeudi matin.', threadKeys: byReferenceAlone ? [ref] : [`reply:${token}`, ref] });
}

const activities = async (caseId: string) =>
  (await timeline(outbox.town.database, outbox.ana, { caseId, query: { limit: 100 } })).items.flatMap((entry) =>
    entry.kind === 'activity' ? [entry.activity] : [],
  );
const setStatus = (id: string, wanted: Parameters<typeof updateCase>[2]['wanted']) =>
  outbox.as((tx) => updateCase(tx, outbox.ana, { id, wanted }));

describe('a side conversation', () => {
  it('is sent by mail with what is quoted, under ids of its own, and its mail names no message of the citizen', async () => {
    const { caseId, message } = await opened();
    const sideId = await ask(caseId, { quote: { what: 'history' } });
    await outbox.run();

    const sent = lastMailTo(CONTRACTOR);
    const { messages, state, startedBy } = await shown(caseId, sideId);
    expect({ state, startedBy, delivery: messages[0]!.delivery!.status }).toEqual({ state: 'waiting', startedBy: 'Ana', delivery: 'sent' }); // prettier-ignore
    expect(messages[0]!.quoted).toContain('> Le chauffage de l’école est en panne.');
    expect(sent.raw).not.toContain(message.externalId);
    expect(sent.headers.get('reply-to')).toMatch(/\+/);
    expect(await activities(caseId)).toContainEqual({ type: 'side-conversation', sideConversationId: sideId, what: 'asked', names: [CONTRACTOR] }); // prettier-ignore
    expect((await sideRecipients(outbox.town.database, outbox.ana)).map(({ value }) => value)).toEqual([CONTRACTOR]);
  });

  it('gets the answer, also of a colleague by its references alone; the snoozed case is open and unread, and the citizen has written nothing', async () => {
    const { caseId } = await opened();
    const note = await outbox.as((tx) =>
      addNote(tx, outbox.ana, { caseId, note: { text: 'À rappeler', mentions: [] } }),
    );
    const sideId = await ask(caseId);
    await outbox.run();
    await setStatus(caseId, { status: 'snoozed', snoozeUntil: new Date(Date.now() + 86_400_000).toISOString() });
    const before = await caseDetail(outbox.town.database, outbox.ana, { id: caseId });
    const [row] = await outbox.town.database.query(`select last_inbound_position as last, channel_account_id as account from cases where id = $1`, [caseId]); // prettier-ignore

    const colleague = answerTo(lastMailTo(CONTRACTOR), 'paul@durand.test', { byReferenceAlone: true });
    await town.receive(answerTo(lastMailTo(CONTRACTOR), CONTRACTOR), colleague);

    const { state, messages } = await shown(caseId, sideId);
    expect(state).toBe('answered');
    expect(messages.map(({ direction, text, flags }) => ({ direction, text, flags }))).toEqual([
      { direction: 'out', text: 'Quand pouvez-vous passer ?', flags: [] },
      { direction: 'in', text: 'Jeudi matin.', flags: [] },
      { direction: 'in', text: 'Jeudi matin.', flags: ['third-party'] },
    ]);
    const after = await caseDetail(outbox.town.database, outbox.ana, { id: caseId });
    expect([before.status, after.status]).toEqual(['snoozed', 'open']);
    expect(await outbox.town.database.query(`select last_inbound_position as last, channel_account_id as account from cases where id = $1`, [caseId])).toEqual([row]); // prettier-ignore
    const { items } = await inbox(outbox.town.database, outbox.ana, CaseQuery.parse({}));
    expect(items.find(({ id }) => id === caseId)).toMatchObject({ unread: true, preview: before.preview });
    // The row says that neither we nor the citizen wrote last, and when.
    expect(after.lastEntry).toMatchObject({ kind: 'message', direction: null });
    expect(after.lastEntryAt > before.lastEntryAt).toBe(true);
    await outbox.as((tx) => removeNote(tx, outbox.ana, { caseId, entryId: note }));
    const { lastEntry, lastEntryAt } = await caseDetail(outbox.town.database, outbox.ana, { id: caseId });
    expect([lastEntry, lastEntryAt]).toEqual([after.lastEntry, after.lastEntryAt]);
    expect(after.participants).toEqual(before.participants);
  });

  it('gets the answer of a colleague also where their next mail came before it, and opened a case', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId);
    await outbox.run();
    const answer = answerTo(lastMailTo(CONTRACTOR), 'luc@durand.test', { byReferenceAlone: true });
    await town.receive(mail('luc@durand.test', { body: 'Plutôt vendredi.', threadKeys: [`ref:${answer.externalId}`] }));
    await town.receive(answer);
    expect((await shown(caseId, sideId)).messages.map(({ text }) => text)).toEqual(['Quand pouvez-vous passer ?', 'Jeudi matin.']); // prettier-ignore
  });

  it('calls whoever was asked as they call themselves, once they have answered', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId);
    await outbox.run();
    const answer = answerTo(lastMailTo(CONTRACTOR), CONTRACTOR);
    await town.receive({ ...answer, from: { ...answer.from!, name: 'Plomberie Durand' } });
    expect((await shown(caseId, sideId)).recipients).toMatchObject([{ value: CONTRACTOR, name: 'Plomberie Durand' }]);
  });

  it('waits again when we write, is closed and opened by agents, and by an answer', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId);
    await outbox.run();
    const update = (isClosed: boolean) => town.update({ caseId, sideId, isClosed });
    const states: string[] = [];
    const note = async () => states.push((await shown(caseId, sideId)).state);
    await town.receive(answerTo(lastMailTo(CONTRACTOR), CONTRACTOR));
    await note();
    await update(true);
    await note();
    await update(false);
    await note();
    await town.write({ caseId, sideId });
    await note();
    await update(true);
    await outbox.run();
    await town.receive(answerTo(lastMailTo(CONTRACTOR), CONTRACTOR));
    await note();
    expect(states).toEqual(['answered', 'closed', 'answered', 'waiting', 'answered']);
  });

  it('stays closed, and its case too, whatever a robot writes there; what it wrote is kept as automatic', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId);
    await outbox.run();
    await town.update({ caseId, sideId, isClosed: true });
    await setStatus(caseId, { status: 'closed' });
    const robot = (automatic: 'reply' | 'bulk' | 'no-reply') => ({ ...answerTo(lastMailTo(CONTRACTOR), CONTRACTOR), automatic }); // prettier-ignore
    await town.receive(robot('reply'), robot('bulk'), robot('no-reply'));
    const { state, messages } = await shown(caseId, sideId);
    expect(messages.slice(1).map(({ flags }) => flags)).toEqual([['automatic'], ['automatic'], ['automatic']]);
    expect([state, (await outbox.caseOf(caseId)).status]).toEqual(['closed', 'closed']);
    await town.receive(answerTo(lastMailTo(CONTRACTOR), CONTRACTOR));
    expect([(await shown(caseId, sideId)).state, (await outbox.caseOf(caseId)).status]).toEqual(['answered', 'open']);
  });

  it('is answered by a robot while it is open, as programs that file tickets answer', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId);
    await outbox.run();
    await town.receive({ ...answerTo(lastMailTo(CONTRACTOR), CONTRACTOR), automatic: 'bulk' });
    expect(await shown(caseId, sideId)).toMatchObject({ state: 'answered', messages: [{}, { flags: ['automatic'] }] });
  });

  it('is with nobody who takes part in the case, and reveals nothing that was not acknowledged', async () => {
    const { caseId, citizen } = await opened();
    await expect(ask(caseId, { to: [citizen] })).rejects.toMatchObject({ more: { errors: [{ reason: 'recipient-is-citizen' }] } }); // prettier-ignore
    const other = await opened();
    await expect(ask(caseId, { text: `Voyez avec ${other.citizen}.` })).rejects.toMatchObject({ code: 'disclosure-check' }); // prettier-ignore
  });

  it('says what the citizen wrote of their health and their number of social security, before others read it', async () => {
    const { caseId } = await opened('Je suis diabétique, mon numéro est 1 85 05 78 006 084 91.');
    await expect(ask(caseId, { quote: { what: 'history' } })).rejects.toMatchObject({
      more: { data: { findings: [{ code: 'sensitive-number' }, { code: 'health' }] } },
    });
    await ask(caseId);
    await outbox.run();
  });

  it('goes with a case that is merged: it is read there, and its answers make that one unread, until the merge is undone', async () => {
    const [from, into] = [await opened(), await opened()];
    const sideId = await ask(from.caseId);
    await outbox.run();
    const { ana, as } = outbox;
    const { moveId } = await as((tx) => mergeCase(tx, ana, { fromId: from.caseId, intoId: into.caseId, reason: 'Même panne' })); // prettier-ignore
    await town.receive(answerTo(lastMailTo(CONTRACTOR), CONTRACTOR));
    expect(await shown(into.caseId, sideId)).toMatchObject({ state: 'answered' });
    expect((await activities(into.caseId)).at(-1)).toMatchObject({ type: 'side-conversation', what: 'answered' });
    const late = { ...answerTo(lastMailTo(CONTRACTOR), into.citizen), text: 'Je réponds aussi.' };
    await town.receive(late);
    expect((await shown(into.caseId, sideId)).messages).toHaveLength(2);
    await as((tx) => undoMove(tx, ana, { caseId: into.caseId, moveId }));
    expect(await sideConversations(outbox.town.database, ana, into.caseId)).toEqual([]);
    expect(await shown(from.caseId, sideId)).toMatchObject({ state: 'answered' });
  });

  it('is seen by those who see its case: not by another team, nor by who is not named in a restricted one', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId);
    const { town: small, ana, team } = outbox;
    const [elsewhere, colleague] = [await small.agent('Eve', [await small.team('Impôts')]), await small.agent('Bob', [team])]; // prettier-ignore
    await expect(sideConversations(small.database, elsewhere, caseId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await sideRecipients(small.database, elsewhere)).toEqual([]);
    expect(await sideConversations(small.database, colleague, caseId)).toHaveLength(1);
    await small.database.execute(`update cases set restricted_to = array[$2]::uuid[] where id = $1`, [caseId, ana.id]);
    await expect(sideConversations(small.database, colleague, caseId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await shown(caseId, sideId)).toMatchObject({ state: 'waiting' });
  });

  it('is looked for no further than a thousand back, by two indexes, when others are to be asked', async () => {
    const { caseId } = await opened();
    await ask(caseId, { to: ['own@durand.test'] });
    const bob = await outbox.town.agent('Bob', [outbox.team]);
    await outbox.town.database.execute(
      `insert into side_conversation (id, case_id, channel_account_id, subject, recipients, state, since, started_by_id, started_by, started_at)
       select gen_random_uuid(), $1, $2, 'Fuite', jsonb_build_array(jsonb_build_object('type', 'email', 'value', 'x' || n || '@durand.test')), 'closed',
         now(), $3, 'Bob', now() + n * interval '1 second' from generate_series(1, 20000) n`,
      [caseId, town.account.id, bob.id],
    );
    await outbox.town.database.execute('analyze side_conversation');
    const asked: { sql: string; values: unknown[] | undefined }[] = [];
    const query = <Row>(sql: string, values?: unknown[]) => {
      asked.push({ sql, values });
      return outbox.town.database.query<Row>(sql, values);
    };
    const found = (await sideRecipients({ now: outbox.town.database.now, query }, outbox.ana)).map(({ value }) => value); // prettier-ignore
    expect(found).toHaveLength(50);
    expect(found[0]).toBe('x20000@durand.test');
    const [{ sql, values }] = asked as [(typeof asked)[number]];
    const plan = JSON.stringify(await outbox.town.database.source.query(`explain ${sql}`, values));
    expect(plan).toMatch(/side_conversation_started/);
    expect(plan).toMatch(/side_conversation_starter/);
    expect(plan).not.toMatch(/Seq Scan on side_conversation/);
    await outbox.town.database.execute(`delete from side_conversation where started_by = 'Bob'`);
    expect((await sideRecipients(outbox.town.database, outbox.ana)).map(({ value }) => value)).toContain('own@durand.test'); // prettier-ignore
  });

  it('says in the timeline that a message did not arrive, and the replies to the citizen have no problem', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId, { to: ['gone@durand.test'] });
    sink.refuseRecipient = (address) => address === 'gone@durand.test';
    await outbox.run();
    sink.refuseRecipient = null;
    expect((await shown(caseId, sideId)).messages[0]!.delivery).toMatchObject({ status: 'failed' });
    expect((await activities(caseId)).at(-1)).toMatchObject({ type: 'side-conversation', what: 'not-delivered', names: ['gone@durand.test'] }); // prettier-ignore
    expect((await outbox.caseOf(caseId)).deliveryProblem).toBeNull();
  });

  it('sends again what did not arrive, to those whom it has not reached, unless they have turned out to be the citizen', async () => {
    const { caseId } = await opened();
    const sideId = await ask(caseId, { to: ['here@durand.test', 'gone@durand.test'] });
    const messageId = (await shown(caseId, sideId)).messages[0]!.id;
    const retry = () => outbox.as((tx) => retrySideMessage(tx, outbox.ana, { caseId, sideId, messageId }));
    sink.refuseRecipient = (address) => address === 'gone@durand.test';
    await outbox.run();
    sink.refuseRecipient = null;
    // Whoever replies to citizens sends nothing aside again, and takes nothing of it back.
    await expect(outbox.retry(caseId, messageId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(outbox.as((tx) => cancelMessage(tx, outbox.ana, { caseId, entryId: messageId }))).rejects.toMatchObject({ code: 'not-found' }); // prettier-ignore

    await retry();
    expect((await shown(caseId, sideId)).messages[0]!.delivery).toMatchObject({ status: 'queued', reason: null });
    await outbox.run();
    expect((await shown(caseId, sideId)).messages[0]!.delivery).toMatchObject({ status: 'sent' });
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('here@durand.test'))).toHaveLength(1);
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('gone@durand.test'))).toHaveLength(1);
    await expect(retry()).rejects.toMatchObject({ code: 'already-sent' });

    await outbox.town.database.execute(`update delivery set state = 'failed' where entry_id = $1`, [messageId]);
    const { id } = (await outbox.caseOf(caseId)).citizen!;
    await outbox.as((tx) => addHandle(tx, outbox.ana, { id, wanted: { address: 'gone@durand.test', evidence: 'recorded' } })); // prettier-ignore
    await expect(retry()).rejects.toMatchObject({ more: { errors: [{ reason: 'recipient-is-citizen' }] } });
  });

  it('gets what colleagues have sent from the mailbox by another program, and no copy of what is there', async () => {
    const { caseId, message } = await opened();
    const sideId = await ask(caseId);
    await outbox.run();
    const sent = lastMailTo(CONTRACTOR);
    const copy = mail('contact@town.test', { externalId: idOf(sent.headers.get('message-id')) });
    const own = { ...answerTo(sent, 'contact@town.test', { byReferenceAlone: true }), text: 'Et vendredi ?' };
    const late = answerTo(sent, CONTRACTOR, { byReferenceAlone: true });
    const both = answerTo(sent, 'contact@town.test', { byReferenceAlone: true });
    both.threadKeys.push(`ref:${message.externalId}`);
    const before = (await activities(caseId)).length;
    const cases = await importFromMailbox(
      outbox.town,
      town.account,
      { message: copy, isSentCopy: true },
      { message: own, isSentCopy: true },
      { message: late, at: '2026-01-05T08:00:00Z' },
      { message: both, isSentCopy: true },
    );
    expect(cases).toEqual(['', '', '', '']);
    expect((await shown(caseId, sideId)).messages.map(({ direction, flags }) => ({ direction, flags }))).toEqual([
      { direction: 'out', flags: [] },
      { direction: 'in', flags: [] },
      { direction: 'out', flags: ['sent-elsewhere'] },
    ]);
    expect(await activities(caseId)).toHaveLength(before);
  });

  it('opens a case of its own for what leads to the citizen as well, which says so', async () => {
    const { caseId, message } = await opened();
    await ask(caseId);
    await outbox.run();
    const both = answerTo(lastMailTo(CONTRACTOR), CONTRACTOR);
    both.threadKeys.push(`ref:${message.externalId}`);
    const [other] = await town.receive(both);
    expect(other).not.toBe(caseId);
    expect(await activities(other!)).toContainEqual(expect.objectContaining({ type: 'link-suggested', caseId, reason: 'two-audiences' })); // prettier-ignore
  });
});

// It comes last, as the signature is that of all mails then.
describe('a message of a side conversation', () => {
  it('is signed as replies are, unless it ends so already, in its first message and the further ones', async () => {
    const root = await outbox.town.agent('Root', [], 'administrator');
    const settings = SignatureSettings.parse({});
    await outbox.as((tx) => saveSignatureSettings(tx, root, settings));
    const { caseId } = await opened();
    const wanted = { to: ['atelier@batisseurs.test'], quote: { what: 'history' as const } };
    const { database } = outbox.town;
    const segments = () =>
      database.query<{ segments: { kind: string; text: string }[] }>(
        `select m.data -> 'segments' as segments from side_message m join side_conversation s on s.id = m.conversation_id
         where s.case_id = $1 order by m.id`,
        [caseId],
      );
    const sideId = await ask(caseId, { ...wanted, text: 'Pouvez-vous passer jeudi ?' });
    await town.write({ caseId, sideId }, { text: 'Merci.' });
    const signature = (await segments())[0]!.segments[1]!.text;
    await ask(caseId, { ...wanted, text: `Pouvez-vous passer mardi ?${signature}` });

    const written = await segments();
    expect(written.map(({ segments }) => segments.map(({ kind }) => kind))).toEqual([
      ['visible', 'signature', 'quoted'],
      ['visible', 'signature'],
      ['visible', 'quoted'],
    ]);
    expect(signature).toContain('Ana');
  });
});
