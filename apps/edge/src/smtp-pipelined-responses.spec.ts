import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SMTPServerSession } from 'smtp-server';
import { SmtpPipelinedResponses } from './smtp-pipelined-responses.js';

const server = createServer();
const replies = new SmtpPipelinedResponses();
replies.watch(server);
let client: Socket;
let socket: Socket;

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
beforeEach(async () => {
  client = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
  [[socket]] = (await Promise.all([once(server, 'connection'), once(client, 'connect')])) as [[Socket], unknown];
});
// The server's end goes first: a client that leaves with bytes unread resets the connection, after the spec is over.
afterEach(async () => {
  const closed = Promise.all([once(client, 'close'), once(socket, 'close')]);
  socket.destroy();
  client.destroy();
  await closed;
});
afterAll(() => server.close());

const session = (secure = false) =>
  ({ remoteAddress: '127.0.0.1', remotePort: client.localPort, secure }) as unknown as SMTPServerSession;

describe('the replies to pipelined commands', () => {
  it('wait for each other and leave before anything else is read', async () => {
    replies.hold(session());
    socket.write('250 one\r\n');
    socket.write('250 two\r\n');
    expect(socket.writableLength).toBe(18);
    await nextTurn();
    expect(socket.writableLength).toBe(0);
    expect(await once(client, 'data')).toEqual(['250 one\r\n250 two\r\n']);
  });

  it('are written at once where nothing holds them, or under TLS', async () => {
    replies.hold(session(true));
    socket.write('250 one\r\n');
    expect(socket.writableCorked).toBe(0);
    expect(socket.writableLength).toBe(0);
    expect(await once(client, 'data')).toEqual(['250 one\r\n']);
  });
});
