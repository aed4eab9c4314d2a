import { setTimeout as wait } from 'node:timers/promises';

/** Longer than nearly every answer that says that there is nothing. */
const STEP_MS = 20;

/**
 * Answers at once where something is found, and otherwise at the next whole step of time: how long it took must not tell that
 * something was found that is hidden from whoever asks. A failure counts as nothing.
 */
export async function answerInSteps<Answer>(
  work: () => Promise<Answer>,
  isNothing: (answer: Answer) => boolean,
  time = { now: () => performance.now(), wait: (ms: number): Promise<unknown> => wait(ms) },
): Promise<Answer> {
  const begun = time.now();
  const nextStep = () => {
    const taken = time.now() - begun;
    return time.wait(Math.ceil(taken / STEP_MS) * STEP_MS - taken);
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
