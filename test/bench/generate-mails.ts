import { randomBytes } from 'node:crypto';

export interface BenchMail {
  /** The Message-ID without brackets, as the product stores it. */
  messageId: string;
  from: string;
  /** The name of the sender: a reply comes from the same person as what it replies to. */
  name: string;
  raw: Buffer;
  /** The Message-ID of the mail to which this one replies. */
  answers: string | null;
}

/**
 * The least distance between a reply and the mail that it replies to, which was accepted by then, whatever the number
 * of connections.
 */
const distance = 200;
const attachmentBytes = 200 * 1024;

const sentences = [
  'Je souhaite obtenir une copie intégrale de l’acte de naissance de ma fille.',
  'Pouvez-vous me dire quels justificatifs sont nécessaires ?',
  'Le lampadaire devant le 12 rue des Lilas ne fonctionne plus depuis mardi.',
  'Je vous remercie par avance de votre réponse et reste à votre disposition.',
  'Mon numéro de dossier figure sur le courrier que vous m’avez envoyé.',
  'L’inscription à la cantine est-elle encore possible pour la rentrée ?',
];

const wrapped = (base64: string): string => base64.replace(/.{76}/g, '$&\r\n');

/**
 * Creates mails as an administration receives them: 70 % new threads, 25 % replies to an earlier mail of the same
 * person, 5 % with an attachment of 200 KB; half of them with HTML beside the text, as most mail programs send.
 */
export function benchMails(count: number, to: string, run: string): BenchMail[] {
  const mails: BenchMail[] = [];
  for (let n = 0; n < count; n += 1) {
    const kind = n % 20;
    const earlier = kind >= 14 && kind < 19 && n >= distance ? mails[n - distance]! : null;
    const from = earlier?.from ?? `citizen.${run}.${n}@example.org`;
    const name = earlier?.name ?? `Citoyen ${n}`;
    const messageId = `${run}.${n}@example.org`;
    const answers = earlier?.messageId ?? null;
    const raw = compose({ n, from, name, to, messageId, answers, attached: kind === 19 });
    mails.push({ messageId, from, name, raw, answers });
  }
  return mails;
}

interface Parts {
  n: number;
  from: string;
  name: string;
  to: string;
  messageId: string;
  answers: string | null;
  attached: boolean;
}

function compose({ n, from, name, to, messageId, answers, attached }: Parts): Buffer {
  const paragraphs = Array.from({ length: 12 }, (_, k) => sentences[(n + k * 5) % sentences.length]!);
  const text = `Bonjour,\r\n\r\n${paragraphs.join('\r\n\r\n')}\r\n\r\nCordialement,\r\n${name}\r\n`;
  const body = n % 2 ? plain(text) : alternative(text, paragraphs, n);
  const header = [
    'Received: from mail.example.org (mail.example.org [192.0.2.1]) by mx.guichet.test with ESMTPS; Wed, 25 Nov 2026 09:00:00 +0100',
    `From: "${name}" <${from}>`,
    `To: <${to}>`,
    `Subject: =?utf-8?Q?Demande_n=C2=B0_${n}?=`,
    'Date: Wed, 25 Nov 2026 09:00:00 +0100',
    `Message-ID: <${messageId}>`,
    ...(answers ? [`In-Reply-To: <${answers}>`, `References: <${answers}>`] : []),
    'MIME-Version: 1.0',
  ].join('\r\n');
  return Buffer.from(`${header}\r\n${attached ? withFile(body, n) : body}`);
}

const plain = (text: string): string =>
  `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}`;

function alternative(text: string, paragraphs: string[], n: number): string {
  const html = `<html><body><p>Bonjour,</p>${paragraphs.map((line) => `\r\n<p style="color:#333">${line}</p>`).join('')}\r\n<p>Cordialement,<br><b>Citoyen ${n}</b></p></body></html>\r\n`;
  const boundary = `alt-${n}`;
  return [
    `Content-Type: multipart/alternative; boundary="${boundary}"\r\n`,
    `--${boundary}\r\n${plain(text)}`,
    `--${boundary}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${html}`,
    `--${boundary}--\r\n`,
  ].join('\r\n');
}

function withFile(body: string, n: number): string {
  const boundary = `mix-${n}`;
  const file = wrapped(randomBytes(attachmentBytes).toString('base64'));
  return [
    `Content-Type: multipart/mixed; boundary="${boundary}"\r\n`,
    `--${boundary}\r\n${body}`,
    `--${boundary}\r\nContent-Type: application/pdf; name="justificatif-${n}.pdf"\r\nContent-Disposition: attachment; filename="justificatif-${n}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}`,
    `--${boundary}--\r\n`,
  ].join('\r\n');
}
