import { ChannelError } from '../channel-error.js';
import { commonReason } from './common-texts.js';

/** Parses JSON. Returns undefined where the text is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the body of `provider`'s response. Throws an uncertain ChannelError where it breaks off, as the request may have been carried out. */
export async function textOf(response: Response, provider: string): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new ChannelError(commonReason('connection-to-lost', { provider }), {
      retryable: true,
      uncertain: true,
      cause,
    });
  }
}
