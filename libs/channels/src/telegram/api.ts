import { buffer } from 'node:stream/consumers';
import { Api, GrammyError, HttpError } from 'grammy';
import { z } from 'zod';
import { ChannelError, type ChannelIo } from '../channel.js';
import { administrator } from '../kit/administrator.js';
import { cleanLine } from '../kit/clean.js';
import { download } from '../kit/download.js';
import { jsonOf, textOf } from '../kit/json.js';
import type { TelegramConfig } from './config.js';

const rootOf = ({ apiBaseUrl }: TelegramConfig): string =>
  (apiBaseUrl ?? 'https://api.telegram.org').replace(/\/+$/, '');

/** The Bot API under the token of one account, over the connections that we allow. */
export function apiOf(config: TelegramConfig, io: ChannelIo): Api {
  const fetch = (url: string, init: { method: string; headers: Record<string, string>; body: Body }) =>
    call(url, init, io);
  // The library speaks of the types of another fetch, of which it uses this much.
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
  // Something in between spoke. A gateway that gave up waiting does not know what became of the request.
  const { status } = response;
  const mayBeDone = status === 502 || status === 504 || status < 300;
  throw new ChannelError(`Telegram answers ${status} without saying why.`, mayBeDone || isForNow(status), mayBeDone);
}

const isForNow = (status: number): boolean => status === 429 || status >= 500;

const Answer = z.object({ ok: z.boolean() });

/** Every fault of a call as a ChannelError. */
export async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HttpError && error.error instanceof ChannelError) throw error.error;
    if (error instanceof GrammyError) throw refusal(error);
    throw error;
  }
}

const NO_TOKEN = `${administrator} Telegram does not take the bot token.`;

/** What Telegram says, and what an agent makes of it. Its words are all there is to tell refusals apart. */
const REFUSALS: [RegExp, string][] = [
  [/bot was blocked by the user/i, 'This person has blocked our bot.'],
  [/user is deactivated/i, 'This person is no longer on Telegram.'],
  [/chat not found|can't initiate conversation/i, 'This person has never written to our bot.'],
  [/file is too big|request entity too large/i, 'The file is too large for Telegram.'],
];

function refusal({ error_code: code, description, parameters }: GrammyError): ChannelError {
  const afterSeconds = parameters.retry_after;
  if (code === 429)
    return new ChannelError('Telegram takes no more messages for the moment.', true, false, { afterSeconds });
  if (code === 401 || code === 404) return new ChannelError(NO_TOKEN, false, false, { ofAccount: true });
  const known = REFUSALS.find(([words]) => words.test(description));
  return new ChannelError(known?.[1] ?? `Telegram refuses: ${cleanLine(description, 300)} (${code}).`, isForNow(code));
}

/** A file that a citizen sent. Its address holds the token of the bot, and is told to nobody. */
export async function fetchFile(source: string, config: TelegramConfig, io: ChannelIo) {
  const { file_path } = await asked(apiOf(config, io).getFile(source));
  if (!file_path) throw new ChannelError('Telegram has no such file any more.', false);
  return download(await io.fetch(`${rootOf(config)}/file/bot${config.botToken}/${file_path}`));
}
