import { download } from './download-file.js';

const broken = (name: string) =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.error(Object.assign(new Error('the stream ends'), { name }));
      },
    }),
  );

describe('a file that is fetched', () => {
  it('is its bytes, and what its server says that they are', async () => {
    const answer = new Response('GIF89a', { headers: { 'content-type': 'image/GIF; q=1' } });
    expect(await download(answer)).toEqual({ content: new TextEncoder().encode('GIF89a'), type: 'image/gif' });
    expect(await download(new Response(Uint8Array.of(1)))).toEqual({ content: Uint8Array.of(1) });
  });

  it.each([
    [404, false],
    [410, false],
    [429, true],
    [503, true],
  ])('is asked for again after a %i: %s', async (status, retryable) => {
    await expect(download(new Response('', { status }))).rejects.toMatchObject({
      retryable,
      reason: `channel.file-not-fetched {"status":${status}}`,
    });
  });

  it('is asked for again where the connection broke, and not where it is too large', async () => {
    await expect(download(broken('TypeError'))).rejects.toMatchObject({ retryable: true });
    await expect(download(broken('AnswerTooLarge'))).rejects.toMatchObject({
      retryable: false,
      reason: 'channel.file-too-large',
    });
  });
});
