import { ChannelError } from '../channel-error.js';
import { commonReason } from './common-texts.js';

/**
 * Returns the file in a response, and its type where the response names one. Throws a ChannelError, which is retryable where the
 * server failed or the connection was lost, and not where the file is too large.
 */
export async function download(response: Response): Promise<{ content: Uint8Array; type?: string }> {
  const { ok, status, headers } = response;
  if (!ok) {
    await response.body?.cancel();
    throw new ChannelError(commonReason('file-not-fetched', { status }), {
      retryable: status === 429 || status >= 500,
    });
  }
  const type = (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const content = await response.bytes().catch((cause: unknown) => {
    throw (cause as Error).name === 'AnswerTooLarge'
      ? new ChannelError(commonReason('file-too-large'), { retryable: false, cause })
      : new ChannelError(commonReason('connection-lost'), { retryable: true, uncertain: true, cause });
  });
  return { content, ...(type && { type }) };
}
