import { isHeaderFile, valuesOfBlanks } from '@guichet/contracts';
import { z } from 'zod';
import type { ChannelIo } from '../channel.js';
import { ChannelError } from '../channel-error.js';
import type { Delivered, OutboundMessage } from '../outbound-message.js';
import { Graph } from '../meta/graph-client.js';
import { sendInOrder, textParts } from '../kit/send-in-parts.js';
import type { WhatsappConfig } from './config.js';
import { recipient } from './handles.js';
import { reason } from './texts.js';

export const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

const Sent = z
  .looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1) })).min(1) })
  .transform(({ messages }) => messages[0]!.id);
const Uploaded = z.looseObject({ id: z.coerce.string().min(1) }).transform(({ id }) => id);

/** One message as Graph takes it: `{ type: 'text', text: { body } }` and its like. */
type Part = { type: string } & Record<string, unknown>;
interface Upload {
  id: string;
  name: string;
  kind: 'image' | 'video' | 'audio' | 'document';
}

export async function deliver(message: OutboundMessage, config: WhatsappConfig, io: ChannelIo): Promise<Delivered> {
  const to = message.to[0] && recipient(message.to[0]);
  if (!to) throw new ChannelError(reason('not-reachable'), { retryable: false });
  const graph = new Graph(io, config);
  const parts = message.template
    ? [await templatePart(message.template, { message, config, graph })]
    : messageParts(message.text, await upload(message, config, graph));
  const [replied] = message.references.filter((id) => id.startsWith('wamid.')).slice(-1);
  return sendInOrder(parts, message.parts, (part) =>
    graph.post(
      `${config.phoneNumberId}/messages`,
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...to,
        ...part,
        // Who has several cases here sees which one is meant.
        ...(replied !== undefined && part === parts[0] && { context: { message_id: replied } }),
        // Comes back with each report of this message: known even where the answer to this call is lost.
        biz_opaque_callback_data: message.bounceToken,
      },
      Sent,
    ),
  );
}

/** All files before the first word: a file that is not taken must not leave half a message behind. */
async function upload(
  { attachments }: Pick<OutboundMessage, 'attachments'>,
  config: WhatsappConfig,
  graph: Graph,
): Promise<Upload[]> {
  const uploads: Upload[] = [];
  for (const { name, type, content } of attachments) {
    const file = new File([Uint8Array.from(await content())], name, { type });
    const fields = { messaging_product: 'whatsapp', type };
    const id = await graph.upload(`${config.phoneNumberId}/media`, {
      fields,
      field: 'file',
      file,
      shape: Uploaded,
    });
    uploads.push({ id, name, kind: kindOf(type) });
  }
  return uploads;
}

function kindOf(type: string): Upload['kind'] {
  const kind = type.split('/')[0];
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}

/** A message holds one file: a short text goes with the first one as its caption, else it goes before. */
function messageParts(text: string, files: readonly Upload[]): Part[] {
  const [first] = files;
  const isCaption = first !== undefined && first.kind !== 'audio' && text.length <= MAX_CAPTION && text.trim() !== '';
  const texts = isCaption ? [] : textParts(text, MAX_TEXT).map((body): Part => ({ type: 'text', text: { body } }));
  return [
    ...texts,
    ...files.map(({ id, name, kind }, index): Part => {
      const caption = isCaption && index === 0 ? { caption: text.trim() } : {};
      return { type: kind, [kind]: { id, ...caption, ...(kind === 'document' ? { filename: name } : {}) } };
    }),
  ];
}

type Template = NonNullable<OutboundMessage['template']>;
type HeaderFile = NonNullable<WhatsappConfig['templates'][number]['headerFile']>;

interface Sending {
  message: OutboundMessage;
  config: WhatsappConfig;
  graph: Graph;
}

/** A message that Meta has approved: each value goes to the part of which it fills a blank. */
async function templatePart({ name, language, values }: Template, sending: Sending): Promise<Part> {
  const approved = sending.config.templates.find((one) => one.name === name && one.language === language);
  // One that is not listed any more is taken for what most are: a text.
  const blanks = approved
    ? valuesOfBlanks(approved, values).slice(0, values.length)
    : values.map((value, at) => ({ part: 'body' as const, number: at + 1, value }));
  const parametersOf = (part: string) =>
    blanks.filter((blank) => blank.part === part).map(({ value }) => ({ type: 'text', text: value }));
  const header = approved?.headerFile ? [await headerFile(approved.headerFile, sending)] : parametersOf('header');
  const components = [
    { type: 'header', parameters: header },
    { type: 'body', parameters: parametersOf('body') },
    ...blanks
      .filter(({ part }) => part === 'button')
      .map(({ number, value }) => ({
        ...{ type: 'button', sub_type: 'url', index: String(number - 1) },
        parameters: [{ type: 'text', text: value }],
      })),
  ].filter(({ parameters }) => parameters.length > 0);
  return { type: 'template', template: { name, language: { code: language }, components } };
}

/** The file above an approved message: the first of its kind. */
async function headerFile(kind: HeaderFile, { message, config, graph }: Sending) {
  const fitting = message.attachments.filter(({ type }) => isHeaderFile(kind, type)).slice(0, 1);
  const [file] = await upload({ attachments: fitting }, config, graph);
  if (!file) throw new ChannelError(reason('header-file'), { retryable: false });
  return { type: kind, [kind]: { id: file.id, ...(kind === 'document' ? { filename: file.name } : {}) } };
}
