import { createHash } from 'node:crypto';
import type { InboundMessage } from '../inbound-events.js';
import { limits } from './mime-tree.js';
import { parseMail } from './parse-mail.js';

async function read(raw: string): Promise<InboundMessage> {
  const bytes = Uint8Array.from(Buffer.from(raw));
  const digest = createHash('sha256').update(bytes).digest('hex');
  const [event] = await parseMail({
    raw: bytes,
    digest,
    mailFrom: null,
    rcptTo: [],
    receivedAt: Date.parse('2026-11-02T12:00:00Z'),
    own: ['mairie@ville.example'],
    withHtml: true,
  });
  if (event?.type !== 'message') throw new Error(`not a message: ${JSON.stringify(event)}`);
  return event;
}

const HEAD =
  'From: zoe@example.org\r\nTo: mairie@ville.example\r\nSubject: Sujet\r\nDate: Mon, 2 Nov 2026 09:15:00 +0100\r\n';

describe('a mail beyond a limit', () => {
  // Threats: A090, A099, M03.
  it('has its parts counted', async () => {
    const parts = '--b\r\nContent-Type: application/pdf\r\n\r\nx\r\n'.repeat(limits.parts + 500);
    const { attachments, hiddenParts, flags } = await read(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`,
    );
    expect(attachments.length + hiddenParts).toBe(limits.parts + 500);
    expect(flags).toContain('parts-hidden');
  });

  // Threats: M02.
  it('is read as deep as is sensible', async () => {
    let raw = `${HEAD}Content-Type: multipart/mixed; boundary=b0\r\n\r\n--b0\r\nContent-Type: text/plain\r\n\r\nen haut\r\n`;
    for (let n = 1; n < 1000; n += 1) raw += `--b${n - 1}\r\nContent-Type: multipart/mixed; boundary=b${n}\r\n\r\n`;
    expect((await read(`${raw}--b999\r\n\r\nen bas\r\n`)).text).toContain('en haut');
  });

  // Threats: A090, M04.
  it('keeps its text behind endless headers', async () => {
    const { text, hiddenParts, subject } = await read(
      `${HEAD}${'X-Filler: abcdefghijklmnop\r\n'.repeat(100_000)}\r\nBonjour`,
    );
    expect({ text, hiddenParts, subject }).toEqual({ text: 'Bonjour', hiddenParts: 1, subject: 'Sujet' });
  });

  // Threats: M23, M25.
  it('has its subject cut at 998 characters and its references at 50', async () => {
    const references = Array.from({ length: 500 }, (_, n) => `<r${n}@x>`).join('\r\n ');
    const message = await read(`${HEAD.replace('Sujet', 'x'.repeat(10_000))}References: ${references}\r\n\r\nBonjour`);
    expect(message.subject).toHaveLength(998);
    expect(message.threadKeys).toHaveLength(50);
    expect(message.threadKeys[0]).toBe('ref:r499@x');
  });

  it('has its first files unpacked, and keeps the rest as text', async () => {
    const file = 'begin 644 a\r\n#86)C\r\n`\r\nend\r\n';
    const { attachments, text } = await read(`${HEAD}\r\n${file.repeat(101)}`);
    expect(attachments).toHaveLength(100);
    expect(text.trim()).toBe(file.replaceAll('\r', '').trim());
    const unfinished = `${'begin 644 a\r\n'.repeat(1000)}${file}`;
    expect((await read(`${HEAD}\r\n${unfinished}`)).text).toBe(unfinished.replaceAll('\r', '').trim());
  });

  // Threats: A094, H06.
  it.each([
    ['deep', '<div>'.repeat(5000)],
    ['large', '<p>'.padEnd(3_000_000, 'x ')],
  ])('shows its words where its HTML is too %s', async (_, filler) => {
    const { html, text, flags } = await read(`${HEAD}Content-Type: text/html\r\n\r\n<p>Bonjour</p>${filler}`);
    expect(html).toBeNull();
    expect(text.startsWith('Bonjour')).toBe(true);
    expect(flags).toContain('text-only-fallback');
  });
});

describe('the quote of an HTML mail', () => {
  const quote =
    '<div class="gmail_quote"><div class="gmail_attr">---------- Message transféré ----------<br>De : Anna &lt;anna@example.org&gt;<br>Date : lun. 2 nov. 2026 à 09:15<br>Objet : Demande<br></div>Bonjour</div>';
  const htmlOf = async (above: string) =>
    (await read(`${HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n<div>${above}</div>${quote}`)).html;

  it('is shown where the mail only forwards it', async () => {
    expect(await htmlOf('Envoyé de mon iPhone')).not.toContain('data-quoted');
  });

  it('is folded where the sender says something', async () => {
    expect(await htmlOf('Pour vous.')).toContain('<div data-quoted>');
  });
});

describe('a mail of a careless program', () => {
  // Threats: M05, M06, M07.
  it.each([
    ['a blank line with a space in it', `${HEAD} \r\nBonjour`],
    ['no line before its text but that', `${HEAD}X-Last: a\r\n\t\r\nBonjour`],
    ['carriage returns alone in its text', `${HEAD}\r\nBonjour\r`],
    ['padding in the middle of its base64', `${HEAD}Content-Transfer-Encoding: base64\r\n\r\nQm9uag==\r\nb3Vy`],
    ['half an escape at the end', `${HEAD}Content-Transfer-Encoding: quoted-printable\r\n\r\nBon=\r\njour=`],
    ['an unknown encoding', `${HEAD}Content-Transfer-Encoding: x-none\r\n\r\nBonjour`],
    ['an unknown charset', `${HEAD}Content-Type: text/plain; charset=x-none\r\n\r\nBonjour`],
    ['two content types', `${HEAD}Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nBonjour`],
    ['a type that is none', `${HEAD}Content-Type: text\r\n\r\nBonjour`],
  ])('is read in spite of %s', async (_, raw) => expect((await read(raw)).text.trim()).toBe('Bonjour'));

  it('keeps a header that is folded over a line of white space', async () => {
    expect((await read(`${HEAD.replace('Sujet', 'un\r\n \r\n deux')}\r\nBonjour`)).subject).toBe('un deux');
  });
});

describe('the fingerprint of a mail', () => {
  const fingerprint = async (raw: string) => (await read(raw)).fingerprint;

  it('is the same by another way', async () => {
    const mail = `${HEAD}\r\nBonjour`;
    expect(await fingerprint(`Received: from a by b\r\nDelivered-To: x@y.example\r\n${mail}`)).toBe(
      await fingerprint(mail),
    );
  });

  it.each(['zoe@', 'Sujet', '09:15', 'Bonjour'])('is another when %s is', async (piece) => {
    const mail = `${HEAD}\r\nBonjour`;
    expect(await fingerprint(mail.replace(piece, piece === '09:15' ? '09:16' : `a${piece}`))).not.toBe(
      await fingerprint(mail),
    );
  });

  it('is another when an attachment is', async () => {
    const mail = (content: string) =>
      `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf\r\n\r\n${content}\r\n--b--\r\n`;
    expect(await fingerprint(mail('a'))).not.toBe(await fingerprint(mail('b')));
  });
});

describe('what a mail cannot say', () => {
  // Threats: A009, A010, S24.
  it('is who it really is from, by headers of ours', async () => {
    const { threadKeys, from } = await read(
      `X-Guichet-Case: 1\r\nrcpt-to: mairie+rabcdefgh23@ville.example\r\nAuthentication-Results: ville.example; dkim=pass\r\n${HEAD}\r\nx`,
    );
    expect(threadKeys).toEqual([]);
    expect(from?.verified).toBe(false);
  });

  // Threats: L01.
  it('is that a person wrote it, when robots say otherwise', async () => {
    expect((await read(`Auto-Submitted: no\r\nX-Autoreply: yes\r\n${HEAD}\r\nx`)).automatic).toBe('reply');
    expect((await read(`Auto-Submitted: auto-replied (vacation)\r\n${HEAD}\r\nx`)).automatic).toBe('reply');
    expect((await read(`Precedence: junk\r\n${HEAD}\r\nx`)).automatic).toBe('bulk');
    expect((await read(`Auto-Submitted: no\r\n${HEAD}\r\nx`)).automatic).toBeUndefined();
  });
});
