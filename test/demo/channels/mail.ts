import type { ChannelAccount } from '@guichet/contracts';
import { createTransport } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { MailSink } from '../../support/mail-sink.js';
import { people, type Person } from '../invented-people.js';
import { domain, townName, type TeamName } from '../build-town.js';
import type { ChannelListener, CitizenChannel } from './citizen-channel.js';

/** Address of each team; what is written to the town in general goes to the reception. */
const mailboxes: Partial<Record<TeamName, string>> = {
  Accueil: 'mairie',
  'Affaires scolaires': 'ecoles',
  'Action sociale': 'social',
  'État civil': 'etatcivil',
  Voirie: 'voirie',
  Urbanisme: 'urbanisme',
  Finances: 'finances',
  Assemblées: 'assemblees',
};

/** The citizens' mail server, which takes what the town sends, and their mail programs, which write to the town. */
export async function mailChannel(
  ears: ChannelListener,
  now: () => Date,
  smtpPort: () => number,
): Promise<CitizenChannel> {
  const received = new Map<string, Email>();
  const sink = await MailSink.open({
    async onMail({ envelope, raw }) {
      const mail = await PostalMime.parse(Buffer.from(raw, 'latin1'));
      for (const address of envelope.to) {
        const person = Object.values<Person>(people).find(({ email }) => email === address);
        if (!person) continue;
        received.set(mail.messageId!, mail);
        ears.received('email', {
          id: mail.messageId!,
          to: person,
          subject: mail.subject ?? '',
          text: mail.text?.trim() ?? '',
          files: mail.attachments.map(({ filename, mimeType, content }) => ({
            name: filename ?? 'file',
            type: mimeType,
            content: Buffer.from(content as ArrayBuffer),
          })),
        });
      }
    },
  });
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };

  return {
    kind: 'email',
    plans: Object.entries(mailboxes).map(([team, mailbox]) => ({
      name: `${mailbox}@${domain}`,
      team: team as TeamName,
      config: {
        address: `${mailbox}@${domain}`,
        displayName: `Ville de ${townName} · ${team}`,
        outbound,
        undoSeconds: 10,
      },
    })),
    connect(_accounts: readonly ChannelAccount[]) {},
    async write({ name, email }, { text, subject, files, answering, team = 'Accueil' }) {
      const question = answering === undefined ? undefined : received.get(answering);
      const transport = createTransport({
        host: '127.0.0.1',
        port: smtpPort(),
        tls: { rejectUnauthorized: false },
      });
      try {
        const sent = await transport.sendMail({
          from: { name, address: email! },
          to: question ? (question.replyTo ?? [question.from!])[0]!.address! : `${mailboxes[team]}@${domain}`,
          subject: subject ?? (question ? `Re: ${question.subject ?? ''}` : ''),
          ...(question && {
            inReplyTo: question.messageId,
            references: `${question.references ?? ''} ${question.messageId}`,
          }),
          date: now(),
          text: question ? `${text}\n\n${quoted(question)}` : text,
          attachments: files.map(({ name: filename, type, content }) => ({ filename, contentType: type, content })),
        });
        return sent.messageId;
      } finally {
        transport.close();
      }
    },
    close: () => sink.close(),
  };
}

function quoted({ from, date, text }: Email): string {
  const day = date ? new Date(date).toLocaleDateString('fr-FR') : '';
  const lines = (text ?? '').trim().split('\n');
  return [
    `Le ${day}, ${from?.name ?? ''} <${from?.address ?? ''}> a écrit :`,
    ...lines.map((line) => `> ${line}`),
  ].join('\n');
}
