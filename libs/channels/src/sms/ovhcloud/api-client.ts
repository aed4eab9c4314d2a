import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import { cleanLine } from '../../kit/clean-text.js';
import { commonReason } from '../../kit/common-texts.js';
import { jsonOf, textOf } from '../../kit/json-and-response-text.js';
import { retryAfterSeconds } from '../../kit/retry-after.js';
import type { OvhcloudConfig } from './config.js';
import { reason } from './texts.js';

const API = 'https://eu.api.ovh.com/1.0';

/** The API of OVHcloud under the keys of one account. Every fault is thrown as a ChannelError. */
export class OvhcloudApi {
  /** OVHcloud refuses calls whose time differs from its own: how many seconds it is ahead of us. */
  private ahead: Promise<number> | undefined;

  constructor(
    private readonly io: ChannelIo,
    private readonly config: OvhcloudConfig,
    private readonly signal?: AbortSignal,
  ) {}

  /** `path` is below the SMS account. */
  get<Result>(path: string, shape: z.ZodType<Result>): Promise<Result> {
    return this.call('GET', path, { content: undefined, shape });
  }

  /** Not repeatable: without a response it may have been carried out. */
  post<Result>(path: string, body: object, shape: z.ZodType<Result>): Promise<Result> {
    return this.call('POST', path, { content: body, shape });
  }

  async put(path: string, body: object): Promise<void> {
    await this.call('PUT', path, { content: body, shape: z.unknown() });
  }

  private async call<Result>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { content, shape }: { content: object | undefined; shape: z.ZodType<Result> },
  ): Promise<Result> {
    const { applicationKey, applicationSecret, consumerKey, serviceName } = this.config;
    const url = `${this.base}/sms/${serviceName}${path}`;
    const body = content === undefined ? '' : JSON.stringify(content);
    const timestamp = String(Math.floor(Date.now() / 1000) + (await this.secondsAhead()));
    const response = await this.io.fetch(url, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-ovh-application': applicationKey,
        'x-ovh-consumer': consumerKey,
        'x-ovh-timestamp': timestamp,
        'x-ovh-signature': signature([applicationSecret, consumerKey, method, url, body, timestamp]),
      },
      ...(body && { body }),
      ...(this.signal && { signal: this.signal }),
    });
    const json = jsonOf(await textOf(response, 'OVHcloud'));
    const result = response.ok ? shape.safeParse(json) : undefined;
    if (result?.success) return result.data;
    throw refusal(response, json);
  }

  private secondsAhead(): Promise<number> {
    this.ahead ??= this.io
      .fetch(`${this.base}/auth/time`, this.signal ? { signal: this.signal } : {})
      .then(async (response) => {
        const time = z.number().safeParse(jsonOf(await textOf(response, 'OVHcloud')));
        // Nothing was asked for yet, so nothing can have happened.
        if (!time.success) throw refusal(response, undefined).asHarmless();
        return time.data - Math.floor(Date.now() / 1000);
      });
    return this.ahead;
  }

  private get base(): string {
    return (this.config.apiBaseUrl ?? API).replace(/\/+$/, '');
  }
}

/** https://help.ovhcloud.com/csm/en-gb-api-getting-started-ovhcloud-api: `$1$` and the SHA-1 of these, joined by `+`. */
const signature = (signed: readonly string[]): string =>
  `$1$${createHash('sha1').update(signed.join('+')).digest('hex')}`;

const Refused = z.object({
  message: z.string().catch(''),
  errorCode: z.string().optional().catch(undefined),
});

const CREDENTIALS = new Set(['INVALID_CREDENTIAL', 'NOT_CREDENTIAL', 'INVALID_KEY', 'INVALID_SIGNATURE']);

class Refusal extends ChannelError {
  asHarmless(): ChannelError {
    const { reason: why, retryable, afterSeconds, isAccountFault } = this;
    return new ChannelError(why, { retryable, afterSeconds, isAccountFault, cause: this });
  }
}

function refusal({ status, headers }: Response, body: unknown): Refusal {
  const afterSeconds = retryAfterSeconds(headers);
  const refused = Refused.safeParse(body).data;
  if (status === 429) return new Refusal(reason('too-fast'), { retryable: true, afterSeconds });
  if (!refused?.message || status >= 500) {
    // A gateway gave up in between, or the response is not what it should be: the request may have been carried out.
    const mayBeDone = status !== 503 && (status >= 500 || status < 300);
    const silent = commonReason('no-reason-given', { provider: 'OVHcloud', status });
    return new Refusal(silent, { retryable: mayBeDone || status === 503, uncertain: mayBeDone, afterSeconds });
  }
  const { code, isAccountFault } = faultIn(status, refused);
  // The clocks have drifted apart: the next call asks for the time anew.
  return new Refusal(code, { retryable: refused.errorCode === 'QUERY_TIME_OUT', isAccountFault });
}

/** What OVHcloud's codes and words mean; there is no list of them, so that some are known by their words alone. */
function faultIn(status: number, { message, errorCode = '' }: z.infer<typeof Refused>) {
  const said = cleanLine(message, 300).replace(/\.$/, '');
  if (CREDENTIALS.has(errorCode) || status === 401)
    return { code: reason('credentials-refused', { code: errorCode || status }), isAccountFault: true };
  if (errorCode === 'NOT_GRANTED_CALL')
    return { code: reason('not-granted', { code: errorCode }), isAccountFault: true };
  if (status === 404) return { code: reason('no-service'), isAccountFault: true };
  if (/credit/i.test(said)) return { code: reason('no-credits'), isAccountFault: true };
  if (/sender/i.test(said)) return { code: reason('sender-refused', { said }), isAccountFault: true };
  return { code: reason('refused', { said }), isAccountFault: false };
}
