import type { Clock } from '@guichet/platform';

/** The time of the demo: the history happened days ago, and once it is told time is what it is. Never goes back by itself. */
export class DemoClock implements Clock {
  private ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** Begins the history. */
  begin(at: Date): void {
    this.ahead = at.getTime() - Date.now();
  }

  /** Goes on to a moment, unless it is past. */
  reach(at: Date): void {
    this.advance(Math.max(0, at.getTime() - this.now().getTime()));
  }

  advance(ms: number): void {
    this.ahead += ms;
  }

  followTheSun(): void {
    this.ahead = 0;
  }
}
