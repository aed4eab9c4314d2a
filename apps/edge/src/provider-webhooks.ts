import { createHash } from 'node:crypto';
import { channels, type RawRequest, type RawResponse } from '@guichet/channels';
import { Accounts, Intake, type Account } from '@guichet/messages';
import { Clock, Config, counter, Logger } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AccountHealth } from './report-account-health.js';
import { ByteBudget } from './read-smtp-message.js';

/** The largest call of most providers: they tell of files, and do not send them along. */
const CALL_BYTES = 4 * 1024 * 1024;
const LARGEST_BYTES = Math.max(CALL_BYTES, ...Object.values(channels).map(({ maxCallBytes = 0 }) => maxCallBytes));
/** Of all payloads that are being received or stored. */
const HELD_BYTES = 256 * 1024 * 1024;

/** What understanding a call needs of its headers. The others may prove who called, which nobody must find in the database. */
const KEPT_HEADERS = new Set([':method', ':url', 'content-type']);

const accepted = counter('guichet_hooks_accepted_total', 'Webhook calls that were stored.', ['kind']);
const refused = counter('guichet_hooks_refused_total', 'Webhook calls that were refused.', ['kind', 'reason']);

type HookRequest = FastifyRequest<{ Params: { kind: string; id: string }; Body: Buffer | undefined }> & {
  account: Account;
};

/** The doors of providers: `/hooks/<kind>/<channelAccountId>`. Verified over the raw bytes, durable, and only then answered. */
@Injectable()
export class Webhooks {
  private readonly budget = new ByteBudget(HELD_BYTES);

  constructor(
    private readonly accounts: Accounts,
    private readonly intake: Intake,
    private readonly health: AccountHealth,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  /** A Fastify plugin of its own: here a body is bytes, whatever it says it is. */
  routes = (fastify: FastifyInstance, _options: unknown, done: () => void): void => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
    const known = (request: FastifyRequest, reply: FastifyReply) => this.checkAccount(request as HookRequest, reply);
    const room = (request: FastifyRequest, reply: FastifyReply) => this.checkRoom(request as HookRequest, reply);
    fastify.get('/hooks/:kind/:id', { onRequest: known }, (request, reply) =>
      this.handshake(request as HookRequest, reply),
    );
    fastify.post('/hooks/:kind/:id', { onRequest: [known, room], bodyLimit: LARGEST_BYTES }, (request, reply) =>
      this.payload(request as HookRequest, reply),
    );
    done();
  };

  private async checkAccount(request: HookRequest, reply: FastifyReply): Promise<unknown> {
    const { kind, id } = request.params;
    const account = await this.accounts.byId(id);
    if (account?.kind !== kind || !account.enabled || !account.channel.verify)
      return refuse(reply, { status: 404, kind: 'unknown', reason: 'no-account' });
    request.account = account;
  }

  /** Before the first byte of a call is read. */
  private async checkRoom({ account, headers }: HookRequest, reply: FastifyReply): Promise<unknown> {
    const { kind, channel } = account;
    // One that does not say its length may be as long as any.
    const size = Number(headers['content-length'] ?? LARGEST_BYTES);
    if ('content-length' in headers && size > (channel.maxCallBytes ?? CALL_BYTES))
      return refuse(reply, { status: 413, kind, reason: 'too-large' });
    if (!this.budget.take(size))
      return refuse(reply.header('retry-after', '5'), { status: 503, kind, reason: 'no-room' });
    // Also of one that is broken off.
    reply.raw.once('close', () => this.budget.give(size));
  }

  private async handshake(request: HookRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { channel, config, kind, id } = request.account;
    if (channel.callsByGet?.(config)) return this.payload(request, reply);
    const response = channel.handshake?.(this.raw(request), config);
    if (!response) return refuse(reply, { status: 403, kind, reason: 'handshake' });
    this.health.ok(id);
    return answer(reply, response);
  }

  private async payload(request: HookRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { account } = request;
    const { id, kind, channel, config } = account;
    const raw = this.raw(request);
    if (!channel.verify!(raw, config)) {
      this.logger.warn('A webhook call with a wrong signature was refused.', { channelAccountId: id });
      return refuse(reply, { status: 403, kind, reason: 'signature' });
    }
    await Promise.all(payloads(raw, account).map((payload) => this.intake.acceptCall(id, payload)));
    accepted.inc({ kind });
    this.health.ok(id);
    return answer(reply, channel.acknowledgement?.(config) ?? { status: 200, body: '' });
  }

  private raw({ method, url, headers: sent, body, account }: HookRequest): RawRequest {
    const headers = Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      ),
    );
    const raw = {
      externalId: '',
      body: body ?? Buffer.alloc(0),
      headers: { ...headers, ':method': method, ':url': `${this.config.publicUrl}${url}` },
      receivedAt: this.clock.now(),
    };
    // A provider that calls again is known by the bytes, and by what it signed beside them.
    const digest = createHash('sha256').update(`${method} ${url}\n`).update(raw.body);
    const externalId = digest.update(account.channel.callMark?.(raw) ?? '').digest('hex');
    return { ...raw, externalId };
  }
}

/** The headers of a call as they are kept. Whoever calls has proved to know the address, so that it can be read. */
function keptHeaders({ headers }: RawRequest, secretParameters: readonly string[] = []): RawRequest['headers'] {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_HEADERS.has(name)));
  if (secretParameters.length === 0) return kept;
  const url = new URL(kept[':url']!);
  for (const name of secretParameters) url.searchParams.delete(name);
  return { ...kept, ':url': url.href };
}

/** The payload as it is kept, once for the account that was called, and once for each other address that it is for. */
function payloads(raw: RawRequest, { channel, addresses }: Account): RawRequest[] {
  const all = channel.addressed?.(raw) ?? [];
  const others = all.filter((address) => !addresses.includes(address));
  const isOurs = others.length < all.length || all.length === 0;
  return [
    ...(isOurs ? [{ ...raw, headers: keptHeaders(raw, channel.secretParameters) }] : []),
    // With its signature, by which the account of that address will know it.
    ...others.map((address) => ({
      ...raw,
      externalId: `${raw.externalId}:${address}`,
      headers: { ...raw.headers, ':for': address },
    })),
  ];
}

function refuse(
  reply: FastifyReply,
  { status, kind, reason }: { status: number; kind: string; reason: string },
): FastifyReply {
  refused.inc({ kind, reason });
  return answer(reply, { status, body: '' });
}

const answer = (reply: FastifyReply, { status, headers, body }: RawResponse): FastifyReply =>
  reply
    .code(status)
    .headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers })
    .send(body);
