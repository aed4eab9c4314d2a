import type { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { cleanLine } from '../kit/clean-text.js';
import { jsonOf, textOf } from '../kit/json-and-response-text.js';
import type { MastodonConfig } from './config.js';
import { reason } from './texts.js';

/** Calls the API of an instance with the token of one account. Every fault is thrown as a ChannelError. */
export class Instance {
  constructor(
    private readonly io: ChannelIo,
    private readonly config: MastodonConfig,
    private readonly signal?: AbortSignal,
  ) {}

  get<Result>(path: string, shape: z.ZodType<Result>): Promise<Result> {
    return this.call(path, {}, shape);
  }

  /** Makes a POST call. With a key, the same call creates no second post, because an instance remembers the key for an hour. */
  async post<Result>(
    path: string,
    { body, shape, key }: { body: object; shape: z.ZodType<Result>; key?: string },
  ): Promise<Result> {
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

  /** Returns the HTTP status, which is 206 while the instance is still processing a file. */
  async status(path: string): Promise<number> {
    const response = await this.fetch(path, {});
    const text = await textOf(response, new URL(this.config.instanceUrl).host);
    if (!response.ok) throw refusal(response, text);
    return response.status;
  }

  private async call<Result>(path: string, init: RequestInit, shape: z.ZodType<Result>): Promise<Result> {
    const response = await this.fetch(path, init);
    const text = await textOf(response, new URL(this.config.instanceUrl).host);
    if (!response.ok) throw refusal(response, text);
    const result = shape.safeParse(jsonOf(text));
    if (result.success) return result.data;
    throw new ChannelError(reason('not-mastodon'), { retryable: true, uncertain: true, cause: result.error });
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

/** A refusal with its status, by which the caller decides whether to send something else. */
export class Refusal extends ChannelError {
  constructor(
    readonly status: number,
    reason: string,
    afterSeconds?: number,
  ) {
    super(reason, {
      retryable: status === 429 || status >= 500,
      uncertain: status === 502 || status === 504,
      afterSeconds,
      // The token is not accepted, or lacks a permission that it must have.
      isAccountFault: status === 401 || status === 403,
    });
  }
}

const REASONS = { 401: 'token-refused', 403: 'not-permitted' } as const;

/** The error that an instance returns, in its own language. */
function refusal({ status, headers }: Response, text: string): Refusal {
  if (status === 429) return new Refusal(status, reason('too-fast'), untilReset(headers));
  const body = jsonOf(text) as { error?: unknown } | null | undefined;
  const said = typeof body?.error === 'string' ? cleanLine(body.error, 300).replace(/\.$/, '') : String(status);
  if (status >= 500) return new Refusal(status, reason('unavailable', { said }));
  return new Refusal(status, reason(status === 401 || status === 403 ? REASONS[status] : 'refused', { said }));
}

/** Returns the time until the instance's rate limit is reset. It counts the calls of five minutes. */
function untilReset(headers: Headers): number {
  const wait = (Date.parse(headers.get('x-ratelimit-reset') ?? '') - Date.now()) / 1000;
  return Number.isFinite(wait) ? Math.min(1800, Math.max(1, Math.ceil(wait))) : 60;
}
