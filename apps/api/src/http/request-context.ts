import { actorOf, runOnce, type Principal } from '@guichet/access';
import type { Database, Reader, Tx } from '@guichet/database';
import { counter, Failure, type Keyring } from '@guichet/platform';
import type { FastifyRequest } from 'fastify';

const reads = counter(
  'guichet_api_reads_total',
  'Reads of the API by what they are about, and by whether the console fetched them before its agent asked to see them.',
  ['subject', 'ahead'],
);

/** What a read is about: one thing by its kind and id, or a list. */
export type ReadSubject =
  | { case: string }
  | { citizen: string }
  | { template: string }
  | { agent: string }
  | { team: string }
  | { attachment: string }
  | { envelope: string }
  | { channelAccount: string }
  | { metric: string }
  | 'cases'
  | 'citizens'
  | 'templates'
  | 'agents'
  | 'teams'
  | 'sectors'
  | 'channels'
  | 'letters'
  | 'quarantine'
  | 'tokens'
  | 'service-accounts'
  | 'sessions'
  | 'refused-sign-ins'
  | 'notifications'
  | 'settings'
  | 'metrics'
  | 'reports'
  | 'survey-responses';

interface Asking {
  database: Database;
  keyring: Keyring;
  request: FastifyRequest;
  whoNow: () => Promise<Principal | null>;
}

/**
 * One request of one principal: who asks, and the only two doors through which a route reads and writes. The database
 * itself stays in here, so that whatever is read or written by a route can be counted and audited in one place.
 */
export class RequestContext {
  readonly #database: Database;
  private readonly keyring: Keyring;
  private readonly request: FastifyRequest;
  /** Reads anew who asks, for answers that take long; null where the session or the token has ended. */
  readonly whoNow: () => Promise<Principal | null>;

  constructor(
    readonly who: Principal,
    { database, keyring, request, whoNow }: Asking,
  ) {
    this.whoNow = whoNow;
    this.keyring = keyring;
    this.request = request;
    this.#database = database;
  }

  /**
   * Runs a read for the principal. A statement that writes is refused in here. What was fetched ahead is a read as any other, as only
   * the client knows whether somebody looked at it: it is counted, with the header that says so beside it.
   */
  read<Result>(subject: ReadSubject, query: (reader: Reader, who: Principal) => Promise<Result>): Promise<Result> {
    const ahead = this.request.headers['x-ahead'] === '1' ? 'yes' : 'no';
    reads.inc({ subject: typeof subject === 'string' ? subject : Object.keys(subject)[0]!, ahead });
    return query(this.#database, this.who);
  }

  /**
   * Runs `work` in a transaction under the principal's name. With an `Idempotency-Key` it runs once: the same request again
   * gets what the first one got, also when both are under way at the same time.
   */
  write<Result>(work: (tx: Tx, who: Principal) => Promise<Result>): Promise<Result> {
    const key = this.request.headers['idempotency-key'];
    return this.#database.write(actorOf(this.who), (tx) =>
      typeof key === 'string' ? runOnce(tx, this.keyed(key), () => work(tx, this.who)) : work(tx, this.who),
    );
  }

  /** As `write`, for a result that holds a secret: it is kept nowhere, so whoever missed it asks for another one. */
  writeSecret<Result>(work: (tx: Tx, who: Principal) => Promise<Result>): Promise<Result> {
    return this.#database.write(actorOf(this.who), (tx) => work(tx, this.who));
  }

  private keyed(key: string) {
    // Bodies hold passwords: without our key nobody can try guesses against what is kept.
    const body = this.keyring.sign('idempotency', JSON.stringify(this.request.body ?? null));
    return { agentId: this.who.id, key, request: `${this.request.method} ${this.request.url} ${body}` };
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
