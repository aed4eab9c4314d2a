import type { ChannelCheck } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { commonReason } from './common-texts.js';

/** The result of a step of *Test*: whether it works, and a reason code with details. */
export type StepResult = [ok: boolean, detail: string];

/** One step of *Test*; `name` is a code of the channel's texts. Never throws: a fault of the step is its result. */
export async function checkStep(name: string, run: () => Promise<StepResult>): Promise<ChannelCheck> {
  try {
    const [ok, detail] = await run();
    return { name, ok, detail };
  } catch (error) {
    return { name, ok: false, detail: error instanceof ChannelError ? error.reason : commonReason('not-checked') };
  }
}
