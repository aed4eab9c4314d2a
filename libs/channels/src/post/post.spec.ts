import { answer, io } from '../../../../test/support/channel-io-and-replies.js';
import { identify } from './handles.js';
import { post } from './post.js';

const from = { type: 'account', value: 'ours', verified: true } as const;
const config: unknown = post.config.parse({});

describe('a letter that we print ourselves', () => {
  it('waits to be printed, by an account that has no settings yet', async () => {
    const to = [identify('Zoé Martin\n14 rue des Glycines\n21000 DIJON')!];
    expect(await post.deliver(answer({ from, to }), config as never, io)).toMatchObject({
      externalId: 'ours',
      status: 'to-print',
    });
  });

  it('needs a postal address, and nobody calls us', async () => {
    const to = [{ type: 'email' as const, value: 'zoe@citizen.test', verified: false }];
    await expect(post.deliver(answer({ from, to }), config as never, io)).rejects.toMatchObject({
      reason: 'post.no-postal-address',
      retryable: false,
    });
    expect(post.isCalled(config as never)).toBe(false);
    const call = { externalId: '1', body: new Uint8Array(), headers: {}, receivedAt: new Date(0) };
    await expect(post.parse(call, config as never)).rejects.toMatchObject({ name: 'Unparsable' });
  });
});

describe('a postal address', () => {
  it('is known by its lines, of which the first is whom it is for', () => {
    expect(identify(' Zoé  Martin\n14 rue des Glycines\n\n21000 DIJON')).toEqual({
      type: 'postal',
      value: 'Zoé Martin\n14 rue des Glycines\n21000 DIJON',
      name: 'Zoé Martin',
      verified: false,
    });
    expect(identify('14 rue des Glycines')).toBeUndefined();
    expect(identify('zoe@citizen.test')).toBeUndefined();
  });
});
