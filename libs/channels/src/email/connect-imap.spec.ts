import { startDovecot, type Dovecot } from '../../../../test/support/dovecot.js';
import type { ChannelIo, Cursor, Pulled } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { EmailConfig } from './config.js';
import { email } from './email.js';

const io: ChannelIo = {
  resolve: () => Promise.resolve('127.0.0.1'),
  fetch: () => Promise.reject(new Error('no HTTP')),
};
const mail = (subject: string) =>
  `From: zoe@example.org\r\nTo: mairie@example.org\r\nSubject: ${subject}\r\n\r\nBonjour\r\n`;
const subjectOf = ({ request }: Pulled) => /^Subject: (.*)$/m.exec(Buffer.from(request!.body).toString())![1]!.trim();

describe('a mailbox that is read by IMAP', () => {
  let dovecot: Dovecot;
  let config: EmailConfig;
  let stop: AbortController;
  let cursor: Cursor | null;

  beforeEach(async () => {
    dovecot = await startDovecot();
    config = settings(dovecot.password);
    stop = new AbortController();
    cursor = null;
  });

  afterEach(async () => {
    stop.abort();
    await dovecot.close();
  });

  const settings = (password: string): EmailConfig =>
    EmailConfig.parse({
      address: 'mairie@example.org',
      inbound: {
        smtp: false,
        imap: {
          ...{ host: 'imap.example.org', port: dovecot.port, secure: false, user: dovecot.user, password },
          // All that is there is new.
          ...{ start: 'since', since: '2000-01-01' },
        },
      },
      outbound: { host: 'smtp.example.org' },
    });

  /** Reads on until so many messages have come, as the server does: each is stored with its cursor. */
  async function take(count: number, between: () => Promise<void> = () => Promise.resolve()): Promise<string[]> {
    const subjects: string[] = [];
    for await (const pulled of email.listen(config, io, { cursor, signal: stop.signal })) {
      cursor = pulled.cursor;
      if (!pulled.request) continue;
      await pulled.onStored?.();
      subjects.push(subjectOf(pulled));
      if (subjects.length === count) return subjects;
      await between();
    }
    return subjects;
  }

  it('takes what is there, oldest first, then what arrives, as it arrives', async () => {
    await dovecot.deliver(mail('one'));
    await dovecot.deliver(mail('two'));
    let sent = 0;

    const taken = await take(4, async () => {
      // The third and fourth arrive while the connection waits.
      sent += 1;
      if (sent === 2) await Promise.all([dovecot.deliver(mail('three'))]);
      if (sent === 3) await dovecot.deliver(mail('four'));
    });

    expect(taken).toEqual(['one', 'two', 'three', 'four']);
    expect((await dovecot.files()).filter((name) => name.endsWith('S'))).toHaveLength(4);
  });

  it('tells its place as soon as it is open, empty or not', async () => {
    for await (const pulled of email.listen(config, io, { cursor, signal: stop.signal })) {
      expect(pulled).toEqual({
        cursor: expect.objectContaining({ folders: expect.objectContaining({ INBOX: expect.anything() }) }),
      });
      break;
    }
    expect.assertions(1);
  });

  it('goes on where it stood, whatever others have read', async () => {
    await dovecot.deliver(mail('one'));
    await take(1);

    await dovecot.deliver(mail('two'));
    expect(await take(1)).toEqual(['two']);
    expect(cursor).toMatchObject({ folders: { INBOX: { lastUid: 2 } } });
  });

  // Threats: I02.
  it('says that the connection was lost, and misses nothing', async () => {
    await dovecot.deliver(mail('one'));
    const lost = take(2, () => dovecot.kill());
    await expect(lost).rejects.toMatchObject({ name: 'ChannelError', retryable: true });

    await dovecot.restart();
    await dovecot.deliver(mail('two'));
    expect(await take(1)).toEqual(['two']);
  });

  // Threats: I01.
  it('reads all again when the UIDs mean something else, byte for byte as before', async () => {
    await dovecot.deliver(mail('one'));
    await dovecot.deliver(mail('two'));
    const before: string[] = [];
    for await (const pulled of email.listen(config, io, { cursor: null, signal: stop.signal })) {
      cursor = pulled.cursor;
      if (pulled.request) before.push(pulled.request.externalId);
      if (before.length === 2) break;
    }

    await dovecot.kill();
    await dovecot.renumber();
    await dovecot.restart();
    const after: string[] = [];
    for await (const pulled of email.listen(config, io, { cursor, signal: stop.signal })) {
      if (pulled.request) after.push(pulled.request.externalId);
      if (after.length === 2) break;
    }

    // The same identities: what stores them knows them.
    expect(after.sort()).toEqual(before.sort());
  });

  // Threats: I06.
  it('names a wrong password as such', async () => {
    config = settings('wrong');
    const refused = await take(1).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ChannelError);
    expect((refused as ChannelError).reason).toContain('email.sign-in-refused');
  });

  it('ends when it is told to', async () => {
    await dovecot.deliver(mail('one'));
    const reading = take(2, () => {
      setImmediate(() => stop.abort());
      return Promise.resolve();
    });
    expect(await reading).toEqual(['one']);
  });

  it('is tested step by step', async () => {
    await dovecot.deliver(mail('one'));
    const checks = await email.test(config, io);
    expect(checks.filter(({ name }) => !name.startsWith('email.outgoing'))).toEqual([
      // The server of this spec does not encrypt, which is no success without a reserve.
      { name: 'email.incoming-server', ok: true, warning: true, detail: expect.stringContaining('"user":"mairie"') },
      { name: 'email.mailbox', ok: true, detail: 'email.mailbox-holds {"mailbox":"INBOX","count":1}' },
      { name: 'email.senders', ok: true, trust: null, detail: 'email.senders-unchecked' },
      { name: 'email.old-mail', ok: true, detail: 'email.since-brings {"count":1}' },
    ]);
    for (const subject of ['two', 'three', 'four'])
      await dovecot.deliver(
        `Authentication-Results: mx.mairie.example; dmarc=fail\r\n${mail(subject).replace('zoe@example.org', `zoe@${subject}.example`)}`,
      );
    expect((await email.test(config, io)).filter(({ trust }) => trust)).toEqual([
      {
        ...{ name: 'email.senders', ok: true, trust: 'mx.mairie.example' },
        detail: 'email.senders-by {"server":"mx.mairie.example","seen":3,"of":4}',
      },
    ]);
    const wrong = await email.test(settings('wrong'), io);
    expect(wrong.filter(({ name }) => !name.startsWith('email.outgoing'))).toMatchObject([
      { name: 'email.incoming-sign-in', ok: false },
    ]);
  });
});
