/** What goes wrong on command in an API: the commands, and what a call has to ask before it is answered. */
export class Faults<Rejection> {
  isOut = false;
  private readonly rejections: Rejection[] = [];
  private limited = 0;
  private retryAfter = 1;
  private unanswered = 0;

  readonly commands = {
    /** Every request gets a 503 response until the outage is switched off. */
    outage: (on: boolean): void => void (this.isOut = on),
    /** The next calls are too many; the one after them may come in so many seconds. */
    rateLimit: (calls: number, retryAfter = 1): void => void Object.assign(this, { limited: calls, retryAfter }),
    /** The next call that sends is refused. */
    rejectNext: (rejection: Rejection): void => void this.rejections.push(rejection),
    /** The next calls that send are done, but their answer is lost. */
    loseAnswers: (calls: number): void => void (this.unanswered = calls),
  };

  rejection(): Rejection | undefined {
    return this.rejections.shift();
  }

  /** Seconds to wait, where this call is one too many. */
  wait(): number | undefined {
    this.limited -= 1;
    return this.limited >= 0 ? this.retryAfter : undefined;
  }

  losesAnswer(): boolean {
    this.unanswered -= 1;
    return this.unanswered >= 0;
  }
}
