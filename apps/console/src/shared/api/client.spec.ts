import { call } from './client.js';

const respondWith = (body: BodyInit) => {
  jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(body)));
};
afterEach(() => jest.restoreAllMocks());

describe('a request to the server', () => {
  it('returns what is in the response', async () => {
    respondWith('{"items":[]}');
    await expect(call('listCases')).resolves.toEqual({ items: [] });
  });

  it('has not reached the server for all that is known, where its response breaks off', async () => {
    respondWith(
      new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode('{"items":'));
          stream.error(new TypeError('network error'));
        },
      }),
    );
    await expect(call('listCases')).rejects.toMatchObject({ name: 'Failure', code: 'offline' });
  });
});
