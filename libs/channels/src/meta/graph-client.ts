import { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { commonReason } from '../kit/common-texts.js';
import { download } from '../kit/download-file.js';
import { jsonOf, textOf } from '../kit/json-and-response-text.js';
import { retryAfterSeconds } from '../kit/retry-after.js';
import type { AppConfig } from './app-settings.js';
import { GraphError, GraphRefusal } from './graph-errors.js';

/** Until July 2028. */
const GRAPH_VERSION = 'v25.0';
const GRAPH = 'https://graph.facebook.com';

const Refusal = z.object({ error: GraphError });

export interface Upload {
  fields: Record<string, string>;
  /** Name of the field of the form that has the file. */
  field: string;
  file: File;
  shape: z.ZodType<string>;
}

/** Meta's Graph API under the token of one account. Every fault is thrown as a ChannelError. */
export class Graph {
  constructor(
    private readonly io: ChannelIo,
    private readonly config: AppConfig,
  ) {}

  get<Result>(path: string, shape: z.ZodType<Result>): Promise<Result> {
    return this.call(path, {}, shape);
  }

  /** Not repeatable: without a response it may have been carried out. */
  post<Result>(path: string, body: object, shape: z.ZodType<Result>): Promise<Result> {
    const isForm = body instanceof FormData;
    return this.call(
      path,
      {
        method: 'POST',
        body: isForm ? body : JSON.stringify(body),
        headers: isForm ? {} : { 'content-type': 'application/json' },
      },
      shape,
    );
  }

  /** Uploads a file by itself, which nobody sees yet: harmless to repeat. */
  async upload(path: string, { fields, field, file, shape }: Upload): Promise<string> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set(field, file);
    try {
      return await this.post(path, form, shape);
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      const { retryable, afterSeconds } = error;
      const because = commonReason('file-refused', { name: file.name, because: error.reason });
      throw new ChannelError(because, { retryable, afterSeconds, cause: error });
    }
  }

  /** The content behind an address that Meta gave, with the token where it is asked for. */
  async download(url: string, signed: 'with-token' | 'as-it-is'): Promise<{ content: Uint8Array; type?: string }> {
    const headers = { 'user-agent': 'Guichet', ...(signed === 'with-token' ? this.authorization : {}) };
    return download(await this.io.fetch(url, { headers }));
  }

  private get authorization() {
    return { authorization: `Bearer ${this.config.accessToken}` };
  }

  private async call<Result>(path: string, init: RequestInit, shape: z.ZodType<Result>): Promise<Result> {
    const base = (this.config.apiBaseUrl ?? GRAPH).replace(/\/+$/, '');
    const response = await this.io.fetch(`${base}/${GRAPH_VERSION}/${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...this.authorization },
    });
    const json = jsonOf(await textOf(response, 'Meta'));
    const result = response.ok ? shape.safeParse(json) : undefined;
    if (result?.success) return result.data;
    throw this.refusal(response, json);
  }

  private refusal({ status, headers }: Response, json: unknown): ChannelError {
    const afterSeconds = retryAfterSeconds(headers);
    const refusal = Refusal.safeParse(json);
    if (refusal.success) return new GraphRefusal(this.withoutToken(refusal.data.error), status, afterSeconds);
    const silent = commonReason('no-reason-given', { provider: 'Meta', status });
    if (status === 429 || status === 503) return new ChannelError(silent, { retryable: true, afterSeconds });
    // A gateway gave up in between, or the response is not what it should be: the request may have been carried out.
    const mayBeDone = status >= 500 || status < 300;
    return new ChannelError(silent, { retryable: mayBeDone, uncertain: mayBeDone });
  }

  /** Graph repeats a token that it cannot read. */
  private withoutToken(error: GraphError): GraphError {
    const text = JSON.stringify(error).replaceAll(JSON.stringify(this.config.accessToken).slice(1, -1), '…');
    return GraphError.parse(JSON.parse(text));
  }
}
