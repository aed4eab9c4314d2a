import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { ChannelIo } from '../channel.js';
import type { ChannelError } from '../channel-error.js';
import type { OutboundMessage } from '../outbound-message.js';
import { EmailConfig } from './config.js';
import { deliveryError } from './connection-and-delivery-errors.js';
import { connectionOptions } from './deliver.js';
import { email } from './email.js';

const io: ChannelIo = {
  resolve: () => Promise.resolve('127.0.0.1'),
  fetch: () => Promise.reject(new Error('no HTTP')),
};
const handle = (value: string, name?: string) => ({
  type: 'email' as const,
  value,
  ...(name ? { name } : {}),
  verified: false,
});
const config = (port: number, more: object = {}) =>
  EmailConfig.parse({
    address: 'mairie@ville.example',
    displayName: 'Mairie',
    outbound: { host: 'smtp.ville.example', port, ...more },
  });

const answer: OutboundMessage = {
  externalId: 'answer-2@ville.example',
  from: handle('mairie@ville.example'),
  to: [handle('zoe@example.org', 'Zoé')],
  cc: [],
  subject: 'Re: Votre demande',
  text: 'Bonjour,\n.\nà mardi.',
  html: '<p>Bonjour,</p><p>à mardi.</p>',
  references: ['plain@example.org', 'answer-1@ville.example'],
  replyToken: 'abcdefghijklmnopqrstuvwxyz234567abcdefghij',
  bounceToken: 'zyxwvutsrqponmlkjihgfedcba765432zyxwvutsrq',
  attachments: [
    { name: 'plan.txt', type: 'text/plain', size: 7, content: () => Promise.resolve(Buffer.from('a\nb\r\nc\0d')) },
  ],
  template: null,
  callbackUrl: null,
  automatic: false,
  parts: { sent: [], record: async () => undefined },
};

interface Sunk {
  from: string;
  to: string[];
  raw: string;
}

describe('an answer sent by SMTP', () => {
  let server: SMTPServer;
  let port: number;
  let sunk: Sunk[];

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('no')),
      onRcptTo({ address }, _session, done) {
        const code = address.startsWith('gone') ? 550 : address.startsWith('later') ? 451 : 0;
        done(
          code
            ? Object.assign(new Error(code === 550 ? '5.1.1 no such user' : '4.2.0 try again'), { responseCode: code })
            : null,
        );
      },
      onData(stream, { envelope }, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          sunk.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    port = (server.server.address() as { port: number }).port;
  });
  beforeEach(() => (sunk = []));
  afterAll(async () => {
    await email.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const refusal = (message: Partial<OutboundMessage>, settings = config(port)) =>
    email.deliver({ ...answer, ...message }, settings, io).then(
      () => Promise.reject(new Error('was sent')),
      (error: ChannelError) => error,
    );

  it('arrives in its thread, and brings its answers and bounces home', async () => {
    const delivered = await email.deliver(answer, config(port), io);

    expect(delivered).toMatchObject({ externalId: 'answer-2@ville.example', refused: [] });
    const [{ from, to, raw }] = sunk as [Sunk];
    expect(from).toBe(`mairie+b${answer.bounceToken}@ville.example`);
    expect(to).toEqual(['zoe@example.org']);
    const head = raw.split('\r\n\r\n')[0]!.replace(/\r\n\s+/g, ' ');
    expect(head).toContain('Message-ID: <answer-2@ville.example>');
    expect(head).toContain('In-Reply-To: <answer-1@ville.example>');
    expect(head).toContain('References: <plain@example.org> <answer-1@ville.example>');
    expect(head).toContain('From: Mairie <mairie@ville.example>');
    expect(head).toContain(`Reply-To: Mairie <mairie+r${answer.replyToken}@ville.example>`);
    expect(head).not.toMatch(/Auto-Submitted/i);
  });

  it('is read by us as it was written, attachments byte for byte', async () => {
    await email.deliver(answer, config(port), io);
    const body = Buffer.from(sunk[0]!.raw);
    const [event] = await email.parse({ externalId: 'x', body, headers: {}, receivedAt: new Date() }, config(port));

    if (event?.type !== 'message') throw new Error('not a message');
    expect(event.text).toBe(answer.text);
    expect(event.html).toBe(answer.html);
    expect(event.externalId).toBe(answer.externalId);
    expect(Buffer.from(event.attachments[0]!.content as Uint8Array)).toEqual(Buffer.from('a\nb\r\nc\0d'));
  });

  it('that is no answer says how to get no more of its kind, with one call where that is encrypted', async () => {
    const fieldsFor = async (unsubscribeUrl?: string) => {
      await email.deliver({ ...answer, ...(unsubscribeUrl ? { unsubscribeUrl } : {}) }, config(port), io);
      return sunk.at(-1)!.raw.match(/^List-.*$/gim) ?? [];
    };
    expect(await fieldsFor('https://ville.example/u')).toEqual([
      'List-Unsubscribe: <https://ville.example/u>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    ]);
    expect(await fieldsFor('http://ville.example/u')).toEqual(['List-Unsubscribe: <http://ville.example/u>']);
    expect(await fieldsFor()).toEqual([]);
  });

  // Threats: L04, L09.
  it('is marked when no person sent it, so that nothing answers it', async () => {
    await email.deliver({ ...answer, automatic: true }, config(port), io);
    expect(sunk[0]!.from).toBe('');
    expect(sunk[0]!.raw).toContain('Auto-Submitted: auto-replied');
    expect(sunk[0]!.raw).toContain('X-Auto-Response-Suppress: All');
    await email.deliver({ ...answer, automatic: true, references: [] }, config(port), io);
    expect(sunk[1]!.raw).toContain('Auto-Submitted: auto-generated');
  });

  // Threats: A076.
  it.each([
    '\r\nBcc: evil@example.org',
    '\nBcc: evil@example.org',
    '\u2028Bcc: evil@example.org',
    '\u0085Bcc: evil@example.org',
    '%0d%0aBcc: evil@example.org',
    '" <evil@example.org>, "',
  ])('takes no header from a value: %j', async (poison) => {
    const message: OutboundMessage = {
      ...answer,
      externalId: `id${poison}@ville.example`,
      subject: `Sujet${poison}`,
      to: [handle('zoe@example.org', `Zoé${poison}`)],
      references: [`ref${poison}@x`],
      attachments: [
        {
          name: `plan${poison}.txt`,
          type: `text/plain${poison}`,
          size: 1,
          content: () => Promise.resolve(Buffer.from('x')),
        },
      ],
    };
    await email.deliver(message, config(port), io);
    const [{ to, raw }] = sunk as [Sunk];
    expect(to).toEqual(['zoe@example.org']);
    expect(raw).not.toMatch(/^Bcc:/im);
    expect(raw.match(/^To:.*(?:\r\n\s.*)*/im)![0]).not.toMatch(/<evil@/);
  });

  // Threats: A075.
  it.each([{ path: import.meta.filename }, { href: 'http://127.0.0.1:1/' }])(
    'reads nothing that an object for a text names: %j',
    async (named) => {
      await expect(email.deliver({ ...answer, text: named as never }, config(port), io)).rejects.toThrow();
      expect(sunk).toEqual([]);
    },
  );

  // Threats: A076.
  it('goes to no address with a line break', async () => {
    expect(await refusal({ to: [handle('zoe@example.org\r\nRCPT TO:<evil@example.org>')] })).toMatchObject({
      retryable: false,
    });
    expect(sunk).toEqual([]);
  });

  it('says who was refused while others were not', async () => {
    const { refused } = await email.deliver(
      { ...answer, to: [handle('gone@example.org'), handle('zoe@example.org')] },
      config(port),
      io,
    );
    expect(refused).toEqual([{ address: 'gone@example.org', reason: expect.stringContaining('email.no-mailbox') }]);
  });

  // Threats: D04.
  it('is not tried again after a final refusal, and is after a temporary one', async () => {
    expect(await refusal({ to: [handle('gone@example.org')] })).toMatchObject({ retryable: false, uncertain: false });
    expect(await refusal({ to: [handle('later@example.org')] })).toMatchObject({ retryable: true, uncertain: false });
  });

  it.each([
    ['421 4.7.28 too much mail from your address', true],
    ['421-4.7.0 try again later', true],
    ['451 4.7.500 Server busy', true],
    ['451 4.7.1 greylisted', false],
    ['450 4.7.1 try again later', false],
    ['421 4.7.0 Greylisting in action', false],
    ['450 4.2.1 mailbox busy', false],
    ['550 5.7.1 refused', false],
  ])('of which a server says “%s”: so much is sent there that all else waits, too: %s', (response, isTooFast) => {
    const fault = { response, responseCode: Number(response.slice(0, 3)), code: 'EENVELOPE', command: 'RCPT TO' };
    expect(deliveryError(fault, 'relay:25', false)).toMatchObject({ isTooFast });
  });

  it('signs in, and names a wrong password', async () => {
    await email.deliver(answer, config(port, { user: 'mairie', password: 'right' }), io);
    expect(sunk).toHaveLength(1);
    const refused = await refusal({}, config(port, { user: 'mairie', password: 'wrong' }));
    expect(refused).toMatchObject({
      retryable: true,
      reason: expect.stringContaining('email.sign-in-refused'),
    });
  });

  it('signs in by the password for receiving where the same user has been given none for sending', async () => {
    const by = (user: string, password: string, own?: string) =>
      EmailConfig.parse({
        ...config(port, { user: 'mairie', ...(own && { password: own }) }),
        inbound: { smtp: false, imap: { host: 'imap.ville.example', user, password } },
      });
    await refusal({}, by('mairie', 'wrong'));
    await email.deliver(answer, by('mairie', 'right'), io);
    await refusal({}, by('mairie', 'right', 'wrong'));
    await refusal({}, by('other', 'right'));
    expect(sunk).toHaveLength(1);
  });

  it('leaves no connection open where its sign-in is refused', async () => {
    const open = () => new Promise<number>((resolve) => server.server.getConnections((_, count) => resolve(count)));
    await email.close();
    for (let n = 0; n < 3; n += 1) await refusal({}, config(port, { user: 'mairie', password: 'wrong' }));
    while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await open()).toBe(0);
  });

  it('was surely not sent where it could not be signed, and is tried again', async () => {
    const before = sunk.length;
    const dkimKeys = () => Promise.reject(new Error('connection terminated'));
    const failed = await email.deliver(answer, config(port), { ...io, dkimKeys }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ reason: 'email.not-signed', retryable: true, uncertain: false });
    expect(sunk).toHaveLength(before);
  });

  it.each([
    ['127.0.0.1', { user: 'mairie' }, false],
    ['10.0.0.5', { user: 'mairie' }, true],
    ['203.0.113.7', { user: 'mairie' }, true],
    ['203.0.113.7', {}, false],
  ])('to %s, signed in with %j: waits for encryption: %s', (address, signIn, requireTLS) => {
    expect(connectionOptions(config(587, signIn), address, io)).toMatchObject({ requireTLS });
  });

  it('is tested step by step', async () => {
    const good = await email.test(config(port, { user: 'mairie', password: 'right' }), io);
    expect(good.map(({ name, ok, warning }) => [name, ok, warning])).toEqual([
      ['email.outgoing-server', true, undefined],
      ['email.outgoing-encryption', true, true],
      ['email.outgoing-sign-in', true, undefined],
    ]);
    // What is lost without encryption is said: replies, and the password where there is one.
    expect(good[1]!.detail).toBe('email.password-not-encrypted');
    const open = await email.test(config(port), io);
    expect(open[1]).toMatchObject({ warning: true, detail: 'email.not-encrypted' });
    const wrong = await email.test(config(port, { user: 'mairie', password: 'wrong' }), io);
    expect(wrong.at(-1)).toMatchObject({ name: 'email.outgoing-sign-in', ok: false });
    const nobody = await email.test(config(1), io);
    expect(nobody).toEqual([
      {
        name: 'email.outgoing-server',
        ok: false,
        isOfSending: true,
        detail: 'email.unreachable {"server":"smtp.ville.example:1","because":"email.nothing-listens"}',
      },
    ]);
  });
});

describe('a relay that goes away', () => {
  let relay: Server;
  let connections: number;
  beforeEach(() => (connections = 0));
  afterEach(() => {
    void email.close();
    relay.close();
  });

  /** Starts an SMTP server that closes the connection at a command. */
  async function dropping(at: RegExp): Promise<number> {
    relay = createServer((socket: Socket) => {
      connections += 1;
      let inData = false;
      let seen = '';
      socket.on('error', () => undefined);
      socket.write('220 relay\r\n');
      socket.on('data', (chunk) => {
        seen += chunk.toString();
        if (inData ? at.source === 'END' && seen.includes('\r\n.\r\n') : at.test(seen)) return void socket.destroy();
        if (inData) return;
        for (let end = seen.indexOf('\r\n'); end >= 0 && !inData; end = seen.indexOf('\r\n')) {
          const line = seen.slice(0, end);
          seen = seen.slice(end + 2);
          inData = line === 'DATA';
          socket.write(inData ? '354 go\r\n' : '250 ok\r\n');
        }
      });
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', () => resolve()));
    return (relay.address() as { port: number }).port;
  }

  // Threats: D04.
  it('before the message was handed over: it was surely not sent', async () => {
    const port = await dropping(/RCPT/);
    await expect(email.deliver(answer, config(port), io)).rejects.toMatchObject({
      name: 'ChannelError',
      retryable: true,
      uncertain: false,
    });
  });

  // Threats: D04.
  it('after it was handed over: it may have been sent', async () => {
    const port = await dropping(/END/);
    await expect(email.deliver(answer, config(port), io)).rejects.toMatchObject({
      name: 'ChannelError',
      retryable: true,
      uncertain: true,
    });
    expect(connections).toBe(1);
  });

  it('or that is not there at all', async () => {
    const port = await dropping(/EHLO/);
    relay.close();
    await expect(email.deliver(answer, config(port), io)).rejects.toMatchObject({ retryable: true, uncertain: false });
  });
});
