import { actorOf, type Principal } from '@guichet/access';
import { IdempotencyKey, type Database, type Tx } from '@guichet/database';
import { Failure, type Keyring } from '@guichet/platform';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** One request of one principal: who asks, and the only door through which a route writes. */
export class Ask {
  constructor(
    readonly who: Principal,
    readonly database: Database,
    private readonly keyring: Keyring,
    private readonly request: FastifyRequest,
  ) {}

  /**
   * Runs `work` in a transaction under the principal's name. With an `Idempotency-Key` it runs once: the same request again
   * gets what the first one got, also when both are under way at the same time.
   */
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const key = this.request.headers['idempotency-key'];
    return this.database.write(actorOf(this.who), (tx) =>
      typeof key === 'string' ? this.once(tx, key, work) : work(tx),
    );
  }

  /** As `write`, for an answer that holds a secret: it is kept nowhere, so whoever missed it asks for another one. */
  writeSecret<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.database.write(actorOf(this.who), work);
  }

  private async once<Result>(tx: Tx, key: string, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new Failure('invalid-request', { detail: 'The Idempotency-Key is not usable.' });
    // Bodies hold passwords: without our key nobody can try guesses against what is kept.
    const body = this.keyring.sign('idempotency', JSON.stringify(this.request.body ?? null));
    const request = `${this.request.method} ${this.request.url} ${body}`;
    // The second of two at the same time waits here for the first to commit, and then finds its row.
    const inserted = await tx.query(
      `insert into idempotency_key (agent_id, key, request, created_at) values ($1, $2, $3, $4) on conflict do nothing returning key`,
      [this.who.id, key, request, tx.now],
    );
    if (inserted.length === 0) {
      const stored = await tx.repo(IdempotencyKey).findOneByOrFail({ agentId: this.who.id, key });
      if (stored.request !== request) throw new Failure('idempotency-mismatch');
      return (stored.response as { result: Result }).result;
    }
    const result = await work(tx);
    await tx.query(`update idempotency_key set response = $3 where agent_id = $1 and key = $2`, [
      this.who.id,
      key,
      JSON.stringify({ result }),
    ]);
    return result;
  }

  /** The version of a case in `If-Match`, as `GET /cases/:id` gives it; null without one. */
  get ifMatch(): number | null {
    const tag = this.request.headers['if-match'];
    if (!tag) return null;
    const match = /^"(\d{1,9})"$/.exec(tag);
    if (!match) throw new Failure('invalid-request', { detail: 'If-Match is not an ETag of a case.' });
    return Number(match[1]);
  }

  get userAgent(): string | null {
    return this.request.headers['user-agent'] ?? null;
  }
}

export const Asks = createParamDecorator(
  (_: unknown, context: ExecutionContext): Ask => context.switchToHttp().getRequest<{ ask: Ask }>().ask,
);
