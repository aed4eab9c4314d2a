import type { z } from 'zod';
import { ChannelError, type ChannelIo } from '../channel.js';
import { administrator } from '../kit/administrator.js';
import { cleanLine } from '../kit/clean.js';
import { jsonOf, textOf } from '../kit/json.js';
import type { MastodonConfig } from './config.js';

/** The API of an instance under the token of one account. Every fault is a ChannelError. */
export class Instance {
  constructor(
    private readonly io: ChannelIo,
    private readonly config: MastodonConfig,
    private readonly signal?: AbortSignal,
  ) {}

  get<Answer>(path: string, shape: z.ZodType<Answer>): Promise<Answer> {
    return this.call(path, {}, shape);
  }

  /** With a key the same post twice is one: an instance remembers it for an hour. */
  async post<Answer>(path: string, body: object, shape: z.ZodType<Answer>, key?: string): Promise<Answer> {
    const isForm = body instanceof FormData;
    return this.call(
      path,
      {
        method: 'POST',
        body: isForm ? body : JSON.stringify(body),
        headers: { ...(isForm ? {} : { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) },
      },
      shape,
    );
  }

  /** A file may still be under way: 206 while the instance makes it smaller. */
  async status(path: string): Promise<number> {
    const response = await this.fetch(path, {});
    const text = await textOf(response, 'the instance');
    if (!response.ok) throw refusal(response, text);
    return response.status;
  }

  private async call<Answer>(path: string, init: RequestInit, shape: z.ZodType<Answer>): Promise<Answer> {
    const response = await this.fetch(path, init);
    const text = await textOf(response, 'the instance');
    if (!response.ok) throw refusal(response, text);
    const answer = shape.safeParse(jsonOf(text));
    if (answer.success) return answer.data;
    throw new ChannelError('The instance answers something else than Mastodon does.', true, true, {
      cause: answer.error,
    });
  }

  private fetch(path: string, init: RequestInit): Promise<Response> {
    return this.io.fetch(`${this.config.instanceUrl}${path}`, {
      ...init,
      ...(this.signal && { signal: this.signal }),
      headers: {
        ...(init.headers as Record<string, string>),
        authorization: `Bearer ${this.config.accessToken}`,
        accept: 'application/json',
      },
    });
  }
}

/** A refusal with its status, as some of them have an answer. */
export class Refusal extends ChannelError {
  constructor(
    readonly status: number,
    reason: string,
    afterSeconds?: number,
  ) {
    super(reason, status === 429 || status >= 500, status === 502 || status === 504, {
      afterSeconds,
      // The token is not taken, or may not do what it must.
      ofAccount: status === 401 || status === 403,
    });
  }
}

/** `{"error": "…"}` in the language of the instance. */
function refusal({ status, headers }: Response, text: string): Refusal {
  if (status === 429)
    return new Refusal(status, 'The instance takes no more calls for the moment.', untilReset(headers));
  const body = jsonOf(text) as { error?: unknown } | null | undefined;
  const said = typeof body?.error === 'string' ? cleanLine(body.error, 300).replace(/\.$/, '') : `status ${status}`;
  if (status === 401)
    return new Refusal(status, `${administrator} the instance takes the access token no more (${said}).`);
  if (status === 403) return new Refusal(status, `${administrator} the access token may not do this (${said}).`);
  return new Refusal(status, `The instance refuses: ${said}.`);
}

/** An instance counts calls in spans of five minutes and says when the next one begins. */
function untilReset(headers: Headers): number {
  const wait = (Date.parse(headers.get('x-ratelimit-reset') ?? '') - Date.now()) / 1000;
  return Number.isFinite(wait) ? Math.min(1800, Math.max(1, Math.ceil(wait))) : 60;
}
