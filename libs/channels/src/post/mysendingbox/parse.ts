import { Unparsable } from '../../channel-error.js';
import type { InboundEvent, InboundReceipt } from '../../inbound-events.js';
import { cleanLine } from '../../kit/clean-text.js';
import { jsonOf } from '../../kit/json-and-response-text.js';
import { readable } from '../../kit/lenient-lists.js';
import type { RawRequest } from '../../raw-request.js';
import { ApiLetter, Called, LetterEvent, Polled } from './api-letters.js';
import { reason } from './texts.js';

/** Letters are numbered by the provider. */
export const messageId = (id: string): string => `mysendingbox:${id}`;

/** What happened to a letter, as the webhook tells of one event, or the poll of all. */
export async function parse({ headers, body }: RawRequest): Promise<InboundEvent[]> {
  const json = jsonOf(Buffer.from(body).toString('utf8'));
  if (headers[':method'] === undefined) {
    const { letters } = Polled.parse(json);
    return readable(letters, ApiLetter).flatMap((letter) =>
      readable(letter.events, LetterEvent)
        .toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))
        .flatMap((event) => receiptOf(letter, event)),
    );
  }
  const call = Called.safeParse(json);
  if (!call.success) throw new Unparsable('unparsable', 'The call names no letter.', { cause: call.error });
  return receiptOf(call.data.letter, call.data.event);
}

interface Standing {
  status: InboundReceipt['status'];
  reason: string | null;
}

const posted: Standing = { status: 'sent', reason: null };
const arrived: Standing = { status: 'delivered', reason: null };
const failed = (why: string): Standing => ({ status: 'failed', reason: why });

/** What an event means; one that is not here says nothing of where the letter is. */
const STANDINGS: Readonly<Record<string, (letter: ApiLetter, event: LetterEvent) => Standing>> = {
  'letter.filing_proof': () => posted,
  'letter.sent': () => posted,
  'letter.in_transit': () => posted,
  'letter.waiting_to_be_withdrawn': () => posted,
  'letter.distributed': () => arrived,
  'letter.delivery_proof': () => arrived,
  'letter.wrong_address': () => failed(reason('wrong-address')),
  'letter.returned_to_sender': ({ returnToSenderReason: said }) =>
    failed(said ? reason('returned-because', { said: cleanLine(said, 200) }) : reason('returned')),
  'letter.return_to_sender_proof': () => failed(reason('returned')),
  'letter.lost': () => failed(reason('lost')),
  'letter.canceled': () => failed(reason('canceled')),
  'letter.error': (_, { description }) =>
    failed(description ? reason('not-made-because', { said: cleanLine(description, 200) }) : reason('not-made')),
};

function receiptOf(letter: ApiLetter, event: LetterEvent): InboundReceipt[] {
  const standing = STANDINGS[event.name]?.(letter, event);
  if (!standing) return [];
  const token = letter.metadata?.guichet;
  const externalId = messageId(letter._id);
  return [
    {
      type: 'receipt',
      // The token finds a letter also where the response to its order was lost, and with it the id.
      threadKeys: [`ref:${externalId}`, ...(token ? [`bounce:${token}`] : [])],
      externalId,
      ...standing,
      recipient: null,
      at: event.at,
    },
  ];
}
