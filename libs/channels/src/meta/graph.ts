import { z } from 'zod';
import { ChannelError, type ChannelIo } from '../channel.js';
import { download } from '../kit/download.js';
import { jsonOf, textOf } from '../kit/json.js';
import type { AppConfig } from './config.js';
import { GraphError, GraphRefusal } from './faults.js';

/** Until July 2028. */
const GRAPH_VERSION = 'v25.0';
const GRAPH = 'https://graph.facebook.com';

const Refusal = z.object({ error: GraphError });

/** Meta's Graph API under the token of one account. Every fault is a ChannelError. */
export class Graph {
  constructor(
    private readonly io: ChannelIo,
    private readonly config: AppConfig,
  ) {}

  get<Answer>(path: string, shape: z.ZodType<Answer>): Promise<Answer> {
    return this.call(path, {}, shape);
  }

  /** Not repeatable: without an answer it may have been done. */
  post<Answer>(path: string, body: object, shape: z.ZodType<Answer>): Promise<Answer> {
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
  async upload(
    path: string,
    fields: Record<string, string>,
    [field, file]: [string, File],
    shape: z.ZodType<string>,
  ): Promise<string> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set(field, file);
    try {
      return await this.post(path, form, shape);
    } catch (error) {
      if (!(error instanceof ChannelError)) throw error;
      const words = `“${file.name}” was not taken: ${error.reason}`;
      const { afterSeconds } = error;
      throw new ChannelError(words, error.retryable, false, { cause: error, ...(afterSeconds && { afterSeconds }) });
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

  private async call<Answer>(path: string, init: RequestInit, shape: z.ZodType<Answer>): Promise<Answer> {
    const base = (this.config.apiBaseUrl ?? GRAPH).replace(/\/+$/, '');
    const response = await this.io.fetch(`${base}/${GRAPH_VERSION}/${path}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...this.authorization },
    });
    const json = jsonOf(await textOf(response, 'Meta'));
    const answer = response.ok ? shape.safeParse(json) : undefined;
    if (answer?.success) return answer.data;
    throw this.refusal(response, json);
  }

  private refusal({ status, headers }: Response, json: unknown): ChannelError {
    const afterSeconds = Number(headers.get('retry-after')) || undefined;
    const told = Refusal.safeParse(json);
    if (told.success) return new GraphRefusal(this.withoutToken(told.data.error), status, afterSeconds);
    const words = `Meta answers ${status} without saying why.`;
    const isBusy = status === 429 || status === 503;
    if (isBusy) return new ChannelError(words, true, false, afterSeconds ? { afterSeconds } : {});
    // A gateway gave up in between, or an answer is not what it should be: what was asked for may have been done.
    const mayBeDone = status >= 500 || status < 300;
    return new ChannelError(words, mayBeDone, mayBeDone);
  }

  /** Graph repeats a token that it cannot read. */
  private withoutToken(error: GraphError): GraphError {
    const text = JSON.stringify(error).replaceAll(JSON.stringify(this.config.accessToken).slice(1, -1), '…');
    return GraphError.parse(JSON.parse(text));
  }
}
