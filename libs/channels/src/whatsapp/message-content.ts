import type { Flag } from '@guichet/contracts';
import { z } from 'zod';
import type { InboundAttachment } from '../inbound-events.js';
import { clean, cleanLine } from '../kit/clean-text.js';
import { extensionOf } from '../kit/file-names.js';
import { jsonOf } from '../kit/json-and-response-text.js';

/** What somebody reads of a message, whatever its type. */
export interface Content {
  text: string;
  attachments: InboundAttachment[];
  flags: Flag[];
}

const words = (...lines: (string | undefined | false)[]): Content => ({
  text: clean(lines.filter(Boolean).join('\n')),
  attachments: [],
  flags: [],
});
const notShown = (...lines: (string | undefined | false)[]): Content => ({ ...words(...lines), flags: ['not-shown'] });

const Text = z.string().optional().catch(undefined);
const Media = z.looseObject({ id: z.string().min(1), mime_type: Text, caption: Text, filename: Text });

const media = (kind: string) => (value: unknown) => {
  const { id, mime_type, caption, filename } = Media.parse(value);
  const type = (mime_type ?? 'application/octet-stream').split(';')[0]!.trim().toLowerCase();
  // People take photos, they do not name them.
  const name = cleanLine(filename ?? '', 200) || `${kind}.${extensionOf(type)}`;
  return { ...words(caption), attachments: [{ name, type, content: { source: id }, inline: false }] };
};

const Location = z.looseObject({
  latitude: z.coerce.number(),
  longitude: z.coerce.number(),
  name: Text,
  address: Text,
});

function location(value: unknown): Content {
  const { latitude, longitude, name, address } = Location.parse(value);
  return words(name, address, `geo:${latitude},${longitude}`);
}

const Contact = z.looseObject({
  name: z.looseObject({ formatted_name: Text }).optional().catch(undefined),
  org: z.looseObject({ company: Text }).optional().catch(undefined),
  phones: z.array(z.looseObject({ phone: Text })).catch([]),
  emails: z.array(z.looseObject({ email: Text })).catch([]),
  addresses: z.array(z.looseObject({ street: Text, zip: Text, city: Text, country: Text })).catch([]),
  urls: z.array(z.looseObject({ url: Text })).catch([]),
});

function contacts(value: unknown): Content {
  const cards = z.array(Contact).min(1).parse(value);
  return words(
    ...cards.map(({ name, org, phones, emails, addresses, urls }) =>
      [
        name?.formatted_name,
        org?.company,
        ...phones.map(({ phone }) => phone),
        ...emails.map(({ email }) => email),
        ...addresses.map(({ street, zip, city, country }) => [street, zip, city, country].filter(Boolean).join(' ')),
        ...urls.map(({ url }) => url),
      ]
        .filter(Boolean)
        .join(', '),
    ),
  );
}

const Choice = z.looseObject({ title: z.string(), description: Text });
const Interactive = z.union([
  z.looseObject({ button_reply: Choice }).transform(({ button_reply }) => button_reply),
  z.looseObject({ list_reply: Choice }).transform(({ list_reply }) => list_reply),
  // A form that was filled in: its fields are JSON in a string.
  z
    .looseObject({ nfm_reply: z.looseObject({ body: Text, response_json: z.unknown().optional() }) })
    .transform(({ nfm_reply }) => ({ title: nfm_reply.body ?? '', description: formLines(nfm_reply.response_json) })),
]);

/** A line for each field; what is no JSON object is shown as it is. */
function formLines(response: unknown): string {
  if (typeof response !== 'string') return response === undefined ? '' : JSON.stringify(response);
  const fields = z.record(z.string(), z.unknown()).safeParse(jsonOf(response)).data;
  if (!fields) return response;
  return Object.entries(fields)
    .filter(([name]) => name !== 'flow_token')
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

function interactive(value: unknown): Content {
  const { title, description } = Interactive.parse(value);
  return words(title, description);
}

const Order = z.looseObject({
  text: Text,
  product_items: z.array(z.looseObject({ product_retailer_id: Text, quantity: z.coerce.number().catch(1) })).catch([]),
});

function order(value: unknown): Content {
  const { text, product_items } = Order.parse(value);
  const items = product_items.map((item) => `${item.quantity} × ${item.product_retailer_id ?? '?'}`);
  return notShown('An order from the catalogue of this number:', ...items, text);
}

const Unsupported = z.looseObject({ type: z.string() });

/** By the type of a message, how its part of the same name is read. */
const READERS: Record<string, (value: unknown) => Content> = {
  text: (value) => words(z.looseObject({ body: z.string() }).parse(value).body),
  image: media('image'),
  video: media('video'),
  audio: media('audio'),
  voice: media('voice'),
  document: media('document'),
  sticker: media('sticker'),
  location,
  contacts,
  interactive,
  order,
  button: (value) => words(z.looseObject({ text: z.string() }).parse(value).text),
  system: (value) => words(z.looseObject({ body: z.string() }).parse(value).body),
  unsupported: (value) => unknown(Unsupported.safeParse(value).data?.type ?? 'unsupported'),
};

const unknown = (type: string): Content =>
  notShown(`A message that WhatsApp shows on a phone only: ${cleanLine(type, 60) || 'unknown'}.`);

/** Never throws: what cannot be read is told in words. */
export function contentOf(type: string, message: Record<string, unknown>): Content {
  try {
    return READERS[type]?.(message[type]) ?? unknown(type);
  } catch {
    return unknown(type);
  }
}
