import { createHash } from 'node:crypto';
import type { ProviderTemplate } from '@guichet/contracts';
import type { App, GraphCall, Meta, MetaFile, MetaSent } from './meta.js';
import { Refusal } from './meta-refusal.js';

export interface WhatsappOptions extends App {
  phoneNumberId: string;
  businessAccountId?: string;
  displayNumber?: string;
  name?: string;
  /** The approved messages; a text has its placeholders as `{{1}}`. */
  templates?: ProviderTemplate[];
}

/** A person with WhatsApp. People who hide their number are known by their user id only. */
export interface WhatsappPerson {
  /** The phone number, as `+33…`. */
  number?: string;
  userId?: string;
  name?: string;
}

const DAY = 24 * 3600 * 1000;
const MB = 1024 * 1024;
const KINDS: [RegExp, string, number][] = [
  [/^image\/(?:jpeg|png)$/, 'image', 5 * MB],
  [/^image\/webp$/, 'sticker', 500 * 1024],
  [/^audio\/(?:aac|amr|mpeg|mp4|ogg)$/, 'audio', 16 * MB],
  [/^video\/(?:mp4|3gpp?)$/, 'video', 16 * MB],
  [
    /^(?:text\/plain|application\/(?:pdf|msword|vnd\.(?:ms-|openxmlformats-officedocument\.).+))$/,
    'document',
    100 * MB,
  ],
];

/** One WhatsApp number of the product and the people who write to it. */
export class WhatsappNumber {
  /** The last report that is sent without a command. */
  reports: 'delivered' | 'sent' | 'none' = 'delivered';
  /** The numbers without WhatsApp. */
  readonly unreachable = new Set<string>();
  private readonly lastWrote = new Map<string, number>();
  private readonly people = new Map<string, WhatsappPerson>();
  private readonly uploads = new Set<string>();

  constructor(
    private readonly meta: Meta,
    readonly app: WhatsappOptions,
  ) {}

  // The following methods are what a citizen does.

  /**
   * Sends a message for the text and one for each file, with the text as the caption of the first. Returns their ids.
   */
  async write(message: {
    from: WhatsappPerson;
    text?: string;
    files?: MetaFile[];
    /** The id of the message that this one quotes. */
    replyTo?: string;
  }): Promise<string[]> {
    const { from, text, files = [], replyTo } = message;
    const context = replyTo ? { context: { from: digits(this.number), id: replyTo } } : {};
    if (files.length === 0) return [await this.happen(from, { type: 'text', text: { body: text ?? '' }, ...context })];
    const ids: string[] = [];
    for (const [index, file] of files.entries()) {
      const kind = KINDS.find(([types]) => types.test(file.type))?.[1] ?? 'document';
      const { id, sha256 } = this.keep(file);
      const media = {
        id,
        mime_type: file.type,
        sha256: Buffer.from(sha256, 'hex').toString('base64'),
        ...(index === 0 && text ? { caption: text } : {}),
        ...(kind === 'document' ? { filename: file.name } : {}),
      };
      ids.push(await this.happen(from, { type: kind, [kind]: media, ...context }));
    }
    return ids;
  }

  /** Stores a file that can be downloaded with the token. */
  keep(file: MetaFile): { id: string; sha256: string } {
    const kept = this.meta.keep(file, this.app.accessToken);
    this.uploads.add(kept.id);
    return kept;
  }

  /** Sends any other message in the format of WhatsApp, e.g. `{ type: 'location', location: … }`. */
  async happen(from: WhatsappPerson, content: { type: string } & Record<string, unknown>): Promise<string> {
    const id = this.meta.id('wamid.');
    this.lastWrote.set(keyOf(from), this.meta.now());
    for (const key of [from.number, from.userId]) if (key) this.people.set(key, from);
    const userId = userIdOf(from);
    const sender = { ...(from.number ? { from: digits(from.number) } : {}), from_user_id: userId };
    const contact = {
      profile: { name: from.name ?? '' },
      ...(from.number ? { wa_id: digits(from.number) } : {}),
      user_id: userId,
    };
    await this.notify({ contacts: [contact], messages: [{ ...sender, id, timestamp: this.seconds(), ...content }] });
    return id;
  }

  /** Reacts to a message; an empty emoji removes the reaction. */
  react(from: WhatsappPerson, target: string, emoji: string): Promise<string> {
    return this.happen(from, { type: 'reaction', reaction: { message_id: target, emoji } });
  }

  edit(from: WhatsappPerson, target: string, text: string): Promise<string> {
    const message = { type: 'text', text: { body: text } };
    return this.happen(from, { type: 'edit', edit: { original_message_id: target, message } });
  }

  delete(from: WhatsappPerson, target: string): Promise<string> {
    return this.happen(from, { type: 'revoke', revoke: { original_message_id: target } });
  }

  read(sent: MetaSent): Promise<void> {
    return this.report(sent, 'read');
  }

  fail(sent: MetaSent, code: number, title: string): Promise<void> {
    return this.report(sent, 'failed', [{ code, title, message: title, error_data: { details: title } }]);
  }

  async report(sent: MetaSent, status: MetaSent['status'], errors?: object[]): Promise<void> {
    sent.status = status;
    const person = this.people.get(sent.to);
    const isNumber = sent.to.startsWith('+');
    await this.notify({
      statuses: [
        {
          id: sent.id,
          status,
          timestamp: this.seconds(),
          ...(isNumber ? { recipient_id: digits(sent.to) } : {}),
          recipient_user_id: person ? userIdOf(person) : userIdOf({ [isNumber ? 'number' : 'userId']: sent.to }),
          ...(sent.opaque ? { biz_opaque_callback_data: sent.opaque } : {}),
          ...(errors ? { errors } : { pricing: { billable: false, pricing_model: 'PMP', category: 'service' } }),
        },
      ],
    });
  }

  // The following methods are the calls to Graph.

  owns(id: string): boolean {
    return id === this.app.phoneNumberId || id === this.app.businessAccountId || this.uploads.has(id);
  }

  async answer({ method, path: [id = '', edge], json, form }: GraphCall): Promise<object> {
    const route = `${method} ${id === this.app.businessAccountId ? 'account' : this.uploads.has(id) ? 'media' : 'number'}`;
    switch (edge ? `${route} ${edge}` : route) {
      case 'GET number':
        return { id, display_phone_number: this.number, verified_name: this.app.name ?? 'Mairie' };
      case 'GET account subscribed_apps':
        return { data: [{ whatsapp_business_api_data: { id: '1', name: 'Guichet' } }] };
      case 'GET account phone_numbers':
        return { data: [{ id: this.app.phoneNumberId, display_phone_number: this.number }] };
      case 'GET account message_templates':
        return { data: this.templates.map(({ name, language }) => ({ name, language, status: 'APPROVED' })) };
      case 'GET media':
        return this.media(id);
      case 'POST number media':
        return this.upload(form);
      case 'POST number messages':
        return this.take(json);
      default:
        throw new Refusal(400, 100, { message: `Unsupported ${method} request` });
    }
  }

  tooFast(): Refusal {
    return new Refusal(400, 130429, {
      message: 'Rate limit hit',
      details: 'Message failed to send because of throughput.',
    });
  }

  payload(values: object[]): object {
    const metadata = { display_phone_number: digits(this.number), phone_number_id: this.app.phoneNumberId };
    const changes = values.map((value) => ({
      value: { messaging_product: 'whatsapp', metadata, ...value },
      field: 'messages',
    }));
    return {
      object: 'whatsapp_business_account',
      entry: changes.map((change) => ({ id: this.app.businessAccountId ?? '102290129340398', changes: [change] })),
    };
  }

  private get number(): string {
    return this.app.displayNumber ?? '+33140000000';
  }

  private get templates() {
    return this.app.templates ?? [];
  }

  private seconds(): string {
    return String(Math.floor(this.meta.now() / 1000));
  }

  private notify(value: object): Promise<void> {
    return this.meta.notify(this, value);
  }

  private media(id: string): object {
    const file = this.meta.file(id)!;
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    return {
      messaging_product: 'whatsapp',
      url: this.meta.addressOf(id, file),
      mime_type: file.type,
      sha256,
      file_size: file.content.byteLength,
      id,
    };
  }

  private async upload(form: FormData | null): Promise<object> {
    const file = form?.get('file');
    if (form?.get('messaging_product') !== 'whatsapp' || !(file instanceof File))
      throw new Refusal(400, 100, { message: 'The parameter messaging_product is required.' });
    const kind = KINDS.find(([types]) => types.test(file.type));
    if (!kind)
      throw new Refusal(400, 100, {
        message: `Param file must be a file with one of the known types, not ${file.type}.`,
      });
    if (file.size > kind[2])
      throw new Refusal(400, 131053, { message: 'Media upload error', details: 'File too large' });
    const kept = { name: file.name, type: file.type, content: await file.bytes() };
    return { id: this.keep(kept).id };
  }

  private take(call: Record<string, unknown>): object {
    if (call['messaging_product'] !== 'whatsapp')
      throw new Refusal(400, 100, { message: 'messaging_product must be whatsapp.' });
    const type = (call['type'] as string | undefined) ?? 'text';
    const content = call[type] as { body?: string; id?: string; caption?: string; filename?: string } | undefined;
    const to = call['to'] as string | undefined;
    const recipient = call['recipient'] as string | undefined;
    if (!content || !(to || recipient)) throw new Refusal(400, 131008, { message: 'Required parameter is missing' });
    if (!(type in TAKEN)) throw new Refusal(400, 131051, { message: 'Unsupported message type' });
    if ((content.body?.length ?? 0) > 4096)
      throw new Refusal(400, 100, { message: "Param text['body'] must be at most 4096 characters long." });
    if ((content.caption?.length ?? 0) > 1024)
      throw new Refusal(400, 100, { message: 'Param caption must be at most 1024 characters.' });

    const id = this.meta.id('wamid.');
    const accepted = { messaging_product: 'whatsapp', contacts: [{ input: to ?? recipient }], messages: [{ id }] };
    // A user id in `to` is taken for a number that does not exist; Meta accepts it all the same, and sends no status.
    if (to && !/^\+?\d+$/.test(to)) return accepted;

    const sent: MetaSent = {
      kind: 'whatsapp',
      id,
      to: to ? `+${digits(to)}` : recipient!,
      text: type === 'template' ? this.rendered(content) : (content.body ?? content.caption ?? ''),
      file: this.carriedFile(type, content),
      template: type === 'template' ? (content as { name: string }).name : null,
      tag: null,
      opaque: (call['biz_opaque_callback_data'] as string | undefined) ?? null,
      status: 'accepted',
      at: this.meta.now(),
    };
    // As the real API does, this accepts a message that cannot be delivered, and reports the failure later.
    this.meta.later(() => this.carry(sent));
    return accepted;
  }

  private async carry(sent: MetaSent): Promise<void> {
    if (this.unreachable.has(sent.to)) return this.fail(sent, 131026, 'Message undeliverable');
    const wrote = this.lastWrote.get(sent.to) ?? 0;
    if (!sent.template && this.meta.now() - wrote > DAY) return this.fail(sent, 131047, 'Re-engagement message');
    this.meta.deliver(sent);
    if (this.reports !== 'none') await this.report(sent, 'sent');
    if (this.reports === 'delivered') await this.report(sent, 'delivered');
  }

  private carriedFile(type: string, content: object): MetaFile | null {
    if (type === 'template') return this.headerFileOf(content as SentTemplate);
    return type in FILES ? this.fileOf(type, content) : null;
  }

  private fileOf(type: string, { id, filename }: { id?: string; filename?: string }): MetaFile {
    const file = id !== undefined && this.uploads.has(id) ? this.meta.file(id) : undefined;
    const kind = file && KINDS.find(([types]) => types.test(file.type))?.[1];
    if (!file || (kind !== type && type !== 'document'))
      throw new Refusal(400, 131053, { message: 'Media upload error' });
    return { ...file, ...(filename ? { name: filename } : {}) };
  }

  private rendered(content: object): string {
    const { name, language, components = [] } = content as SentTemplate;
    const template = this.templates.find((each) => each.name === name && each.language === language.code);
    if (!template) throw new Refusal(404, 132001, { message: 'Template name does not exist in the translation' });
    const given = (wanted: string, at?: number) =>
      components.find(({ type, index }) => type === wanted && (at === undefined || index === String(at)))?.parameters ??
      [];
    const { header = '', headerFile, buttons = [] } = template;
    if (headerFile && given('header')[0]?.type !== headerFile)
      throw new Refusal(400, 132012, { message: 'Parameter format does not match format in the created template' });
    return [
      headerFile ? '' : filled(header, given('header')),
      filled(template.text, given('body')),
      ...buttons.map((button, at) => filled(button, given('button', at))),
    ]
      .filter(Boolean)
      .join('\n');
  }

  /** The file above an approved message. */
  private headerFileOf({ components = [] }: SentTemplate): MetaFile | null {
    const [first] = components.find(({ type }) => type === 'header')?.parameters ?? [];
    const file = first && first.type !== 'text' ? first[first.type] : undefined;
    return first && file ? this.fileOf(first.type, file) : null;
  }
}

function filled(text: string, parameters: readonly SentParameter[]): string {
  const blanks = new Set(text.match(/\{\{\d+\}\}/g));
  if (blanks.size !== parameters.length)
    throw new Refusal(400, 132000, { message: 'Number of parameters does not match the expected number of params' });
  return text.replace(/\{\{(\d+)\}\}/g, (_, n: string) => parameters[Number(n) - 1]?.text ?? '');
}

type HeaderKind = 'image' | 'video' | 'document';
type SentParameter = { type: 'text' | HeaderKind; text?: string } & Partial<
  Record<HeaderKind, { id?: string; filename?: string }>
>;
interface SentTemplate {
  name: string;
  language: { code: string };
  components?: { type: string; sub_type?: string; index?: string; parameters: SentParameter[] }[];
}

const FILES = { image: true, sticker: true, audio: true, video: true, document: true };
const TAKEN = { text: true, template: true, ...FILES };

const digits = (number: string): string => number.replace(/\D/g, '');
const keyOf = ({ number, userId }: WhatsappPerson): string => number ?? userId ?? '';
/** Every person has a user id, whether they show their number or not. */
const userIdOf = ({ number, userId }: WhatsappPerson): string => userId ?? `FR.${digits(number ?? '')}00000000`;
