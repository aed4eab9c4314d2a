import { parseMail } from './parse-mail.js';

async function read(head: string, text: string, mailFrom: string | null = null) {
  const raw = Uint8Array.from(Buffer.from(`${head}\r\nTo: mairie@ville.example\r\n\r\n${text}\r\n`));
  const [event] = await parseMail({
    raw,
    digest: '',
    mailFrom,
    rcptTo: [],
    receivedAt: Date.parse('2026-11-02T12:00:00Z'),
    own: ['mairie@ville.example'],
    withHtml: true,
  });
  return event!;
}

describe('a bounce without a part for machines', () => {
  it.each([
    'Message non distribué',
    'Échec de la livraison',
    'Votre message n’a pas pu être remis',
    'Unzustellbar: Anfrage',
    'Nondeliverable mail',
    'Mail Delivery Failure',
    '=?utf-8?Q?Le_message_n=27a_pas_=C3=A9t=C3=A9_non_remis?=',
  ])('is known by its subject %j', async (subject) => {
    expect(await read(`From: Postmaster <postmaster@ville.example.net>\r\nSubject: ${subject}`, 'x')).toMatchObject({
      type: 'receipt',
      status: 'failed',
    });
  });

  it.each([
    'MAILER-DAEMON',
    'MAILER-DAEMON (Mail Delivery System)',
    '<MAILER-DAEMON@box_1.lan>',
    'mail <mailer-daemon>',
  ])('is known from %j', async (from) => {
    expect(await read(`From: ${from}\r\nSubject: x`, 'x', '')).toMatchObject({ type: 'receipt' });
  });

  it.each([
    ['of a person', 'From: Zoé <zoe@example.org>\r\nSubject: Message non distribué', null],
    ['of a person of that name', 'From: Zoé Postmaster <zoe@example.org>\r\nSubject: Message non distribué', null],
    [
      'of a program that answers',
      'From: zoe@example.org\r\nAuto-Submitted: auto-replied\r\nSubject: Non remis, je suis absente',
      '',
    ],
    ['of a postmaster about something else', 'From: postmaster@ville.example.net\r\nSubject: Maintenance lundi', null],
  ])('is no mail %s', async (_, head, mailFrom) => {
    expect(await read(head, 'Bonjour', mailFrom)).toMatchObject({ type: 'message' });
  });

  it('tells what the other server said', async () => {
    const event = await read(
      'From: mailer-daemon@example.org\r\nSubject: Undelivered mail',
      'Sorry.\r\n  550 This mailbox is closed',
    );
    expect(event).toMatchObject({ reason: '550 This mailbox is closed' });
  });
});
