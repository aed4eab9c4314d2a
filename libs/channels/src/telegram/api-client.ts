import { buffer } from 'node:stream/consumers';
import type { Api, GrammyError } from 'grammy';
import { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import { commonReason } from '../kit/common-texts.js';
import { cleanLine } from '../kit/clean-text.js';
import { download } from '../kit/download-file.js';
import { jsonOf, textOf } from '../kit/json-and-response-text.js';
import type { TelegramConfig } from './config.js';
import { telegramSdk } from './load-sdk.js';
import { reason } from './texts.js';

const rootOf = ({ apiBaseUrl }: TelegramConfig): string =>
  (apiBaseUrl ?? 'https://api.telegram.org').replace(/\/+$/, '');

/** The Bot API under the token of one account, over the connections that we allow. */
export function apiOf(config: TelegramConfig, io: ChannelIo): Api {
  const fetch = (url: string, init: { method: string; headers: Record<string, string>; body: Body }) =>
    call(url, init, io);
  // The library speaks of the types of another fetch, of which it uses this much.
  const { Api } = telegramSdk();
  return new Api(config.botToken, { apiRoot: rootOf(config), fetch: fetch as never });
}

/** JSON, or a form as the library writes it. */
type Body = string | AsyncIterable<Uint8Array>;

async function call(
  url: string,
  {
    method,
    headers: { connection: _, ...headers },
    body,
  }: { method: string; headers: Record<string, string>; body: Body },
  io: ChannelIo,
): Promise<Response> {
  const bytes = typeof body === 'string' ? body : await buffer(body);
  const response = await io.fetch(url, { method, headers, body: bytes });
  const text = await textOf(response, 'Telegram');
  if (Answer.safeParse(jsonOf(text)).success) return new Response(text);
  // A gateway responded instead of Telegram. One that gave up waiting does not know what became of the request.
  const { status } = response;
  const mayBeDone = status === 502 || status === 504 || status < 300;
  throw new ChannelError(commonReason('no-reason-given', { provider: 'Telegram', status }), {
    retryable: mayBeDone || isTemporary(status),
    uncertain: mayBeDone,
  });
}

const isTemporary = (status: number): boolean => status === 429 || status >= 500;

const Answer = z.object({ ok: z.boolean() });

/** Every fault of a call as a ChannelError. */
export async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    const { GrammyError, HttpError } = telegramSdk();
    if (error instanceof HttpError && error.error instanceof ChannelError) throw error.error;
    if (error instanceof GrammyError) throw refusal(error);
    throw error;
  }
}

/** What Telegram says, and what agents read instead. Its words are all there is to distinguish refusals. */
const REFUSALS = [
  [/bot was blocked by the user/i, 'blocked'],
  [/user is deactivated/i, 'deactivated'],
  [/chat not found|can't initiate conversation/i, 'never-wrote'],
  [/file is too big|request entity too large/i, 'file-too-large'],
] as const;

function refusal({ error_code: code, description, parameters }: GrammyError): ChannelError {
  if (code === 429)
    return new ChannelError(reason('too-fast'), { retryable: true, afterSeconds: parameters.retry_after });
  if (code === 401 || code === 404)
    return new ChannelError(reason('token-refused'), { retryable: false, isAccountFault: true });
  const known = REFUSALS.find(([words]) => words.test(description))?.[1];
  const said = cleanLine(description, 300);
  return new ChannelError(known ? reason(known) : reason('refused', { said, code }), { retryable: isTemporary(code) });
}

/** A file that a citizen sent. Its address holds the token of the bot, and is shown to nobody. */
export async function fetchFile(source: string, config: TelegramConfig, io: ChannelIo) {
  const { file_path } = await asked(apiOf(config, io).getFile(source));
  if (!file_path) throw new ChannelError(reason('file-gone'), { retryable: false });
  return download(await io.fetch(`${rootOf(config)}/file/bot${config.botToken}/${file_path}`));
}
