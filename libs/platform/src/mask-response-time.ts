import { setImmediate, setTimeout } from 'node:timers/promises';

/** Longer than nearly every answer that says that there is nothing. */
const STEP_MS = 20;
/** Timers know whole milliseconds: the rest of a step is waited for turn by turn. */
const LAST_MS = 2;

/** Milliseconds, with fractions. */
const clock = {
  now: () => performance.now(),
  wait: (ms: number): Promise<unknown> => setTimeout(ms),
  turn: (): Promise<unknown> => setImmediate(),
};

/**
 * Answers at once where something is found, and otherwise at the next whole step of time: how long it took must not tell that
 * something was found that is hidden from whoever asks. A failure counts as nothing.
 */
export async function maskResponseTime<Answer>(
  work: () => Promise<Answer>,
  isNothing: (answer: Answer) => boolean,
  time = clock,
): Promise<Answer> {
  const begun = time.now();
  const nextStep = async () => {
    const until = begun + Math.ceil((time.now() - begun) / STEP_MS) * STEP_MS;
    const long = Math.floor(until - time.now()) - LAST_MS;
    if (long > 0) await time.wait(long);
    while (time.now() < until) await time.turn();
  };
  try {
    const answer = await work();
    if (isNothing(answer)) await nextStep();
    return answer;
  } catch (error) {
    await nextStep();
    throw error;
  }
}
