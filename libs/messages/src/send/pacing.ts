import type { Lane } from '@guichet/channels';

interface LaneState {
  /** When the next message would be due at an even pace. */
  nextAt: number;
  pausedUntil: number;
  /** How often somebody objected in a row. */
  objections: number;
}

/** So many may leave ahead of an even pace. */
const BURST = 10;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * The pace at which messages leave, by lanes. It is kept in the memory of the one process that sends: after a restart, whoever objects
 * does so again.
 */
export class Pacing {
  private readonly lanes = new Map<string, LaneState>();
  /** The times that messages were given, so that each has its turn once. */
  private readonly turns = new Map<string, number>();

  /** In how many milliseconds a message may leave, and whom it waits for; undefined: now, which takes its turn. */
  waitOf(id: string, lanes: readonly Lane[], now: number): { ms: number; lane: Lane } | undefined {
    const waits = lanes.map((lane) => ({ ms: this.waitIn(lane, id, now), lane }));
    const longest = waits.toSorted((a, b) => b.ms - a.ms)[0];
    return longest && longest.ms > 0 ? longest : undefined;
  }

  /** Somebody says that too much is sent: the lanes pause, and go on more slowly. */
  slowDown(lanes: readonly Lane[], now: number): void {
    for (const { key } of lanes) {
      const state = this.stateOf(key);
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** state.objections);
      state.pausedUntil = Math.max(state.pausedUntil, now + pause);
      state.objections += 1;
    }
  }

  /** A message was taken: nobody objects any more. */
  taken(lanes: readonly Lane[]): void {
    for (const { key } of lanes) {
      const state = this.lanes.get(key);
      if (state) state.objections = 0;
    }
  }

  private waitIn({ key, perMinute }: Lane, id: string, now: number): number {
    const state = this.stateOf(key);
    const interval = Math.max(60_000 / perMinute, state.objections === 0 ? 0 : 1000 * 2 ** state.objections);
    const from = Math.max(now, state.pausedUntil);
    const turn = this.turns.get(`${id} ${key}`);
    if (turn !== undefined && turn >= state.pausedUntil) return this.untilTurn({ id, key, turn, now });
    if (interval === 0 && from === now) return 0;
    const due = Math.max(state.nextAt, from);
    state.nextAt = due + interval;
    return this.untilTurn({ id, key, turn: Math.max(from, due - BURST * interval), now });
  }

  private untilTurn({ id, key, turn, now }: { id: string; key: string; turn: number; now: number }): number {
    if (turn <= now) this.turns.delete(`${id} ${key}`);
    else put(this.turns, `${id} ${key}`, turn);
    return Math.max(0, turn - now);
  }

  private stateOf(key: string): LaneState {
    const known = this.lanes.get(key);
    if (known) return known;
    const state = { nextAt: 0, pausedUntil: 0, objections: 0 };
    put(this.lanes, key, state);
    return state;
  }
}

/** The most that is remembered. What was forgotten is learnt again. */
const MOST = 100_000;

function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  const [oldest] = map.size < MOST ? [] : map.keys();
  if (oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
