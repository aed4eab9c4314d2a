import { createHash, randomBytes } from 'node:crypto';
import type { Dovecot } from './dovecot.js';

/** A message of a mailbox that is full of years. */
export interface OldMail {
  /** Its Message-ID, without brackets. */
  id: string;
  folder?: string;
  at: Date;
  direction: 'in' | 'out';
  /** The id of the first message of its thread. */
  thread: string;
  /** The SHA-256 of its attachment. */
  digest: string | null;
  raw: string;
}

const BEGINNING = Date.parse('2019-01-01T08:00:00Z');
const MINUTE_MS = 60_000;

/**
 * Invents the past of a mailbox, a message every ten minutes: of ten messages, six begin a thread, three go on in one (one of them
 * written by a colleague, in the folder of what was sent), and one was filed into another folder. One in seven has a file.
 */
export function oldMails(count: number): OldMail[] {
  const mails: OldMail[] = [];
  for (let n = 0; n < count; n += 1) {
    const kind = n % 10;
    const earlier = kind >= 6 && kind < 9 ? mails[Math.max(0, n - 7 - (n % 3))] : undefined;
    const direction = kind === 8 ? 'out' : 'in';
    const id = `old.${n}@mail.test`;
    const file = n % 7 === 0 ? randomBytes(2000) : null;
    mails.push({
      ...{ id, direction, at: new Date(BEGINNING + n * 10 * MINUTE_MS), thread: earlier?.thread ?? id },
      ...(direction === 'out' ? { folder: 'Sent' } : kind === 9 ? { folder: 'Archive' } : {}),
      digest: file && createHash('sha256').update(file).digest('hex'),
      raw: rawMail({ n, id, direction, earlier, file }),
    });
  }
  return mails;
}

function rawMail(mail: {
  n: number;
  id: string;
  direction: 'in' | 'out';
  earlier: OldMail | undefined;
  file: Buffer | null;
}): string {
  const { n, id, direction, earlier, file } = mail;
  // A thread is of one citizen, so that it has one sender.
  const citizen = `citizen.${earlier?.thread ?? id}`;
  const [from, to] = direction === 'in' ? [citizen, 'mairie@ville.test'] : ['mairie@ville.test', citizen];
  const head = [
    ...[`From: ${from}`, `To: ${to}`, `Subject: Ancienne demande ${n}`, `Message-ID: <${id}>`],
    ...(earlier ? [`In-Reply-To: <${earlier.id}>`, `References: <${earlier.id}>`] : []),
    'MIME-Version: 1.0',
  ].join('\r\n');
  const text = `Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour, ceci est la demande ${n}.\r\n`;
  if (!file) return `${head}\r\n${text}`;
  const base64 = file.toString('base64').replace(/.{76}/g, '$&\r\n');
  return [
    `${head}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${text}`,
    `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="f${n}.bin"`,
    `Content-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--b--\r\n`,
  ].join('\r\n');
}

/** Puts mails into their folders, at their times. */
export async function fillMailbox(dovecot: Dovecot, mails: readonly OldMail[]): Promise<void> {
  for (const { raw, folder, at } of mails) await dovecot.deliver(raw, { at, ...(folder ? { folder } : {}) });
}
