interface ChannelErrorOptions extends ErrorOptions {
  /** Another attempt may succeed. */
  retryable: boolean;
  /** The message may have been sent nevertheless. */
  uncertain?: boolean;
  /** As the provider asks (`Retry-After`): not before. */
  afterSeconds?: number | undefined;
  /** The account does not work, whatever is sent: its health tells administrators. */
  isAccountFault?: boolean | undefined;
  /**
   * What the fault says of the provider's server, where it says something: it fails whatever is sent, as it does not respond or refuses
   * everything; or it works, and has refused this message. After several faults in a row no more is sent for a while.
   */
  server?: 'works' | 'fails' | undefined;
  /** Too much is sent to where this message goes: what follows goes there more slowly. */
  isTooFast?: boolean | undefined;
}

/** A provider's refusal. `reason` is for an agent's eyes: a code of the channel's texts, or the provider's own words. */
export class ChannelError extends Error {
  readonly retryable: boolean;
  readonly uncertain: boolean;
  readonly afterSeconds: number | undefined;
  readonly isAccountFault: boolean;
  readonly server: 'works' | 'fails' | undefined;
  readonly isTooFast: boolean;

  constructor(
    readonly reason: string,
    {
      retryable,
      uncertain = false,
      afterSeconds,
      isAccountFault = false,
      server,
      isTooFast = false,
      cause,
    }: ChannelErrorOptions,
  ) {
    super(reason, { cause });
    this.name = 'ChannelError';
    this.retryable = retryable;
    this.uncertain = uncertain;
    this.afterSeconds = afterSeconds;
    this.isAccountFault = isAccountFault;
    this.server = server;
    this.isTooFast = isTooFast;
  }

  /** The same fault with another reason. */
  withReason(reason: string): ChannelError {
    const { retryable, uncertain, afterSeconds, isAccountFault, server, isTooFast } = this;
    return new ChannelError(reason, {
      retryable,
      uncertain,
      afterSeconds,
      isAccountFault,
      server,
      isTooFast,
      cause: this,
    });
  }
}

/** Why a payload was not understood: it goes to quarantine with this. */
export class Unparsable extends Error {
  constructor(
    readonly reason: 'unparsable' | 'too-slow' | 'too-big',
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'Unparsable';
  }
}
