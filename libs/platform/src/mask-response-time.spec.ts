import { maskResponseTime } from './mask-response-time.js';

/** A clock that only moves where something works or waits, and whose timers, as real ones, know whole milliseconds and are late. */
function clock() {
  let at = 1000;
  const pass = (ms: number) => Promise.resolve(void (at += ms));
  return {
    now: () => at,
    wait: (ms: number) => pass(Math.trunc(ms) + 0.75),
    turn: () => pass(1 / 64),
    work: pass,
    taken: () => at - 1000,
  };
}

async function takenBy(ms: number, found: string[] | Error): Promise<number> {
  const time = clock();
  const work = async () => {
    await time.work(ms);
    if (found instanceof Error) throw found;
    return found;
  };
  await maskResponseTime(work, (all) => all.length === 0, time).catch((error: unknown) => {
    if (error !== found) throw error;
  });
  return time.taken();
}

describe('an answer that says that there is nothing', () => {
  it('comes at one time, whatever was found on the way', async () => {
    expect([await takenBy(3.5, []), await takenBy(3.625, []), await takenBy(6.25, []), await takenBy(19.75, [])]).toEqual([20, 20, 20, 20]); // prettier-ignore
    expect([await takenBy(20.5, []), await takenBy(0, [])]).toEqual([40, 0]);
  });

  it('may be a refusal, which is passed on', async () => {
    const refusal = new Error('not-found');
    expect(await takenBy(3.5, refusal)).toBe(20);
    await expect(maskResponseTime(() => Promise.reject(refusal), () => true)).rejects.toBe(refusal); // prettier-ignore
  });

  it('keeps nobody waiting who is shown something', async () => {
    expect(await takenBy(3.5, ['Marie Curie'])).toBe(3.5);
  });
});
