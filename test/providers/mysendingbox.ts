import type { IncomingMessage, ServerResponse } from 'node:http';
import { Faults } from './commanded-faults.js';
import { contentOf, sendJson } from './emulator.js';
import { postTo, WebhookCaller } from './webhook-caller.js';

export interface LetterEvent {
  _id: string;
  name: string;
  category: 'letter';
  description: string;
  letter: string;
  created_at: string;
}

/** A letter that the product has ordered. */
export interface PostedLetter {
  id: string;
  apiKey: string;
  /** The fields of the order, such as `to[name]`. */
  fields: Record<string, string>;
  files: { field: string; name: string; content: Uint8Array }[];
  events: LetterEvent[];
  at: Date;
}

interface Rejection {
  status: number;
  message: string;
}

const NO_FORM: Rejection = { status: 400, message: 'A form is expected' };
/** The lines of an address are cut where they are longer. */
const LONGEST_LINE = 45;
const PAGE = 10;

/** The API of MySendingBox: it takes orders, knows an order again by its key, and tells by its webhook what becomes of letters. */
export class MySendingBox extends WebhookCaller<PostedLetter> {
  private readonly keys = new Set<string>();
  private readonly orders = new Map<string, PostedLetter>();
  private readonly refusals = new Map<string, Rejection>();
  private readonly faults = new Faults<Rejection>();
  readonly fault = { ...this.faults.commands, ...this.callFaults };
  /** The address that is entered in the dashboard; null: none is. */
  webhook: string | null = null;
  /** Letters that are answered for with something else. */
  readonly garbled = new Set<string>();
  now = (): Date => new Date();
  private count = 0;

  connect(apiKey: string): string {
    this.keys.add(apiKey);
    return apiKey;
  }

  /** A day passes: orders with keys that were used before are new ones. */
  forgetKeys(): void {
    this.orders.clear();
    this.refusals.clear();
  }

  /** Something happens to a letter, and the webhook is told. */
  async happen(letter: PostedLetter, name: string, description = ''): Promise<void> {
    const event = this.eventOf(letter, name, description);
    letter.events.push(event);
    const { webhook } = this;
    if (webhook === null) return;
    const body = JSON.stringify({ created_at: event.created_at, event, letter: shown(letter) });
    await this.call(() => postTo(webhook, { 'content-type': 'application/json' }, body));
  }

  protected async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    if (this.faults.isOut) return void response.writeHead(503).end();
    const apiKey = keyOf(request);
    if (!this.keys.has(apiKey))
      return sendJson(response, { status: 401, json: { error: { message: 'Unauthorized' } } });
    const url = new URL(request.url!, this.url);
    const [, edge, id] = url.pathname.split('/');
    if (edge !== 'letters') return sendJson(response, { status: 404, json: { message: 'Not found' } });
    if (request.method === 'POST') return this.order(request, response, body);
    const found = this.sent.find((letter) => letter.id === id);
    if (id && !found) return sendJson(response, { status: 404, json: { error: { message: 'Letter not found' } } });
    if (id && this.garbled.has(id)) return sendJson(response, { status: 200, json: { status: 'ok' } });
    sendJson(response, { status: 200, json: found ? shown(found) : { letters: this.listed(apiKey, url) } });
  }

  private async order(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const rejection = this.faults.rejection();
    const wait = this.faults.wait();
    if (wait !== undefined)
      return sendJson(response, { status: 429, json: {}, headers: { 'retry-after': String(wait) } });
    const { form } = await contentOf(request, body);
    const order = form && (await readOrder(form));
    const key = String(request.headers['idempotency-key'] ?? '');
    const fault = this.refusals.get(key) ?? rejection ?? (order ? faultIn(order.fields) : NO_FORM);
    if (!order || fault) return this.refuse(response, key, fault ?? NO_FORM);
    const letter = this.take(keyOf(request), key, order);
    if (this.faults.losesAnswer()) return void response.destroy();
    sendJson(response, { status: 201, json: shown(letter) });
  }

  /** The response to a key is the same for a day, also where it was that the order is wrong. */
  private refuse(response: ServerResponse, key: string, fault: Rejection): void {
    if (key && (fault.status === 400 || fault.status === 422)) this.refusals.set(key, fault);
    sendJson(response, { status: fault.status, json: { error: { message: fault.message } } });
  }

  private take(apiKey: string, key: string, order: Pick<PostedLetter, 'fields' | 'files'>): PostedLetter {
    const known = this.orders.get(key);
    if (known) return known;
    this.count += 1;
    const id = `65f1c0ffee${String(this.count).padStart(14, '0')}`;
    const letter: PostedLetter = { id, apiKey, ...order, events: [], at: this.now() };
    letter.events.push(this.eventOf(letter, 'letter.created', ''));
    if (key) this.orders.set(key, letter);
    this.deliver(letter);
    return letter;
  }

  private eventOf({ id, events }: PostedLetter, name: string, description: string): LetterEvent {
    const _id = `${id}e${events.length}`;
    return { _id, name, category: 'letter', description, letter: id, created_at: this.now().toISOString() };
  }

  private listed(apiKey: string, { searchParams }: URL): object[] {
    const since = Date.parse(searchParams.get('created_at[gt]') ?? '') || 0;
    const from = (Number(searchParams.get('page') ?? 1) - 1) * PAGE;
    const own = this.sent.filter((letter) => letter.apiKey === apiKey && letter.at.getTime() > since);
    // A list does not say what happened to each.
    return own.slice(from, from + PAGE).map((letter) => ({ ...shown(letter), events: undefined }));
  }
}

const keyOf = ({ headers }: IncomingMessage): string => {
  const [scheme, encoded = ''] = (headers.authorization ?? '').split(' ');
  return scheme === 'Basic' ? Buffer.from(encoded, 'base64').toString().replace(/:$/, '') : '';
};

async function readOrder(form: FormData): Promise<Pick<PostedLetter, 'fields' | 'files'>> {
  const fields: Record<string, string> = {};
  const files: PostedLetter['files'] = [];
  for (const [field, value] of form)
    if (typeof value === 'string') fields[field] = value;
    else files.push({ field, name: value.name, content: new Uint8Array(await value.arrayBuffer()) });
  return { fields, files };
}

function faultIn(fields: Record<string, string>): Rejection | undefined {
  const needed = ['to[name]', 'to[address_line1]', 'to[address_postalcode]', 'to[address_city]', 'to[address_country]'];
  const missing = [...needed, 'source_file_type', 'postage_type', 'color'].find((name) => !fields[name]);
  if (missing) return { status: 400, message: `${missing} is required` };
  const long = Object.entries(fields).find(([name, line]) => name.startsWith('to[') && line.length > LONGEST_LINE);
  return long && { status: 422, message: `${long[0]} is too long` };
}

function shown({ id, fields, events, at }: PostedLetter): object {
  const named = (side: string) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => {
        const key = name.startsWith(`${side}[`) ? name.slice(side.length + 1, -1) : undefined;
        return key === undefined ? [] : [[key, value]];
      }),
    );
  return {
    _id: id,
    object: 'letter',
    mode: 'test',
    to: named('to'),
    from: named('from'),
    metadata: named('metadata'),
    postage_type: fields['postage_type'],
    created_at: at.toISOString(),
    events,
  };
}
