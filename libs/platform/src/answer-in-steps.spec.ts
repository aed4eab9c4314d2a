import { answerInSteps } from './answer-in-steps.js';

/** A clock that only moves where something works or waits. */
function clock() {
  let at = 1000;
  return {
    now: () => at,
    wait: (ms: number) => Promise.resolve(void (at += ms)),
    taken: () => at - 1000,
  };
}

async function takenBy(ms: number, found: string[] | Error): Promise<number> {
  const time = clock();
  const work = async () => {
    await time.wait(ms);
    if (found instanceof Error) throw found;
    return found;
  };
  await answerInSteps(work, (all) => all.length === 0, time).catch((error: unknown) => {
    if (error !== found) throw error;
  });
  return time.taken();
}

describe('an answer that says that there is nothing', () => {
  it('comes at one time, whatever was found on the way', async () => {
    expect([await takenBy(3.5, []), await takenBy(6.4, []), await takenBy(12, [])]).toEqual([20, 20, 20]);
    expect([await takenBy(21, []), await takenBy(0, [])]).toEqual([40, 0]);
  });

  it('may be a refusal, which is passed on', async () => {
    const refusal = new Error('not-found');
    expect(await takenBy(3.5, refusal)).toBe(20);
    await expect(answerInSteps(() => Promise.reject(refusal), () => true)).rejects.toBe(refusal); // prettier-ignore
  });

  it('keeps nobody waiting who is shown something', async () => {
    expect(await takenBy(3.5, ['Marie Curie'])).toBe(3.5);
  });
});
