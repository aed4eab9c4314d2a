import type { App, GraphCall, Meta, MetaFile, MetaSent } from './meta.js';
import { Refusal } from './meta-refusal.js';

export interface MessengerOptions extends App {
  pageId: string;
  name?: string;
  /** Whether replies of human agents may be sent for a week, which is the default. */
  humanAgent?: boolean;
}

const DAY = 24 * 3600 * 1000;
const APP_ID = 1517776481860111;

/**
 * One Facebook page of the product and the people who write to it; a person is identified by an id that is specific to
 * the page.
 */
export class MessengerPage {
  /** The last report that is sent without a command; `echo`: only that the message was sent. */
  reports: 'delivered' | 'echo' | 'none' = 'delivered';
  private readonly lastWrote = new Map<string, number>();
  private readonly uploads = new Set<string>();
  /** The names of people, for which the page may ask. */
  readonly names = new Map<string, string>();

  constructor(
    private readonly meta: Meta,
    readonly app: MessengerOptions,
  ) {}

  // The following methods are what a citizen does.

  /** Sends one message with all its files. Returns its id. */
  async write(message: { from: string; text?: string; files?: MetaFile[]; replyTo?: string }): Promise<string> {
    const { from, text, files = [], replyTo } = message;
    const mid = this.meta.id('m_');
    const attachments = files.map((file) => ({
      type: kindOf(file.type),
      payload: { url: this.meta.keep(file, null).url },
    }));
    this.lastWrote.set(from, this.meta.now());
    await this.happen(from, {
      message: {
        mid,
        ...(text === undefined ? {} : { text }),
        ...(attachments.length > 0 ? { attachments } : {}),
        ...(replyTo ? { reply_to: { mid: replyTo } } : {}),
      },
    });
    return mid;
  }

  /** Reacts to a message; an empty emoji removes the reaction. */
  react(from: string, mid: string, emoji: string): Promise<void> {
    return this.happen(from, {
      reaction: emoji ? { mid, action: 'react', reaction: 'other', emoji } : { mid, action: 'unreact' },
    });
  }

  edit(from: string, mid: string, text: string): Promise<void> {
    return this.happen(from, { message_edit: { mid, text, num_edit: 1 } });
  }

  press(from: string, title: string): Promise<void> {
    this.lastWrote.set(from, this.meta.now());
    return this.happen(from, { postback: { mid: this.meta.id('m_'), title, payload: title.toUpperCase() } });
  }

  /** Reports that the person has read all that the page has sent so far. */
  read(from: string): Promise<void> {
    for (const sent of this.meta.sent) if (sent.kind === 'messenger' && sent.to === from) sent.status = 'read';
    return this.happen(from, { read: { watermark: this.meta.now() } });
  }

  deliver(sent: MetaSent): Promise<void> {
    sent.status = 'delivered';
    return this.happen(sent.to, { delivery: { mids: [sent.id], watermark: this.meta.now() } });
  }

  /** Sends any other event in the format of Messenger. */
  happen(from: string, content: object): Promise<void> {
    return this.meta.notify(this, {
      sender: { id: from },
      recipient: { id: this.app.pageId },
      timestamp: this.meta.now(),
      ...content,
    });
  }

  /** A colleague replies in Facebook's own inbox, which the webhook reports, too. */
  writeElsewhere(to: string, text: string): Promise<void> {
    return this.echo(to, { mid: this.meta.id('m_'), text, app_id: 263902037430900 });
  }

  // The following methods are the calls to Graph.

  owns(id: string): boolean {
    return id === this.app.pageId || this.names.has(id);
  }

  async answer({ method, path: [id = '', edge = ''], json, form }: GraphCall): Promise<object> {
    switch (`${method} ${edge}`.trim()) {
      case 'GET': {
        const name = this.names.get(id);
        if (name) return { id, name };
        return { id: this.app.pageId, name: this.app.name ?? 'Mairie' };
      }
      case 'GET subscribed_apps':
        return { data: [{ name: 'Guichet', id: String(APP_ID), subscribed_fields: SUBSCRIBED }] };
      case 'POST message_attachments':
        return this.upload(form);
      case 'POST messages':
        return this.take(json);
      default:
        throw new Refusal(400, 100, { message: `Unsupported ${method} request` });
    }
  }

  tooFast(): Refusal {
    return new Refusal(400, 613, { message: 'Calls to this api have exceeded the rate limit.' });
  }

  payload(messaging: object[]): object {
    const time = this.meta.now();
    return { object: 'page', entry: messaging.map((event) => ({ id: this.app.pageId, time, messaging: [event] })) };
  }

  private async upload(form: FormData | null): Promise<object> {
    const file = form?.get('filedata');
    const wanted = JSON.parse((form?.get('message') as string | null) ?? '{}') as { attachment?: { type?: string } };
    if (!(file instanceof File))
      throw new Refusal(400, 100, { message: 'Upload attachment failure.', subcode: 2018047 });
    const type = wanted.attachment?.type;
    if (type !== 'file' && type !== kindOf(file.type))
      throw new Refusal(400, 100, { message: 'Upload attachment failure.', subcode: 2018047 });
    if (file.size > 25_000_000)
      throw new Refusal(400, 100, { message: 'Attachment size exceeds limit.', subcode: 2018109 });
    const { id } = this.meta.keep({ name: file.name, type: file.type, content: await file.bytes() }, null);
    this.uploads.add(id);
    return { attachment_id: id };
  }

  private take({ recipient, messaging_type, tag, message }: SendCall): object {
    const to = recipient?.id ?? '';
    const wrote = this.lastWrote.get(to);
    if (!messaging_type) throw new Refusal(400, 100, { message: 'The parameter messaging_type is required' });
    if (wrote === undefined) throw new Refusal(400, 100, { message: 'No matching user found', subcode: 2018001 });
    const { text, attachment, metadata } = message ?? {};
    if ((text === undefined) === (attachment === undefined))
      throw new Refusal(400, 100, { message: 'Invalid parameter' });
    if ((text?.length ?? 0) > 2000)
      throw new Refusal(400, 100, { message: 'Length of param message[text] must be less than or equal to 2000' });
    if ((metadata?.length ?? 0) > 1000) throw new Refusal(400, 100, { message: 'Length of param message[metadata]' });
    this.assertWindow(this.meta.now() - wrote, messaging_type === 'MESSAGE_TAG' ? tag : undefined);

    const id = this.meta.id('m_');
    const sent: MetaSent = {
      kind: 'messenger',
      id,
      to,
      text: text ?? '',
      file: attachment ? this.fileOf(attachment.payload.attachment_id) : null,
      template: null,
      tag: tag ?? null,
      opaque: metadata ?? null,
      status: 'sent',
      at: this.meta.now(),
    };
    this.meta.later(() => this.carry(sent));
    return { recipient_id: to, message_id: id };
  }

  private assertWindow(age: number, tag: string | undefined): void {
    if (tag !== undefined && (tag !== 'HUMAN_AGENT' || this.app.humanAgent === false))
      throw new Refusal(403, 200, { message: 'Requires the feature Human Agent.' });
    if (age > (tag ? 7 : 1) * DAY)
      throw new Refusal(400, 10, { message: 'This message is sent outside of allowed window.', subcode: 2018278 });
  }

  private fileOf(id: string): MetaFile {
    const file = this.uploads.has(id) ? this.meta.file(id) : undefined;
    if (!file) throw new Refusal(400, 100, { message: 'Invalid attachment id' });
    return file;
  }

  private async carry(sent: MetaSent): Promise<void> {
    this.meta.deliver(sent);
    if (this.reports === 'none') return;
    await this.echo(sent.to, { mid: sent.id, text: sent.text, metadata: sent.opaque, app_id: APP_ID });
    if (this.reports === 'delivered') await this.deliver(sent);
  }

  /** Sends the echo event of a message of the page. */
  echo(to: string, message: object): Promise<void> {
    return this.meta.notify(this, {
      sender: { id: this.app.pageId },
      recipient: { id: to },
      timestamp: this.meta.now(),
      message: { is_echo: true, ...message },
    });
  }
}

interface SendCall {
  recipient?: { id?: string };
  messaging_type?: string;
  tag?: string;
  message?: {
    text?: string;
    metadata?: string;
    attachment?: { type: string; payload: { attachment_id: string } };
  };
}

const SUBSCRIBED = [
  'messages',
  'messaging_postbacks',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_edits',
  'message_reactions',
];

function kindOf(type: string): string {
  const kind = type.split('/')[0]!;
  return ['image', 'video', 'audio'].includes(kind) ? kind : 'file';
}
