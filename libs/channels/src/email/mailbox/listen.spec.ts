import { ImapFlow } from 'imapflow';
import { startDovecot, type Dovecot } from '../../../../../test/support/dovecot.js';
import type { ChannelIo, Cursor, ListenOptions, Pulled } from '../../channel.js';
import { EmailConfig } from '../config.js';
import { email } from '../email.js';

const io: ChannelIo = {
  resolve: () => Promise.resolve('127.0.0.1'),
  fetch: () => Promise.reject(new Error('no HTTP')),
};
const mail = (subject: string, headers = '') =>
  `${headers}From: zoe@example.org\r\nTo: mairie@example.org\r\nSubject: ${subject}\r\n\r\nBonjour\r\n`;
const subjectOf = ({ request }: Pulled) => /^Subject: (.*)$/m.exec(Buffer.from(request!.body).toString())![1]!.trim();
const LAST_YEAR = new Date('2025-06-01T10:00:00Z');

describe('the past of a mailbox', () => {
  let dovecot: Dovecot;
  let cursor: Cursor | null;
  /** What was stored, with its place. */
  let stored: Pulled[];

  beforeEach(async () => {
    dovecot = await startDovecot();
    [cursor, stored] = [null, []];
  });
  afterEach(() => dovecot.close());

  const settings = (settings: object): EmailConfig =>
    EmailConfig.parse({
      address: 'mairie@example.org',
      inbound: {
        smtp: false,
        imap: {
          ...{ host: 'imap.example.org', port: dovecot.port, secure: false },
          ...{ user: dovecot.user, password: dovecot.password, ...settings },
        },
      },
      outbound: { host: 'smtp.example.org' },
    });

  /** Reads on until `isEnough`, as the server does, and returns the subjects. */
  async function take(
    imap: object,
    isEnough: (subjects: string[], pulled: Pulled) => boolean,
    options: Partial<ListenOptions> = {},
  ): Promise<string[]> {
    const stop = new AbortController();
    const subjects: string[] = [];
    for await (const pulled of email.listen(settings(imap), io, { cursor, signal: stop.signal, ...options })) {
      cursor = pulled.cursor;
      if (pulled.request) {
        stored.push(pulled);
        await pulled.onStored?.();
        subjects.push(subjectOf(pulled));
      }
      if (isEnough(subjects, pulled)) break;
    }
    stop.abort();
    return subjects;
  }
  const connect = (imap: object) => take(imap, () => true);
  const until =
    (...wanted: string[]) =>
    (subjects: string[]) =>
      wanted.every((subject) => subjects.includes(subject));
  const historyDone = (_: string[], { cursor: { history } }: Pulled) =>
    (history as { isDone: boolean } | null)?.isDone === true;

  async function withClient(work: (client: ImapFlow) => Promise<unknown>): Promise<void> {
    const auth = { user: dovecot.user, pass: dovecot.password };
    const client = new ImapFlow({ host: '127.0.0.1', port: dovecot.port, secure: false, auth, logger: false });
    await client.connect();
    await work(client);
    await client.logout();
  }
  const move = (uid: string, from: string, to: string) =>
    withClient(async (client) => {
      await client.mailboxOpen(from);
      await client.messageMove(uid, to, { uid: true });
    });
  async function renumber(): Promise<void> {
    await dovecot.kill();
    await dovecot.renumber();
    await dovecot.restart();
  }

  it('stays where it is, and only what comes is new', async () => {
    await dovecot.deliver(mail('old'), { at: LAST_YEAR });
    await connect({});
    await dovecot.deliver(mail('new'));
    expect(await take({}, until('new'))).toEqual(['new']);
    // Nothing was changed of what is old.
    expect((await dovecot.files()).filter((name) => name.endsWith('S'))).toHaveLength(1);
  });

  it('ends when the account is saved, though it is read only later', async () => {
    const connectedAt = new Date(Date.now() - 60_000);
    await dovecot.deliver(mail('old'), { at: new Date(connectedAt.getTime() - 2000) });
    await dovecot.deliver(mail('while somebody signed in'), { at: new Date(connectedAt.getTime() + 2000) });
    await dovecot.deliver(mail('later'));
    expect(await take({}, until('later'), { connectedAt })).toEqual(['while somebody signed in', 'later']);
  });

  it('goes on until an account is read that was saved long before', async () => {
    await dovecot.deliver(mail('old'));
    await take({}, () => true, { connectedAt: LAST_YEAR });
    await dovecot.deliver(mail('new'));
    expect(await take({}, until('new'), { connectedAt: LAST_YEAR })).toEqual(['new']);
  });

  it('stays old when the UIDs mean something else, also where the server has given all messages its own time', async () => {
    const received = `Received: from mx.example.org by imap.example.org;\r\n ${LAST_YEAR.toUTCString()}\r\n`;
    await dovecot.deliver(mail('old'), { at: LAST_YEAR });
    await dovecot.deliver(mail('old with another time', received), { at: LAST_YEAR });
    await connect({});
    await dovecot.deliver(mail('before'));
    await take({}, until('before'));
    await renumber();
    // As a server that was moved would have it.
    await dovecot.deliver(mail('old with another time', received));
    await dovecot.deliver(mail('after'));
    expect((await take({}, until('after'))).sort()).toEqual(['after', 'before']);
    // What was read twice has the same digest.
    expect(new Set(stored.map(({ request }) => request!.externalId)).size).toBe(2);
  });

  it('stays old when it is moved into a folder that is read', async () => {
    const imap = { folders: ['Archive'] };
    await dovecot.deliver(mail('old'), { at: LAST_YEAR });
    await dovecot.deliver(mail('last old'), { at: new Date(LAST_YEAR.getTime() + 60_000) });
    await dovecot.deliver(mail('of the archive'), { folder: 'Archive', at: LAST_YEAR });
    await connect(imap);
    await move('1', 'INBOX', 'Archive');
    await dovecot.deliver(mail('filed by a rule'), { folder: 'Archive' });
    expect(await take(imap, until('filed by a rule'))).toEqual(['filed by a rule']);
  });

  it('begins at a date, by the time of arrival', async () => {
    await dovecot.deliver(mail('the day before'), { at: new Date('2026-10-31T23:59:59Z') });
    await dovecot.deliver(mail('at midnight'), { at: new Date('2026-11-01T00:00:00Z') });
    await dovecot.deliver(mail('long before'), { at: LAST_YEAR });
    await dovecot.deliver(mail('later'), { at: new Date('2026-11-05T00:00:00Z') });
    expect(await take({ start: 'since', since: '2026-11-01' }, until('later'))).toEqual(['at midnight', 'later']);
    await dovecot.deliver(mail('live'));
    await take({ start: 'since', since: '2026-11-01' }, until('live'));
    expect(stored.map(({ request, isFromBefore }) => [isFromBefore, request!.receivedAt.toISOString()])).toEqual([
      [true, '2026-11-01T00:00:00.000Z'],
      [true, '2026-11-05T00:00:00.000Z'],
      [undefined, expect.any(String)],
    ]);
  });

  it('begins at midnight where the organisation is', async () => {
    await dovecot.deliver(mail('the day before in Paris'), { at: new Date('2026-10-31T22:59:59Z') });
    await dovecot.deliver(mail('midnight in Paris'), { at: new Date('2026-10-31T23:00:00Z') });
    await dovecot.deliver(mail('later'), { at: new Date('2026-11-05T00:00:00Z') });
    const inParis = { ...io, timeZone: () => Promise.resolve('Europe/Paris') };
    const stop = new AbortController();
    const subjects: string[] = [];
    const imap = settings({ start: 'since', since: '2026-11-01' });
    for await (const pulled of email.listen(imap, inParis, { cursor: null, signal: stop.signal })) {
      if (pulled.request) subjects.push(subjectOf(pulled));
      if (subjects.includes('later')) break;
    }
    stop.abort();
    expect(subjects).toEqual(['midnight in Paris', 'later']);
  });

  it('is history whole where it began at a date before', async () => {
    await dovecot.deliver(mail('long before'), { at: LAST_YEAR });
    await dovecot.deliver(mail('later'), { at: new Date('2026-11-05T00:00:00Z') });
    expect(await take({ start: 'since', since: '2026-11-01' }, until('later'))).toEqual(['later']);
    expect(await take({ start: 'history' }, historyDone)).toEqual(['long before', 'later']);
    // What was read twice has the same digest.
    expect(new Set(stored.map(({ request }) => request!.externalId)).size).toBe(2);
    await dovecot.deliver(mail('live'));
    expect(await take({ start: 'history' }, until('live'))).toEqual(['live']);
  });

  it('is counted by the test, before anybody decides that it shall be taken', async () => {
    const tested = async (imap: object) =>
      (await email.test(settings(imap), io)).find(({ name }) => name === 'email.old-mail');
    for (const day of ['2026-10-31T23:59:59Z', '2026-11-01T00:00:00Z', '2026-11-02T12:00:00Z', '2026-11-20T12:00:00Z'])
      await dovecot.deliver(mail(day), { at: new Date(day) });
    await dovecot.deliver(mail('spam'), { folder: 'Junk', at: new Date('2026-11-05T00:00:00Z') });
    await dovecot.deliver(mail('ours'), { folder: 'Sent', at: new Date('2026-11-05T00:00:00Z') });
    const since = { start: 'since', since: '2026-11-01' };
    expect(await tested(since)).toEqual({ name: 'email.old-mail', ok: true, detail: 'email.since-brings {"count":3}' });
    expect(await tested({ ...since, junk: 'watch' })).toMatchObject({ detail: 'email.since-brings {"count":4}' });
    expect(await tested({ start: 'history' })).toMatchObject({ detail: 'email.history-brings {"count":5}' });
    const names = (await email.test(settings({}), io)).map(({ name }) => name);
    expect(names).toContain('email.mailbox');
    expect(names).not.toContain('email.old-mail');
  });

  it('is refused without the date at which it begins, and with one that is still to come', () => {
    expect(() => settings({ start: 'since' })).toThrow('since-without-date');
    expect(() => settings({ start: 'since', since: '2999-01-01' })).toThrow('since-ahead');
  });

  it('is history of all folders in the order of time, beside the mail that arrives', async () => {
    const at = (minute: number) => new Date(LAST_YEAR.getTime() + minute * 60_000);
    await dovecot.deliver(mail('third'), { at: at(3) });
    await dovecot.deliver(mail('first'), { at: at(1) });
    await dovecot.deliver(mail('second'), { folder: 'Sent', at: at(2) });
    await dovecot.deliver(mail('spam'), { folder: 'Junk', at: at(2) });
    await connect({ start: 'history', junk: 'watch' });
    await dovecot.deliver(mail('live'));

    const subjects = await take({ start: 'history', junk: 'watch' }, (all, pulled) => {
      return all.includes('live') && historyDone(all, pulled);
    });

    expect(subjects.filter((subject) => subject !== 'live')).toEqual(['first', 'second', 'third']);
    const headers = Object.fromEntries(stored.map((pulled) => [subjectOf(pulled), pulled.request!.headers]));
    expect(headers).toEqual({
      first: { 'x-folder': 'INBOX', 'x-history': at(1).toISOString() },
      second: { 'x-folder': 'Sent', 'x-special-use': '\\Sent', 'x-history': at(2).toISOString() },
      third: { 'x-folder': 'INBOX', 'x-history': at(3).toISOString() },
      live: { 'x-folder': 'INBOX' },
    });
    expect(cursor).toMatchObject({ history: { isDone: true, taken: 3, total: 3 } });
  });

  it('goes on as history where it was stopped, and waits while it is paused', async () => {
    for (let n = 1; n <= 5; n += 1)
      await dovecot.deliver(mail(`old ${n}`), { at: new Date(LAST_YEAR.getTime() + n * 1000) });
    const first = await take({ start: 'history' }, (all) => all.length === 2);
    await dovecot.deliver(mail('live'));
    expect(await take({ start: 'history', historyPaused: true }, until('live'))).toEqual(['live']);
    const rest = await take({ start: 'history' }, historyDone);
    expect([...first, ...rest]).toEqual(['old 1', 'old 2', 'old 3', 'old 4', 'old 5']);
  });

  describe('of which the server cannot give all', () => {
    const fetchAll = ImapFlow.prototype.fetchAll;
    afterEach(() => void (ImapFlow.prototype.fetchAll = fetchAll));
    /** Makes the server fail for the content of messages, as one with a damaged store does, and end the connection. */
    const fail = (isRefused: (uids: string[]) => boolean, isEnded: boolean) => {
      ImapFlow.prototype.fetchAll = function (this: ImapFlow, ...[range, query, options]) {
        if (!query.source || !isRefused((range as string).split(',')))
          return fetchAll.call(this, range, query, options);
        if (isEnded) this.close();
        return Promise.reject(new Error('Command failed'));
      };
    };

    it.each([false, true])('goes on without one, which is named; with the connection ended: %s', async (isEnded) => {
      for (let n = 1; n <= 4; n += 1)
        await dovecot.deliver(mail(`old ${n}`), { at: new Date(LAST_YEAR.getTime() + n * 1000) });
      fail((uids) => uids.includes('2') || uids.includes('4'), isEnded);
      expect(await take({ start: 'history' }, historyDone)).toEqual(['old 1', 'old 3']);
      const missing = [
        { folder: 'INBOX', uid: 2 },
        { folder: 'INBOX', uid: 4 },
      ];
      expect(cursor).toMatchObject({ history: { isDone: true, taken: 4, total: 4, missing } });
      if (isEnded) return;
      // So it is by a count, which gets one of them in the end.
      fail((uids) => uids.includes('2'), false);
      cursor = { ...cursor, count: { at: '2026-01-01T00:00:00.000Z', folders: [] } };
      const here = () => Promise.resolve(new Set(stored.map(({ place }) => place!.uid)));
      const options = {
        stored: (folder: string) => (folder === 'INBOX' ? here() : Promise.resolve(new Set<number>())),
      };
      expect(await take({ start: 'history' }, (_, { health }) => health !== undefined, options)).toEqual(['old 4']);
      expect(cursor).toMatchObject({ history: { missing: missing.slice(0, 1) } });
      expect(cursor.count).toMatchObject({ folders: [{ onServer: 4, here: 3, missing: [2], fetched: 1 }, {}] });
    });

    it('says after three attempts that nothing is read, and is well again when it is', async () => {
      for (let n = 1; n <= 12; n += 1)
        await dovecot.deliver(mail(`old ${n}`), { at: new Date(LAST_YEAR.getTime() + n * 1000) });
      let isBroken = true;
      fail(() => isBroken, false);
      const health: unknown[] = [];
      await take(
        { start: 'history' },
        (all, pulled) => {
          if (pulled.health !== undefined) health.push(pulled.health);
          if (pulled.health) {
            expect(pulled.cursor).toMatchObject({ history: { taken: 0, total: 12, fault: pulled.health } });
            isBroken = false;
          }
          return historyDone(all, pulled);
        },
        { retryMs: 10 },
      );
      expect(health).toEqual([expect.stringContaining('Command failed'), null]);
      expect(stored).toHaveLength(12);
      expect((cursor as { history: object }).history).not.toHaveProperty('fault');
    });
  });

  it('marks what comes to the junk folder, or leaves it', async () => {
    await connect({ junk: 'watch' });
    await dovecot.deliver(mail('spam'), { folder: 'Junk' });
    expect(await take({ junk: 'watch' }, until('spam'))).toEqual(['spam']);
    expect(stored[0]!.request!.headers).toEqual({ 'x-folder': 'Junk', 'x-special-use': '\\Junk' });
    await dovecot.deliver(mail('more spam'), { folder: 'Junk' });
    await dovecot.deliver(mail('mail'));
    expect(await take({}, until('mail'))).toEqual(['mail']);
  });

  it('is not read where a folder does not exist, which the test and the health of the account say', async () => {
    const imap = { folders: ['Nowhere'] };
    await expect(connect(imap)).rejects.toMatchObject({ reason: expect.stringContaining('"mailbox":"Nowhere"') });
    const checks = await email.test(settings(imap), io);
    expect(checks.find(({ name }) => name === 'email.mailbox')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('email.mailbox-not-opened {"mailbox":"Nowhere"'),
    });
  });

  describe('a count', () => {
    const lastWeek = () => ({ ...cursor, count: { at: '2026-01-01T00:00:00.000Z', folders: [] } });
    const isCounted = (_: string[], pulled: Pulled) => pulled.health !== undefined;
    const here = () => new Set(stored.map(({ place }) => place!.uid));

    it('finds all here', async () => {
      await dovecot.deliver(mail('old'), { at: LAST_YEAR });
      await connect({ sent: false });
      await dovecot.deliver(mail('one'));
      await take({ sent: false }, until('one'));
      cursor = lastWeek();
      let health: unknown;
      await take({ sent: false }, (all, pulled) => isCounted(all, pulled) && ((health = pulled.health), true), {
        stored: () => Promise.resolve(here()),
      });
      expect(health).toBeNull();
      expect(cursor).toMatchObject({
        count: { folders: [{ folder: 'INBOX', onServer: 1, here: 1, missing: [], fetched: 0 }] },
      });
    });

    it('fetches what is missing, and says what is missing still', async () => {
      await connect({ sent: false });
      await dovecot.deliver(mail('one'));
      await dovecot.deliver(mail('two'));
      await take({ sent: false }, until('one', 'two'));
      stored = [];
      cursor = lastWeek();
      let health: unknown;
      const fetched = await take(
        { sent: false },
        (all, pulled) => isCounted(all, pulled) && ((health = pulled.health), true),
        // The first message is stored, and the second one gets lost again.
        { stored: () => Promise.resolve(new Set([...here()].filter((uid) => uid === 1))) },
      );
      expect(fetched).toEqual(['one', 'two']);
      expect(health).toBe('email.mailbox-differs {"mailbox":"INBOX","onServer":2,"here":1,"uids":"2"}');
    });
  });
});
