import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { EmailConfig } from './config.js';
import { email } from './email.js';

const io: ChannelIo = {
  resolve: () => Promise.resolve('127.0.0.1'),
  fetch: () => Promise.reject(new Error('no HTTP')),
};
const mail = 'From: zoe@example.org\r\nSubject: two\r\n\r\nBonjour\r\n';

/** An IMAP server that lists two messages, and gives `content` when it is asked for them. */
async function imapServer(content: string): Promise<Server> {
  const responses: [RegExp, string][] = [
    [/^CAPABILITY/, '* CAPABILITY IMAP4rev1\r\n'],
    [/^LIST/, '* LIST () "/" INBOX\r\n'],
    [/^SELECT/, '* 2 EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n* OK [UIDNEXT 3] next\r\n'],
    [/^UID SEARCH/, '* SEARCH 1 2\r\n'],
    [/^UID FETCH .*BODY/, content],
    [/^UID FETCH/, `* 1 FETCH (UID 1 RFC822.SIZE 40)\r\n* 2 FETCH (UID 2 RFC822.SIZE ${mail.length})\r\n`],
  ];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        const [, tag, command] = /^(\S+) (.*)$/.exec(line) ?? [];
        if (!tag) continue;
        const [, untagged] = responses.find(([pattern]) => pattern.test(command!)) ?? [];
        socket.write(`${untagged ?? ''}${tag} OK done\r\n`);
      }
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

describe('an odd IMAP server', () => {
  let server: Server;
  afterEach(() => server.close());

  async function firstSubject(): Promise<string> {
    const { port } = server.address() as AddressInfo;
    const past = { start: 'since', since: '2000-01-01' };
    const imap = { host: '127.0.0.1', port, secure: false, user: 'mairie', password: 'x', ...past };
    const config = EmailConfig.parse({
      address: 'mairie@example.org',
      inbound: { smtp: false, imap },
      outbound: { host: 'smtp.example.org' },
    });
    const stop = new AbortController();
    try {
      for await (const { request } of email.listen(config, io, { cursor: null, signal: stop.signal })) {
        if (request) return Buffer.from(request.body).toString();
      }
      return 'ended';
    } finally {
      stop.abort();
    }
  }

  // Threats: I03.
  it('that has lost a message between listing and reading gives the next one', async () => {
    server = await imapServer(`* 2 FETCH (UID 2 BODY[] {${mail.length}}\r\n${mail})\r\n`);
    expect(await firstSubject()).toBe(mail);
  });

  // Threats: I08.
  it('that announces more bytes than fit into memory is given up with a fault of the account', async () => {
    server = await imapServer('* 1 FETCH (UID 1 BODY[] {100000000}\r\nx');
    await expect(firstSubject()).rejects.toBeInstanceOf(ChannelError);
  });
});
