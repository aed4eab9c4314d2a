import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats an expectation until it holds; throws its last failure when it never does. */
export async function eventually<Result>(expectation: () => Promise<Result>, withinMs = 40_000): Promise<Result> {
  for (const end = Date.now() + withinMs; ; await sleep(50)) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
