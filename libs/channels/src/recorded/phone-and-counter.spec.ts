import type { OutboundMessage } from '../outbound-message.js';
import type { RawRequest } from '../raw-request.js';
import { channels } from '../registry.js';

const request: RawRequest = { externalId: '1', body: new Uint8Array(), headers: {}, receivedAt: new Date(0) };

describe.each([channels.phone, channels.counter])('what is written down of $kind', (channel) => {
  const config: unknown = channel.config.parse({});

  it('is no message of a machine: nothing comes in, nothing goes out, nothing is tried again', async () => {
    await expect(channel.parse(request, config)).rejects.toMatchObject({ name: 'Unparsable' });
    await expect(channel.deliver({} as OutboundMessage, config, {} as never)).rejects.toMatchObject({
      retryable: false,
    });
    expect(channel.retrySeconds).toEqual([]);
    expect(channel.verify).toBeUndefined();
  });

  it('needs no settings, and says so when tried', async () => {
    expect(await channel.test(config, {} as never, null)).toMatchObject([{ ok: true }]);
    expect(() => void channel.config.parse({ number: '3939' })).toThrow();
  });
});

describe('a caller', () => {
  it('is known by the number, however it is written, and vouched for by nobody', () => {
    expect(channels.phone.identify('06 39 98 12 07')).toEqual({
      type: 'phone',
      value: '+33639981207',
      verified: false,
    });
    expect(channels.phone.identify('camille@example.org')).toBeUndefined();
  });

  it('at the counter has no address', () => {
    expect(channels.counter.identify('06 39 98 12 07')).toBeUndefined();
  });
});
