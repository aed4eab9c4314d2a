import type { ChannelIo } from '../../channel.js';
import { ChannelError } from '../../channel-error.js';
import type { Delivered, OutboundMessage } from '../../outbound-message.js';
import { reaches } from '../handles.js';
import { reason as postReason } from '../texts.js';
import { MySendingBoxApi } from './api-client.js';
import type { MySendingBoxConfig } from './config.js';
import { envelopeOf, type EnvelopeFields } from './postal-address-fields.js';
import { messageId } from './parse.js';
import { reason } from './texts.js';

/**
 * Hands a letter over to be printed and posted. Another attempt has the same key, by which the provider knows it again; once an order
 * came to nothing the next one has a key of its own, as the old one would bring back what was said of the old order.
 */
export async function deliver(message: OutboundMessage, config: MySendingBoxConfig, io: ChannelIo): Promise<Delivered> {
  const [to] = message.to;
  if (!to || !reaches(to)) throw new ChannelError(postReason('no-postal-address'), { retryable: false });
  const envelope = envelopeOf(to.value);
  if (!envelope) throw new ChannelError(reason('address-not-read'), { retryable: false });
  const form = await orderOf(message, config, envelope);
  const { _id: id } = await new MySendingBoxApi(io, config).create(form, keyOf(message));
  return { externalId: messageId(id), status: 'handed-over', refused: [], response: id };
}

function keyOf({ externalId, letter }: OutboundMessage): string {
  const failed = letter?.failedOrders ?? 0;
  return failed === 0 ? externalId : `${externalId}.${failed}`;
}

/** An order, with the letter and what is enclosed as files. */
async function orderOf(
  { letter, attachments, bounceToken }: OutboundMessage,
  config: MySendingBoxConfig,
  envelope: EnvelopeFields,
): Promise<FormData> {
  if (!letter) throw new ChannelError(postReason('no-letter'), { retryable: false });
  const form = new FormData();
  const put = (name: string, value: string | boolean) => form.set(name, String(value));
  for (const [side, fields] of [['to', envelope] as const, ['from', envelopeOf(config.sender)!] as const])
    for (const [name, value] of Object.entries(fields) as [string, string][]) put(`${side}[${name}]`, value);
  put('description', letter.reference);
  put('metadata[guichet]', bounceToken);
  put('postage_type', config.postage);
  put('color', config.color ? 'color' : 'bw');
  put('both_sides', config.bothSides);
  put('address_placement', config.addressSheet ? 'insert_blank_page' : 'first_page');
  // Without it, nobody is told that a letter came back.
  put('manage_returned_mail', true);
  const files = [{ name: `${letter.reference}.pdf`, content: letter.content }, ...attachments];
  for (const [n, { name, content }] of files.entries()) {
    const field = n === 0 ? 'source_file' : `source_file_${n + 1}`;
    put(`${field}_type`, 'file');
    form.set(field, new File([Buffer.from(await content())], name, { type: 'application/pdf' }));
  }
  return form;
}
