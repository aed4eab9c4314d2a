import MailComposer from 'nodemailer/lib/mail-composer';

/** The texts of a mail, and all else that the composer of nodemailer takes. */
export type ComposerOptions = NonNullable<ConstructorParameters<typeof MailComposer>[0]>;

/** Builds a mail whose lines have at most 76 characters of ASCII, and that no server has a reason to change: a signature stays valid. */
export async function buildMail(mail: ComposerOptions): Promise<Buffer> {
  const raw = await build(mail);
  return isChangedOnTheWay(raw) ? withSafeBeginnings(await build(quotedPrintable(mail))) : raw;
}

/** The library leaves the line ends of texts as they are; SMTP knows one (RFC 5321 § 2.3.8). */
async function build(mail: ComposerOptions): Promise<Buffer> {
  const raw = await new MailComposer(mail).compile().build();
  const text = raw.toString('latin1');
  return /\r(?!\n)|(?<!\r)\n/.test(text) ? Buffer.from(text.replace(/\r\n?|\n/g, '\r\n'), 'latin1') : raw;
}

/**
 * What servers change in a body: white space at the end of a line, a "From " at its beginning, and a point there where one of them
 * counts wrongly.
 */
function isChangedOnTheWay(raw: Buffer): boolean {
  const body = raw.subarray(raw.indexOf('\r\n\r\n') + 2).toString('latin1');
  return /[ \t]\r\n|\r\n(?:\.|From )/.test(body);
}

/** The same mail with its texts as quoted-printable. Its files are base64 in any case. */
function quotedPrintable(mail: ComposerOptions): ComposerOptions {
  const { text, html, alternatives = [] } = mail;
  const contentTransferEncoding = 'quoted-printable' as const;
  return {
    ...mail,
    ...(text === undefined ? {} : { text: { content: text as string, contentTransferEncoding } }),
    ...(html === undefined ? {} : { html: { content: html as string, contentTransferEncoding } }),
    alternatives: alternatives.map((one) => ({ ...one, contentTransferEncoding })),
  };
}

/** A point, or the F of a "From ", at the beginning of a line by its number. The line goes on in the next, so that it gets no longer. */
function withSafeBeginnings(raw: Buffer): Buffer {
  const start = raw.indexOf('\r\n\r\n') + 2;
  let body = raw.subarray(start).toString('latin1');
  // What follows a point may be another one.
  while (/\r\n(?:\.|From )/.test(body))
    body = body.replace(/\r\n\./g, '\r\n=2E=\r\n').replace(/\r\nFrom /g, '\r\n=46rom=20=\r\n');
  return Buffer.concat([raw.subarray(0, start), Buffer.from(body, 'latin1')]);
}
