import type { Api, InputFile } from 'grammy';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import { sendInOrder, textParts } from '../kit/send-in-parts.js';
import { apiOf, asked } from './api-client.js';
import { botIdOf, type TelegramConfig } from './config.js';
import { chatOf, messageId } from './handles.js';
import { telegramSdk } from './load-sdk.js';
import { reason } from './texts.js';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

type Part = { text: string } | { file: InputFile; caption?: string };

export async function deliver(message: OutboundMessage, config: TelegramConfig, io: ChannelIo): Promise<Delivered> {
  const chat = message.to[0] && chatOf(message.to[0]);
  if (chat === undefined) throw new ChannelError(reason('not-reachable'), { retryable: false });
  const botId = botIdOf(config);
  const api = apiOf(config, io);
  const parts = partsOf(message.text, await filesOf(message));
  const answered = answeredIn(message.references, messageId(botId, chat, 0).slice(0, -1));
  return sendInOrder(parts, message.parts, async (part) => {
    const isAnswer = answered !== undefined && part === parts[0];
    const reply = isAnswer ? { reply_parameters: { message_id: answered, allow_sending_without_reply: true } } : {};
    const { message_id } = await send(api, { chat, part, reply });
    return messageId(botId, chat, message_id);
  });
}

const send = (
  api: Api,
  { chat, part, reply }: { chat: number; part: Part; reply: object },
): Promise<{ message_id: number }> =>
  'text' in part
    ? // Telegram would open links to draw them: those to the files of a citizen are theirs alone.
      asked(api.sendMessage(chat, part.text, { ...reply, link_preview_options: { is_disabled: true } }))
    : asked(api.sendDocument(chat, part.file, { ...reply, ...(part.caption && { caption: part.caption }) }));

/** As documents all of them: a photo would be made smaller, and a scan must stay legible. */
function filesOf({ attachments }: OutboundMessage): Promise<InputFile[]> {
  const { InputFile } = telegramSdk();
  return Promise.all(
    // The library writes the name as it is into the head of its part.
    attachments.map(async ({ name, content }) => new InputFile(await content(), name.replace(/[\r\n";\\]/g, '_'))),
  );
}

/** A message holds one file: a short text goes with the first one, else it goes before. */
function partsOf(text: string, [first, ...others]: InputFile[]): Part[] {
  const files = others.map((file): Part => ({ file }));
  if (!first) return textParts(text, MAX_TEXT).map((part) => ({ text: part }));
  const caption = text.trim();
  if (caption.length <= MAX_CAPTION) return [{ file: first, ...(caption && { caption }) }, ...files];
  return [...textParts(text, MAX_TEXT).map((part) => ({ text: part })), { file: first }, ...files];
}

/** The last message of the case in this chat: who has several cases here sees which one is meant, and answers in it. */
function answeredIn(references: readonly string[], chat: string): number | undefined {
  const last = references.findLast((id) => id.startsWith(chat));
  return last === undefined ? undefined : Number(last.slice(chat.length));
}
