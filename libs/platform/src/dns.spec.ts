import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { SystemDns } from './dns.js';

/** The name that a query asks for (RFC 1035 § 4.1.2), and where its question ends. */
function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), end: at + 5 };
}

/** The response with this text, or that there is no such name (RFC 1035 § 4.1.1, § 4.1.3). */
function responseTo(query: Buffer, end: number, text: string | undefined): Buffer {
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(text === undefined ? 0x8183 : 0x8180, 2);
  for (const [at, count] of [1, text === undefined ? 0 : 1, 0, 0].entries()) header.writeUInt16BE(count, 4 + 2 * at);
  const question = query.subarray(12, end);
  if (text === undefined) return Buffer.concat([header, question]);
  const answer = [0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, text.length + 1, text.length];
  return Buffer.concat([header, question, Buffer.from(answer), Buffer.from(text)]);
}

/** A server of the test that knows one text, and keeps what it was asked. */
async function startServer(): Promise<{ socket: Socket; address: string; asked: string[] }> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, { port, address }) => {
    const { name, end } = questionOf(query);
    asked.push(name);
    socket.send(responseTo(query, end, name === 'town.example' ? 'v=spf1 -all' : undefined), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { socket, address: `127.0.0.1:${socket.address().port}`, asked };
}

describe('what domains publish', () => {
  it('is asked of the named servers once, and absence is remembered, too', async () => {
    const { socket, address, asked } = await startServer();
    const dns = new SystemDns([address]);
    const first = (await dns.resolve('town.example', 'TXT')) as string[][];
    expect(first).toEqual([['v=spf1 -all']]);
    // Whoever changes what they got changes nothing for others.
    first[0]!.push('changed');
    expect(await dns.resolve('Town.example', 'TXT')).toEqual([['v=spf1 -all']]);
    for (const _ of [1, 2])
      await expect(dns.resolve('gone.example', 'TXT')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(asked).toEqual(['town.example', 'gone.example']);
    socket.close();
  });

  it('is asked of nobody where an administrator wants so', () => {
    expect([new SystemDns('none').isOn, new SystemDns('system').isOn]).toEqual([false, true]);
  });
});
