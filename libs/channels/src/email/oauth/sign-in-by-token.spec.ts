import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { reasonText } from '@guichet/contracts';
import { answer, io } from '../../../../../test/support/channel-io-and-replies.js';
import { ChannelError } from '../../channel-error.js';
import { channelTexts } from '../../registry.js';
import { EmailConfig } from '../config.js';
import { email } from '../email.js';

/** A mail server that knows one token and offers one way to hand it over; it keeps what was said to it. */
class TokenServer {
  readonly said: string[] = [];
  private readonly sockets = new Set<Socket>();
  good = 'good';
  refusal = '535 5.7.3 Authentication unsuccessful';
  senderAnswer = '250 2.1.0 fine';
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async open(mechanism: 'XOAUTH2' | 'OAUTHBEARER'): Promise<TokenServer> {
    const opened: { server?: TokenServer } = {};
    const server = createServer((socket) => opened.server!.serve(socket, mechanism));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    opened.server = new TokenServer(server, (server.address() as AddressInfo).port);
    return opened.server;
  }

  private serve(socket: Socket, mechanism: string): void {
    this.sockets.add(socket);
    let isData = false;
    let isChallenged = false;
    const respond = (line: string) => {
      this.said.push(line);
      if (isData) {
        if (line !== '.') return '';
        isData = false;
        return '250 2.0.0 taken';
      }
      if (isChallenged) {
        isChallenged = false;
        return this.refusal;
      }
      const [verb, , payload] = line.split(' ');
      switch (verb) {
        case 'EHLO':
          return `250-mail.test\r\n250 AUTH ${mechanism}`;
        case 'AUTH':
          if (Buffer.from(payload!, 'base64').toString().includes(`auth=Bearer ${this.good}\x01`))
            return '235 2.7.0 in';
          isChallenged = true;
          return `334 ${Buffer.from('{"status":"401"}').toString('base64')}`;
        case 'MAIL':
          return this.senderAnswer;
        case 'DATA':
          isData = true;
          return '354 go on';
        default:
          return '250 2.0.0 fine';
      }
    };
    socket.setEncoding('latin1').on('error', () => undefined);
    let rest = '';
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) {
        const response = respond(line);
        if (response) socket.write(`${response}\r\n`);
      }
    });
    socket.write('220 mail.test\r\n');
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

const send = (server: TokenServer, tokens: readonly string[]) => {
  const asked: (string | undefined)[] = [];
  const config = EmailConfig.parse({
    address: 'mairie@ville.example',
    outbound: { host: '127.0.0.1', port: server.port, user: 'mairie,1@ville.example' },
    oauth: { provider: 'microsoft', tenant: 'ville.example', clientId: 'app', clientSecret: 'secret' },
  });
  const accessToken = (_: unknown, rejected?: string) => Promise.resolve(tokens[asked.push(rejected) - 1]!);
  const from = { type: 'email' as const, value: 'mairie@ville.example', verified: true };
  const to = [{ type: 'email' as const, value: 'zoe@example.org', verified: false }];
  const sent = email.deliver(answer({ from, to, text: 'Bonjour' }), config, { ...io, accessToken });
  return { sent, asked };
};
const payloads = ({ said }: TokenServer) =>
  said.filter((line) => line.startsWith('AUTH ')).map((line) => Buffer.from(line.split(' ')[2]!, 'base64').toString());

let server: TokenServer;
afterEach(async () => {
  await email.close();
  server.close();
});

describe('a mail that is sent by a server that takes tokens', () => {
  it('is sent with XOAUTH2', async () => {
    server = await TokenServer.open('XOAUTH2');
    await send(server, ['good']).sent;
    expect(payloads(server)).toEqual(['user=mairie,1@ville.example\x01auth=Bearer good\x01\x01']);
  });

  it('is sent with OAUTHBEARER where the server offers that alone', async () => {
    server = await TokenServer.open('OAUTHBEARER');
    await send(server, ['good']).sent;
    expect(payloads(server)).toEqual(['n,a=mairie=2C1@ville.example,\x01auth=Bearer good\x01\x01']);
  });

  it.each(['XOAUTH2', 'OAUTHBEARER'] as const)(
    'is sent with a new token where the first is refused (%s)',
    async (by) => {
      server = await TokenServer.open(by);
      const { sent, asked } = send(server, ['stale', 'good']);
      await sent;
      expect(asked).toEqual([undefined, 'stale']);
      // The challenge with the reason of the refusal is answered, as the mechanism wants it.
      expect(server.said).toContain(by === 'XOAUTH2' ? '' : 'AQ==');
    },
  );

  it.each([
    [
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
      /^Microsoft 365 has switched off sending by SMTP for mairie,1@ville\.example \(5\.7\.139\)/,
    ],
    [
      '535 5.7.3 Authentication unsuccessful',
      /refuses the sign-in of mairie,1@ville\.example by Microsoft 365: 535 5\.7\.3/,
    ],
  ])('says in words why no token is taken: %s', async (refusal, words) => {
    server = await TokenServer.open('XOAUTH2');
    server.refusal = refusal;
    const { sent, asked } = send(server, ['one', 'two']);
    const fault: unknown = await sent.catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ChannelError);
    const { reason, retryable, isAccountFault } = fault as ChannelError;
    expect([retryable, isAccountFault, asked.length]).toEqual([true, true, 2]);
    expect(reasonText(reason, channelTexts('en'))).toMatch(words);
    expect(reason).not.toContain('Bearer');
  });

  it('says that whoever signed in may not send as this mailbox', async () => {
    server = await TokenServer.open('XOAUTH2');
    server.senderAnswer = '550 5.7.60 SMTP; Client does not have permissions to send as this sender';
    const fault = (await send(server, ['good']).sent.catch((error: unknown) => error)) as ChannelError;
    expect([fault.retryable, reasonText(fault.reason, channelTexts('en'))]).toEqual([
      false,
      expect.stringMatching(/^This account may not send as its address \(5\.7\.60\)/),
    ]);
  });

  it('waits where the server has a passing fault', async () => {
    server = await TokenServer.open('XOAUTH2');
    server.refusal = '454 4.7.0 Temporary authentication failure';
    await expect(send(server, ['one', 'two']).sent).rejects.toMatchObject({ retryable: true, isAccountFault: false });
  });
});
