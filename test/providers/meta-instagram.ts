import type { App, GraphCall, Meta, MetaFile, MetaSent } from './meta.js';
import { Refusal } from './meta-refusal.js';

export interface InstagramOptions extends App {
  accountId: string;
  /** The Facebook page that the account is linked to. */
  pageId: string;
  username?: string;
  /** Whether replies of human agents may be sent for a week, which is the default. */
  humanAgent?: boolean;
}

const DAY = 24 * 3600 * 1000;
const MAX_TEXT_BYTES = 1000;
const MAX_BYTES: Record<string, number> = { image: 8_388_608, audio: 26_214_400, video: 26_214_400, file: 26_214_400 };

/**
 * One professional account on Instagram and the people who write to it; a person is identified by an id that is
 * specific to the account.
 */
export class InstagramAccount {
  /** Whether messages of the account are echoed to the webhook. */
  echoes = true;
  private readonly lastWrote = new Map<string, number>();
  private readonly uploads = new Set<string>();
  /** The names of people, for which the account may ask. */
  readonly names = new Map<string, string>();

  constructor(
    private readonly meta: Meta,
    readonly app: InstagramOptions,
  ) {}

  // The following methods are what a citizen does.

  /** Sends one message. Returns its id. */
  async write(message: { from: string; text?: string; files?: MetaFile[]; replyTo?: string }): Promise<string> {
    const { from, text, files = [], replyTo } = message;
    const attachments = files.map((file) => ({
      type: kindOf(file.type),
      payload: { url: this.meta.keep(file, null).url },
    }));
    return this.send(from, {
      ...(text === undefined ? {} : { text }),
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(replyTo ? { reply_to: { mid: replyTo } } : {}),
    });
  }

  /** Mentions the account in a story, which is a picture. */
  mentionInStory(from: string, story: MetaFile): Promise<string> {
    return this.send(from, {
      attachments: [{ type: 'story_mention', payload: { url: this.meta.keep(story, null).url } }],
    });
  }

  replyToStory(from: string, text: string): Promise<string> {
    return this.send(from, {
      text,
      reply_to: { story: { id: '17900000000000001', url: 'https://lookaside.fbsbx.com/x' } },
    });
  }

  unsend(from: string, mid: string): Promise<void> {
    return this.happen(from, { message: { mid, is_deleted: true } });
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

  see(from: string, sent: MetaSent): Promise<void> {
    sent.status = 'read';
    return this.happen(from, { read: { mid: sent.id } });
  }

  /** A colleague replies in Instagram's own inbox, which the webhook reports, too. */
  writeElsewhere(to: string, text: string): Promise<void> {
    return this.echo(to, { mid: this.meta.id('aWdf'), text });
  }

  /** Sends any other event in the format of Instagram. */
  happen(from: string, content: object): Promise<void> {
    return this.meta.notify(this, {
      sender: { id: from },
      recipient: { id: this.app.accountId },
      timestamp: this.meta.now(),
      ...content,
    });
  }

  private async send(from: string, content: object): Promise<string> {
    const mid = this.meta.id('aWdf');
    this.lastWrote.set(from, this.meta.now());
    await this.happen(from, { message: { mid, ...content } });
    return mid;
  }

  // The following methods are the calls to Graph.

  owns(id: string): boolean {
    return id === this.app.accountId || id === this.app.pageId || this.names.has(id);
  }

  async answer({ method, path: [id = '', edge = ''], json, form }: GraphCall): Promise<object> {
    switch (`${method} ${edge}`.trim()) {
      case 'GET':
        return this.profile(id);
      case 'GET subscribed_apps':
        return { data: [{ name: 'Guichet', id: '1517776481860111', subscribed_fields: ['messages'] }] };
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
    return {
      object: 'instagram',
      entry: messaging.map((event) => ({ time, id: this.app.accountId, messaging: [event] })),
    };
  }

  private profile(id: string): object {
    const name = this.names.get(id);
    if (name) return { id, name, username: name.toLowerCase().replace(/\W/g, '_') };
    if (id === this.app.accountId) return { id, username: this.app.username ?? 'mairie' };
    return { id, name: 'Mairie', instagram_business_account: { id: this.app.accountId } };
  }

  private async upload(form: FormData | null): Promise<object> {
    const file = form?.get('filedata');
    const message = JSON.parse((form?.get('message') as string | null) ?? '{}') as { attachment?: { type?: string } };
    const type = message.attachment?.type ?? '';
    const fits = file instanceof File && form?.get('platform') === 'instagram' && type === kindOf(file.type);
    if (!fits) throw new Refusal(400, 100, { message: 'Upload attachment failure.', subcode: 2018047 });
    if (file.size > (MAX_BYTES[type] ?? 0))
      throw new Refusal(400, 100, { message: 'Attachment size exceeds limit.', subcode: 2018109 });
    const { id } = this.meta.keep({ name: file.name, type: file.type, content: await file.bytes() }, null);
    this.uploads.add(id);
    return { attachment_id: id };
  }

  private take({ recipient, messaging_type, tag, message = {} }: SendCall): object {
    const to = recipient?.id ?? '';
    const wrote = this.lastWrote.get(to);
    if (!messaging_type) throw new Refusal(400, 100, { message: 'The parameter messaging_type is required' });
    if (wrote === undefined) throw new Refusal(400, 100, { message: 'No matching user found', subcode: 2534014 });
    const { text, attachment } = message;
    if ((text === undefined) === (attachment === undefined))
      throw new Refusal(400, 100, { message: 'Invalid parameter' });
    if (Buffer.byteLength(text ?? '') > MAX_TEXT_BYTES)
      throw new Refusal(400, 100, { message: 'Length of param message[text] must be less than or equal to 1000' });
    this.assertWindow(this.meta.now() - wrote, messaging_type === 'MESSAGE_TAG' ? tag : undefined);

    const sent: MetaSent = {
      kind: 'instagram',
      id: this.meta.id('aWdf'),
      to,
      text: text ?? '',
      file: attachment ? this.fileOf(attachment.payload.attachment_id) : null,
      template: null,
      tag: tag ?? null,
      opaque: null,
      status: 'sent',
      at: this.meta.now(),
    };
    this.meta.later(() => this.carry(sent));
    return { recipient_id: to, message_id: sent.id };
  }

  private assertWindow(age: number, tag: string | undefined): void {
    if (tag !== undefined && (tag !== 'HUMAN_AGENT' || this.app.humanAgent === false))
      throw new Refusal(403, 200, { message: 'Requires the feature Human Agent.' });
    if (age > (tag ? 7 : 1) * DAY)
      throw new Refusal(400, 10, { message: 'This message is sent outside of allowed window.', subcode: 2534022 });
  }

  private fileOf(id: string): MetaFile {
    const file = this.uploads.has(id) ? this.meta.file(id) : undefined;
    if (!file) throw new Refusal(400, 100, { message: 'Invalid attachment id' });
    return file;
  }

  private async carry(sent: MetaSent): Promise<void> {
    this.meta.deliver(sent);
    if (this.echoes) await this.echo(sent.to, { mid: sent.id, text: sent.text });
  }

  private echo(to: string, message: object): Promise<void> {
    return this.meta.notify(this, {
      sender: { id: this.app.accountId },
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
  message?: { text?: string; attachment?: { type: string; payload: { attachment_id: string } } };
}

function kindOf(type: string): string {
  const kind = type.split('/')[0]!;
  return ['image', 'video', 'audio'].includes(kind) ? kind : 'file';
}
