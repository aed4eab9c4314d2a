import { createHash } from 'node:crypto';
import type { RawRequest, RawResponse } from '@guichet/channels';
import { Accounts, Intake, type Account } from '@guichet/messages';
import { Clock, Config, counter, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Health } from './health.js';
import { ByteBudget } from './message.js';

/** The largest payload of a provider: a generic webhook carries its files inside. */
const BODY_BYTES = 36 * 1024 * 1024;
/** Of all payloads that are being received or stored. */
const HELD_BYTES = 256 * 1024 * 1024;

const accepted = counter('guichet_hooks_accepted_total', 'Webhook calls that were stored.', ['kind']);
const refused = counter('guichet_hooks_refused_total', 'Webhook calls that were refused.', ['kind', 'reason']);

const NOT_FOUND: RawResponse = { status: 404, body: '' };
const OK: RawResponse = { status: 200, body: '' };

type HookRequest = FastifyRequest<{ Params: { kind: string; id: string }; Body: Buffer | undefined }>;

/** The doors of providers: `/hooks/<kind>/<channelId>`. Verified over the raw bytes, durable, and only then answered. */
@Injectable()
export class Hooks {
  private readonly budget = new ByteBudget(HELD_BYTES);

  constructor(
    private readonly accounts: Accounts,
    private readonly intake: Intake,
    private readonly health: Health,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  /** A Fastify plugin of its own: here a body is bytes, whatever it says it is. */
  routes = (fastify: FastifyInstance, _options: unknown, done: () => void): void => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    fastify.get<{ Params: { kind: string; id: string } }>('/hooks/:kind/:id', (request, reply) =>
      this.answer(request as HookRequest, reply, (account, raw) => this.handshake(account, raw)),
    );
    fastify.post<{ Params: { kind: string; id: string } }>('/hooks/:kind/:id', (request, reply) =>
      this.answer(request as HookRequest, reply, (account, raw) => this.payload(account, raw)),
    );
    done();
  };

  private async answer(
    request: HookRequest,
    reply: FastifyReply,
    handle: (account: Account, raw: RawRequest) => Promise<RawResponse> | RawResponse,
  ): Promise<FastifyReply> {
    const { kind, id } = request.params;
    const account = await this.accounts.byId(id);
    const isOurs = account?.kind === kind && account.enabled && account.channel.verify !== undefined;
    if (!isOurs) refused.inc({ kind: 'unknown', reason: 'no-account' });
    const { status, headers, body } = isOurs ? await handle(account, this.raw(request)) : NOT_FOUND;
    return reply
      .code(status)
      .headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers })
      .send(body);
  }

  private raw(request: HookRequest): RawRequest {
    const body = request.body ?? Buffer.alloc(0);
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      ),
    );
    const { method, url } = request;
    return {
      // A provider that sends its payload again is known by the bytes.
      externalId: createHash('sha256').update(`${method} ${url}\n`).update(body).digest('hex'),
      body,
      headers: { ...headers, ':method': method, ':url': `${this.config.publicUrl}${url}` },
      receivedAt: this.clock.now(),
    };
  }

  private handshake({ channel, config, kind, id }: Account, raw: RawRequest): RawResponse {
    const response = channel.handshake?.(raw, config);
    if (!response) refused.inc({ kind, reason: 'handshake' });
    else this.health.ok(id);
    return response ?? { status: 403, body: '' };
  }

  private async payload({ id, kind, channel, config }: Account, raw: RawRequest): Promise<RawResponse> {
    if (!channel.verify!(raw, config)) {
      refused.inc({ kind, reason: 'signature' });
      this.logger.warn('A webhook call with a wrong signature was refused.', { channelId: id });
      return { status: 403, body: '' };
    }
    if (!this.budget.take(raw.body.byteLength)) {
      refused.inc({ kind, reason: 'no-room' });
      return { status: 503, headers: { 'retry-after': '5' }, body: '' };
    }
    try {
      await this.intake.accept(id, raw);
    } finally {
      this.budget.give(raw.body.byteLength);
    }
    accepted.inc({ kind });
    this.health.ok(id);
    return channel.acknowledgement ?? OK;
  }
}
