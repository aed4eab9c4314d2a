import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChannelError } from '@guichet/channels';
import { Egress, OutboundAllow } from '@guichet/platform';
import { EgressIo } from './egress-channel-io.js';

const egress = new Egress(OutboundAllow.parse('127.0.0.1'));
const io = new EgressIo(egress);
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  await egress.close();
  server.close();
});

const fault = async (url: string): Promise<Pick<ChannelError, 'retryable' | 'uncertain' | 'reason'>> => {
  const error: unknown = await io.fetch(url, { method: 'POST', body: 'x' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ChannelError);
  const { retryable, uncertain, reason } = error as ChannelError;
  return { retryable, uncertain, reason };
};

describe('a call that came to nothing', () => {
  it('may be made again where nobody was reached', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const closed = (free.address() as AddressInfo).port;
    await new Promise((resolve) => free.close(resolve));
    expect(await fault(`http://127.0.0.1:${closed}/`)).toEqual({
      retryable: true,
      uncertain: false,
      reason: `channel.host-unreachable {"host":"127.0.0.1:${closed}"}`,
    });
  });

  it.each([
    ['ENOTFOUND', 'host-unknown'],
    ['EAI_AGAIN', 'host-not-resolved'],
    ['EHOSTUNREACH', 'host-unreachable'],
  ])('says whether the name exists: %s', async (code, said) => {
    const resolve = () => Promise.reject(Object.assign(new Error(), { code }));
    const reason = `channel.${said} {"host":"imap.nord.example"}`;
    await expect(new EgressIo({ resolve } as unknown as Egress).resolve('imap.nord.example')).rejects.toMatchObject({
      retryable: true,
      reason,
    });
  });

  it('may have been heard where the connection broke', async () => {
    expect(await fault(`http://127.0.0.1:${port}/`)).toMatchObject({ retryable: true, uncertain: true });
  });

  // Threats: I07.
  it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED'])(
    'was not heard by whoever could not prove who they are: %s',
    async (code) => {
      const fetch = () =>
        Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }));
      const call = new EgressIo({ fetch } as unknown as Egress).fetch('https://api.example/');
      await expect(call).rejects.toMatchObject({ retryable: true, uncertain: false });
    },
  );

  it('is not made again where it must not go', async () => {
    expect(await fault('http://10.0.0.5/')).toMatchObject({ retryable: false, uncertain: false });
  });
});
