import { z } from 'zod';
import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { cleanLine } from '../../kit/clean-text.js';
import { commonReason } from '../../kit/common-texts.js';
import { jsonOf, textOf } from '../../kit/json-and-response-text.js';
import { retryAfterSeconds } from '../../kit/retry-after.js';
import { ApiLetter, ApiLetters } from './api-letters.js';
import type { MySendingBoxConfig } from './config.js';
import { reason } from './texts.js';

const API = 'https://api.mysendingbox.fr';
const NAME = 'MySendingBox';

/** The API of MySendingBox under the key of one account. Every fault is thrown as a ChannelError. */
export class MySendingBoxApi {
  constructor(
    private readonly io: ChannelIo,
    private readonly config: MySendingBoxConfig,
    private readonly signal?: AbortSignal,
  ) {}

  /** Orders a letter. The same key within 24 hours is the same letter, so that it is printed and paid for once. */
  create(form: FormData, idempotencyKey: string): Promise<ApiLetter> {
    const init = { method: 'POST', body: form, headers: { 'idempotency-key': idempotencyKey } };
    return this.call('/letters', init, ApiLetter);
  }

  /** One letter; null where the response is none. */
  letter(id: string): Promise<ApiLetter | null> {
    return this.call(`/letters/${encodeURIComponent(id)}`, {}, ApiLetter.nullable().catch(null));
  }

  /** One page of what was ordered since; pages begin with 1. */
  async listed(since: Date, page: number): Promise<unknown[]> {
    const query = new URLSearchParams({ page: String(page), 'created_at[gt]': since.toISOString() });
    const { letters, data } = await this.call(`/letters?${query.toString()}`, {}, ApiLetters);
    return letters ?? data ?? [];
  }

  private async call<Result>(path: string, init: RequestInit, shape: z.ZodType<Result>): Promise<Result> {
    const { apiKey, apiBaseUrl = API } = this.config;
    const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
    const response = await this.io.fetch(`${apiBaseUrl.replace(/\/+$/, '')}${path}`, {
      ...init,
      headers: { accept: 'application/json', ...init.headers, authorization },
      ...(this.signal && { signal: this.signal }),
    });
    const json = jsonOf(await textOf(response, NAME));
    const result = response.ok ? shape.safeParse(json) : undefined;
    if (result?.success) return result.data;
    throw refusal(response, json);
  }
}

const Words = z.string().min(1);
/** The documentation shows faults in several shapes. */
const Refused = z.union([
  z.looseObject({ error: z.looseObject({ message: Words }) }).transform(({ error }) => error.message),
  z.looseObject({ message: Words }).transform(({ message }) => message),
  z.looseObject({ error: Words }).transform(({ error }) => error),
]);

/** Refusals that hold whatever is sent. */
const ACCOUNT_FAULTS: Readonly<Record<number, 'key-refused' | 'not-paid'>> = {
  401: 'key-refused',
  402: 'not-paid',
  403: 'key-refused',
};

function refusal({ status, headers }: Response, body: unknown): ChannelError {
  const afterSeconds = retryAfterSeconds(headers);
  const said = Refused.safeParse(body).data;
  const account = ACCOUNT_FAULTS[status];
  if (account) return new ChannelError(reason(account), { retryable: false, isAccountFault: true });
  if (status === 429) return new ChannelError(reason('too-fast'), { retryable: true, afterSeconds });
  // An order with the same key is still being carried out.
  if (status === 409) return new ChannelError(reason('under-way'), { retryable: true, uncertain: true, afterSeconds });
  if (status >= 500 || status < 300) {
    const silent = commonReason('no-reason-given', { provider: NAME, status });
    const uncertain = status !== 503;
    return new ChannelError(silent, { retryable: true, uncertain, afterSeconds });
  }
  const code = said
    ? reason('refused', { said: cleanLine(said, 300).replace(/\.$/, '') })
    : commonReason('no-reason-given', { provider: NAME, status });
  return new ChannelError(code, { retryable: false });
}
