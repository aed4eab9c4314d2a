import { ChannelError, type ChannelCheck } from '../channel.js';

/** One thing to try of an account's settings, told in words whatever happens. */
export async function step(name: string, ask: () => Promise<[boolean, string]>): Promise<ChannelCheck> {
  try {
    const [ok, detail] = await ask();
    return { name, ok, detail };
  } catch (error) {
    return { name, ok: false, detail: error instanceof ChannelError ? error.reason : 'It could not be asked for.' };
  }
}
