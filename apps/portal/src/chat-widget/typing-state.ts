const REPORT_EVERY_MS = 3_000;
/** An agent who began to write and was never heard of again counts as writing for this long. */
const STILL_WRITING_MS = 60_000;

/** Which agent is writing, and when the server was last told that the visitor is. */
export class TypingState {
  /** Name of the agent who is writing; null: nobody. */
  agent: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reportedAt = 0;

  constructor(private readonly onExpired: () => void) {}

  setAgent(name: string | null): void {
    this.agent = name;
    clearTimeout(this.timer);
    if (name === null) return;
    this.timer = setTimeout(() => {
      this.agent = null;
      this.onExpired();
    }, STILL_WRITING_MS);
  }

  /** Whether to tell the server that the visitor writes; true at most every three seconds. */
  takeReport(): boolean {
    const now = Date.now();
    if (now - this.reportedAt < REPORT_EVERY_MS) return false;
    this.reportedAt = now;
    return true;
  }
}
