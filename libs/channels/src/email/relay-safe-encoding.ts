import MailComposer from 'nodemailer/lib/mail-composer';

/** The texts of a mail, and all else that the composer of nodemailer takes. */
export type ComposerOptions = NonNullable<ConstructorParameters<typeof MailComposer>[0]>;

/** The ways in which texts can be encoded, the most readable first. Lines of base64 contain nothing that is changed. */
const ENCODINGS = ['quoted-printable', 'base64'] as const;

/** Builds a mail whose lines have at most 76 characters of ASCII, and that no server has a reason to change: a signature stays valid. */
export async function buildMail(mail: ComposerOptions): Promise<Buffer> {
  let raw = await build(mail);
  for (const encoding of ENCODINGS) if (isChangedOnTheWay(raw)) raw = await build(encoded(mail, encoding));
  return raw;
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

/** The same mail with its texts in one encoding. Its files are base64 in any case. */
function encoded(mail: ComposerOptions, contentTransferEncoding: (typeof ENCODINGS)[number]): ComposerOptions {
  const { text, html, alternatives = [] } = mail;
  return {
    ...mail,
    ...(text === undefined ? {} : { text: { content: text as string, contentTransferEncoding } }),
    ...(html === undefined ? {} : { html: { content: html as string, contentTransferEncoding } }),
    alternatives: alternatives.map((one) => ({ ...one, contentTransferEncoding })),
  };
}
