import { IDLE_MS, IdleClock } from './idle-clock.js';

describe('somebody in front of a page', () => {
  let page: EventTarget;
  let clock: IdleClock;
  let states: boolean[];
  let stop: () => void;
  let inFrame: boolean;
  beforeEach(() => {
    jest.useFakeTimers();
    [page, states, inFrame] = [new EventTarget(), [], false];
    clock = new IdleClock(page, () => inFrame);
    stop = clock.watch(() => states.push(clock.isIdle()));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });
  const use = (sign: string) => page.dispatchEvent(new Event(sign));

  // Interaction: R07.
  it('is idle some minutes after the last key or movement, and back with the first one', () => {
    jest.advanceTimersByTime(IDLE_MS - 1000);
    use('keydown');
    jest.advanceTimersByTime(IDLE_MS - 1000);
    expect(states).toEqual([]);

    jest.advanceTimersByTime(1000);
    expect(states).toEqual([true]);
    use('pointermove');
    expect(states).toEqual([true, false]);
    jest.advanceTimersByTime(IDLE_MS);
    expect(states).toEqual([true, false, true]);
  });

  it('is not idle while they are in a frame of it, such as the mail that they read', () => {
    inFrame = true;
    jest.advanceTimersByTime(3 * IDLE_MS);
    expect(states).toEqual([]);

    inFrame = false;
    jest.advanceTimersByTime(IDLE_MS);
    expect(states).toEqual([true]);
  });

  it('is asked for by nobody once the case is closed, and is there again with the next one', () => {
    jest.advanceTimersByTime(IDLE_MS);
    stop();
    expect(jest.getTimerCount()).toBe(0);

    stop = clock.watch(() => states.push(clock.isIdle()));
    expect(clock.isIdle()).toBe(false);
    expect(jest.getTimerCount()).toBe(1);
  });
});
