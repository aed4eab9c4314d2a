import { ChannelError } from '../channel.js';

/**
 * The file that an answer brings, and its type where that is told. Throws ChannelError: another try may help where the server
 * has a fault or the connection broke, and never with a file that is too large.
 */
export async function download(response: Response): Promise<{ content: Uint8Array; type?: string }> {
  const { ok, status, headers } = response;
  if (!ok) {
    await response.body?.cancel();
    throw new ChannelError(`The file could not be fetched: the answer is ${status}.`, status === 429 || status >= 500);
  }
  const type = (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const content = await response.bytes().catch((cause: unknown) => {
    throw (cause as Error).name === 'AnswerTooLarge'
      ? new ChannelError('The file is too large.', false, false, { cause })
      : new ChannelError('The connection was lost.', true, true, { cause });
  });
  return { content, ...(type && { type }) };
}
