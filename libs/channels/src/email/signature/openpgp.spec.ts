import { createCleartextMessage, createMessage, generateKey, readSignature, sign, type PrivateKey } from 'openpgp';
import { parseMail } from '../parse-mail.js';

const AT = new Date('2026-11-02T12:00:00Z');
const MADE = new Date('2026-10-01T12:00:00Z');
const CONTENT = 'Content-Type: text/plain; charset=utf-8\r\n\r\nÀ mardi, — Zoé.  ';

const keyOf = async (address: string, more: { keyExpirationTime?: number } = {}): Promise<PrivateKey> => {
  const userIDs = [{ name: 'Zoé Martin', email: address }];
  return (await generateKey({ type: 'ecc', curve: 'ed25519Legacy', userIDs, date: MADE, format: 'object', ...more }))
    .privateKey;
};

async function signatureOf(content: string, key: PrivateKey): Promise<string> {
  const message = await createMessage({ binary: new Uint8Array(Buffer.from(content)) });
  return String(await sign({ message, signingKeys: key, detached: true, date: MADE }));
}

interface Mail {
  content?: string;
  signature: string;
  headers?: string;
  /** A part that is not signed. */
  key?: string;
}

const head = (type: string, headers = '') =>
  `From: Zoé Martin <Zoe@example.org>\r\nSubject: Signé\r\nMIME-Version: 1.0\r\n${headers}Content-Type: ${type}\r\n`;

const mail = ({ content = CONTENT, signature, headers }: Mail) =>
  [
    head('multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha512; boundary=s', headers),
    `--s\r\n${content}`,
    `--s\r\nContent-Type: application/pgp-signature; name=signature.asc\r\n\r\n${signature}\r\n--s--\r\n`,
  ].join('\r\n');

const withKey = (key: PrivateKey, content = CONTENT) =>
  `Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n${content}\r\n--m\r\nContent-Type: application/pgp-keys; name=key.asc\r\n\r\n${key.toPublic().armor().replaceAll(/\r?\n/g, '\r\n')}\r\n--m--\r\n`;

async function read(source: string) {
  const [event] = await parseMail({
    ...{ raw: new Uint8Array(Buffer.from(source)), digest: 'd', mailFrom: null, rcptTo: [], own: [] },
    ...{ receivedAt: AT.getTime(), withHtml: true },
  });
  if (event?.type !== 'message') throw new Error('This is no message.');
  return event;
}

let zoe: PrivateKey;
beforeAll(async () => {
  zoe = await keyOf('zoe@example.org');
});

// Threats: M17.
describe('a signature of OpenPGP', () => {
  it.each(['\r\n', '\n'])('cannot be verified without its key, with line ends %j', async (lineEnd) => {
    const signed = mail({ signature: await signatureOf(CONTENT, zoe) });
    const message = await read(signed.replaceAll('\r\n', lineEnd));
    expect(message).toMatchObject({ text: 'À mardi, — Zoé.  ', attachments: [], flags: [] });
    expect(message.signature).toMatchObject({ kind: 'openpgp', state: 'key-unknown', signer: null, partial: false });
    expect(zoe.getFingerprint()).toContain(message.signature?.fingerprint);
  });

  it('is intact by a key that came with the mail, as a file or in the header', async () => {
    const content = withKey(zoe);
    const byFile = await read(mail({ content, signature: await signatureOf(content, zoe) }));
    const data = Buffer.from(zoe.toPublic().write()).toString('base64').replace(/.{70}/g, '$&\r\n ');
    const headers = `Autocrypt: addr=zoe@example.org; prefer-encrypt=mutual; keydata=\r\n ${data}\r\n`;
    const byHeader = await read(mail({ headers, signature: await signatureOf(CONTENT, zoe) }));
    for (const { signature } of [byFile, byHeader])
      expect(signature).toMatchObject({
        ...{ state: 'key-enclosed', signer: { name: 'Zoé Martin', address: 'zoe@example.org' } },
        ...{ fingerprint: zoe.getFingerprint(), signedAt: MADE.toISOString() },
      });
  });

  it('is altered, expired, or that of another address', async () => {
    const content = withKey(zoe);
    const signature = await signatureOf(content, zoe);
    expect((await read(mail({ content: content.replace('mardi', 'lundi'), signature }))).signature?.state).toBe(
      'altered',
    );
    const luc = await keyOf('luc@example.org');
    const byLuc = mail({ content: withKey(luc), signature: await signatureOf(withKey(luc), luc) });
    expect((await read(byLuc)).signature?.state).toBe('other-address');
    const old = await keyOf('zoe@example.org', { keyExpirationTime: 24 * 3600 });
    const byOld = mail({ content: withKey(old), signature: await signatureOf(withKey(old), old) });
    expect((await read(byOld)).signature?.state).toBe('expired');
  });

  it('cannot be judged where it is damaged or far too large', async () => {
    const of = async (signature: string) => (await read(mail({ signature }))).signature;
    expect(await of('-----BEGIN PGP SIGNATURE-----\r\n\r\nnope\r\n')).toMatchObject({
      state: 'unjudged',
      cause: 'damaged',
    });
    expect(await of('x'.repeat(100_000))).toMatchObject({ state: 'unjudged', cause: 'too-large' });
    const one = (await readSignature({ armoredSignature: await signatureOf(CONTENT, zoe) })).write() as Uint8Array;
    const many = Buffer.concat(Array.from({ length: 400 }, () => one));
    const armored = (await readSignature({ binarySignature: new Uint8Array(many) })).armor();
    expect(await of(armored)).toMatchObject({ state: 'unjudged', cause: 'too-large' });
  });
});

describe('a text signed by OpenPGP', () => {
  const signedText = async (text: string) =>
    sign({ message: await createCleartextMessage({ text }), signingKeys: zoe, date: MADE });

  it('is shown without its armor', async () => {
    const text = await signedText('Bonjour,\n- un point – ça va ?\nZoé');
    const message = await read(`${head('text/plain; charset=utf-8')}\r\n${text}`);
    expect(message.text).toBe('Bonjour,\n- un point – ça va ?\nZoé');
    expect(message.signature).toMatchObject({ state: 'key-unknown', partial: false });
  });

  it('is shown as it is where other words stand around it', async () => {
    const message = await read(`${head('text/plain; charset=utf-8')}\r\nVoici :\r\n${await signedText('Bonjour')}`);
    expect(message.text).toContain('Voici :\n-----BEGIN PGP SIGNED MESSAGE-----');
    expect(message.signature).toMatchObject({ state: 'key-unknown', partial: true });
  });

  it('is a text like any other where it is damaged', async () => {
    const text = '-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\nBonjour\r\n';
    const message = await read(`${head('text/plain')}\r\n${text}`);
    expect(message.text).toContain('Bonjour');
    expect(message.signature).toMatchObject({ state: 'unjudged', cause: 'damaged' });
  });
});

describe('a mail encrypted by OpenPGP', () => {
  const ARMORED = '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n';

  it('says so, and is kept whole with its file', async () => {
    const message = await read(
      [
        head('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e'),
        '--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1',
        `--e\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n${ARMORED}--e--\r\n`,
      ].join('\r\n'),
    );
    expect(message).toMatchObject({ text: '', flags: ['encrypted'] });
    expect(message.attachments.map(({ name }) => name)).toContain('encrypted.asc');
    expect(message.signature).toBeUndefined();
  });

  it('says so where its text is encrypted', async () => {
    const message = await read(`${head('text/plain')}\r\n${ARMORED}`);
    expect(message.flags).toEqual(['encrypted']);
    expect(message.text).toContain('hQEMA');
  });
});
