import { ChannelError } from '../channel.js';

/** Undefined where the text is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `provider` answers. Where that breaks off, what was asked for may have been done. */
export async function textOf(response: Response, provider: string): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    throw new ChannelError(`The connection to ${provider} was lost.`, true, true, { cause });
  }
}
