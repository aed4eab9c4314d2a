/** Faults of an API on command. Tests give the commands, and each call asks what applies to it before it is answered. */
export class Faults<Rejection> {
  isOut = false;
  private readonly rejections: Rejection[] = [];
  private limited = 0;
  private retryAfter = 1;
  private unanswered = 0;

  readonly commands = {
    /** Every request gets a 503 response until the outage is switched off. */
    outage: (on: boolean): void => void (this.isOut = on),
    /** Refuses a number of calls because of the rate limit, with a `Retry-After` in seconds. */
    rateLimit: (calls: number, retryAfter = 1): void => void Object.assign(this, { limited: calls, retryAfter }),
    /** Refuses the next call that sends a message. */
    rejectNext: (rejection: Rejection): void => void this.rejections.push(rejection),
    /** Carries out the next calls that send a message, but loses their responses. */
    loseAnswers: (calls: number): void => void (this.unanswered = calls),
  };

  rejection(): Rejection | undefined {
    return this.rejections.shift();
  }

  /** Returns the seconds to wait where this call exceeds the rate limit. */
  wait(): number | undefined {
    this.limited -= 1;
    return this.limited >= 0 ? this.retryAfter : undefined;
  }

  losesAnswer(): boolean {
    this.unanswered -= 1;
    return this.unanswered >= 0;
  }
}
