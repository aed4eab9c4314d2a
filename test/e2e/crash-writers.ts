import { randomBytes, randomUUID } from 'node:crypto';
import type { ChannelAccount, ChatHello } from '@guichet/contracts';
import type { OtherSystem } from '../providers/generic-webhook-system.js';
import { inboundForm, signatureOf, type TwilioAccount } from '../providers/twilio-messages.js';
import { postTo } from '../providers/webhook-caller.js';
import { Visitor } from '../support/chat-visitor.js';
import type { ProductProcess } from '../support/product-process.js';
import { SmtpClient, SmtpRefused } from '../support/smtp-client.js';

export const MAILBOX = 'crash@guichet.test';

/** A word that stands nowhere else. */
export const newMarker = () => `marker${randomUUID().replaceAll('-', '')}`;

/** Somebody who writes one message after the other, and writes one again until it was accepted, as any sender does. */
export interface Writer {
  /** The time between two messages, in ms. */
  pause: number;
  /** Sends the message with this marker. Returns whether it was accepted; throws what `isLoss` knows where the product is gone. */
  send(product: ProductProcess, marker: string): Promise<boolean>;
  /** The product is gone. */
  lose(): void;
}

/** A dying or starting process is no fault of its answers: lost connections, 421 and 451, and 503. */
export function isLoss(error: unknown): boolean {
  if (error instanceof SmtpRefused) return error.code === 0 || error.code === 421 || error.code === 451;
  const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code;
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code ?? '');
}

/** One connection of a mail server, mail after mail. */
export function mailWriter(): Writer {
  let client: SmtpClient | null = null;
  return {
    pause: 0,
    async send(product, marker) {
      client ??= await SmtpClient.connect(product.smtpPort);
      await client.send({ from: `${marker}@example.org`, to: MAILBOX, raw: mailOf(marker) });
      return true;
    },
    lose: () => (client = null),
  };
}

const mailOf = (marker: string): Buffer => {
  const from = `${marker}@example.org`;
  const header = [`From: <${from}>`, `To: <${MAILBOX}>`, `Subject: ${marker}`, `Message-ID: <${from}>`];
  return Buffer.from(`${header.join('\r\n')}\r\n\r\nBonjour ${marker}\r\n`);
};

/** Accepted is what was answered by 2xx; what was not, or by an error of the server, is called again. */
function isAccepted(status: number): boolean {
  if (status > 0 && status < 500 && (status < 200 || status > 299)) throw new Error(`the call was refused: ${status}`);
  return status >= 200 && status <= 299;
}

/** Twilio, which calls for an SMS of another phone each time. */
export function smsWriter(line: TwilioAccount): Writer {
  const sids = new Map<string, string>();
  const [url] = line.webhookUrl!.split('#');
  return {
    pause: 10,
    async send(_product, marker) {
      const sid = sids.get(marker) ?? `SM${randomBytes(16).toString('hex')}`;
      sids.set(marker, sid);
      const now = new Date();
      const form = inboundForm(
        {
          ...{ sid, accountSid: line.accountSid, messagingServiceSid: null, direction: 'inbound', media: [] },
          from: `+336399${String(sids.size).padStart(5, '0')}`,
          to: line.numbers[0]!,
          body: `Bonjour ${marker}`,
          ...{ status: 'received', errorCode: null, statusCallback: null, createdAt: now, updatedAt: now },
        },
        null,
      );
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signatureOf(line.authToken, url!, form),
      };
      return isAccepted(await postTo(url!, headers, new URLSearchParams(form).toString()));
    },
    lose: () => undefined,
  };
}

/** Another system, which calls for a message of another person each time. */
export const systemWriter = (other: OtherSystem): Writer => ({
  pause: 10,
  send: async (_product, marker) =>
    isAccepted(await other.post({ type: 'message', id: marker, from: { id: marker }, text: `Bonjour ${marker}` })),
  lose: () => undefined,
});

/** A visitor of the chat, who comes back as the same person after each loss. A page sends a message again under its id. */
export function chatWriter({ id }: ChannelAccount, origin: string): Writer {
  const clientIds = new Map<string, string>();
  let visitor: Visitor | null = null;
  let hello: ChatHello = { channelAccountId: id };
  return {
    pause: 40,
    async send(product, marker) {
      const clientId = clientIds.get(marker) ?? randomUUID();
      clientIds.set(marker, clientId);
      try {
        visitor ??= await Visitor.enter(product.url, origin, hello);
        hello = { ...hello, token: visitor.welcome.token };
        const answer = await visitor.say(`Bonjour ${marker}`, { clientId });
        if ('ok' in answer) return true;
        if (answer.error !== 'too-many-requests') throw new Error(`the visitor was refused: ${answer.error}`);
        visitor.leave();
        // Somebody else goes on, since nobody may say so much.
        hello = { channelAccountId: id };
      } catch (error) {
        // A socket names no code of what became of its connection.
        if (visitor?.socket.connected) throw error;
      }
      visitor = null;
      return false;
    },
    lose: () => {
      visitor?.leave();
      visitor = null;
    },
  };
}
