import { generateKeyPairSync, webcrypto, X509Certificate, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { Integer, ObjectIdentifier, OctetString, Utf8String } from 'asn1js';
import {
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  ExtKeyUsage,
  Extension,
  GeneralName,
  GeneralNames,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { judgeCms } from './smime.js';
import { parseMail } from '../parse-mail.js';

type Key = webcrypto.CryptoKey;
interface Holder {
  certificate: Certificate;
  key: Key;
}

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const MAIL_PURPOSE = '1.3.6.1.5.5.7.3.4';
const WEB_PURPOSE = '1.3.6.1.5.5.7.3.1';
const AT = new Date('2026-11-02T12:00:00Z');

/** Keys are slow to make, so that the specs share some. */
const keys = Array.from({ length: 3 }, () => generateKeyPairSync('rsa', { modulusLength: 2048 }));

const imported = async (key: KeyObject, use: 'sign' | 'verify'): Promise<Key> =>
  webcrypto.subtle.importKey(
    use === 'sign' ? 'pkcs8' : 'spki',
    key.export({ type: use === 'sign' ? 'pkcs8' : 'spki', format: 'der' }),
    RSA,
    true,
    [use],
  );

const native = ({ certificate }: Holder) => new X509Certificate(Buffer.from(certificate.toSchema().toBER()));

interface Wanted {
  name: string;
  address?: string;
  issuer?: Holder;
  /** Which of the keys. */
  n: number;
  until?: string;
  purposes?: string[];
}

let serial = 1;

/** A certificate of somebody, or of an issuer where it has no address. */
async function certified({ name, address, issuer, n, until = '2027-01-01', purposes }: Wanted): Promise<Holder> {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: serial++ });
  const named = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) });
  certificate.subject.typesAndValues.push(named);
  certificate.issuer.typesAndValues.push(...(issuer?.certificate.subject.typesAndValues ?? [named]));
  certificate.notBefore.value = new Date('2025-01-01');
  certificate.notAfter.value = new Date(until);
  const constraints = new BasicConstraints({ cA: address === undefined });
  certificate.extensions = [extension('2.5.29.19', constraints)];
  if (address !== undefined) {
    const names = new GeneralNames({ names: [new GeneralName({ type: 1, value: address })] });
    certificate.extensions.push(extension('2.5.29.17', names));
    certificate.extensions.push(extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: purposes ?? [MAIL_PURPOSE] })));
  }
  const key = await imported(keys[n]!.privateKey, 'sign');
  await certificate.subjectPublicKeyInfo.importKey(await imported(keys[n]!.publicKey, 'verify'));
  await certificate.sign(issuer?.key ?? key, 'SHA-256');
  return { certificate, key };
}

const extension = (extnID: string, value: { toSchema(): { toBER(): ArrayBuffer } }) =>
  new Extension({ extnID, critical: false, extnValue: value.toSchema().toBER(), parsedValue: value });

interface Signing {
  detached?: boolean;
  hash?: string;
  /** Certificates beside that of the signer. */
  others?: Holder[];
}

/** The file of a signature over some content, as a mail program makes it. */
async function signed(content: string, by: Holder, { detached = true, hash = 'SHA-256', others = [] }: Signing = {}) {
  const bytes = Buffer.from(content.replaceAll(/\r?\n/g, '\r\n'));
  const digest = await webcrypto.subtle.digest(hash, bytes);
  const data = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.7.1',
      ...(detached ? {} : { eContent: new OctetString({ valueHex: new Uint8Array(bytes).buffer }) }),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: by.certificate.issuer,
          serialNumber: by.certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new Attribute({
              type: '1.2.840.113549.1.9.3',
              values: [new ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })],
            }),
            new Attribute({ type: '1.2.840.113549.1.9.4', values: [new OctetString({ valueHex: digest })] }),
          ],
        }),
      }),
    ],
    certificates: [by, ...others].map(({ certificate }) => certificate),
  });
  await data.sign(by.key, 0, hash, new Uint8Array(bytes).buffer);
  const info = new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) });
  return Buffer.from(info.toSchema().toBER());
}

const INNER = 'Content-Type: text/plain; charset=utf-8\n\nJe confirme ma demande.';
const head = (type: string, from = 'Zoé Martin <Zoe.Martin@example.org>') =>
  `From: ${from}\nTo: mairie@ville.example\nSubject: Signé\nMIME-Version: 1.0\nContent-Type: ${type}\n`;

const inBase64 = (file: Buffer) => file.toString('base64').replace(/.{76}/g, '$&\n');

/** A mail with its signature beside its content. */
const beside = (file: Buffer, content = INNER, from?: string) =>
  `${head('multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s', from)}
--s
${content}
--s
Content-Type: application/pkcs7-signature; name=smime.p7s
Content-Transfer-Encoding: base64

${inBase64(file)}
--s--
`;
const inside = (file: Buffer, type = 'application/pkcs7-mime; smime-type=signed-data; name=smime.p7m') =>
  `${head(type)}Content-Transfer-Encoding: base64\n\n${inBase64(file)}\n`;

async function read(mail: string, lineEnd = '\r\n') {
  const [event] = await parseMail({
    ...{
      raw: new Uint8Array(Buffer.from(mail.replaceAll('\n', lineEnd))),
      digest: 'd',
      mailFrom: null,
      rcptTo: [],
      own: [],
    },
    ...{ receivedAt: AT.getTime(), withHtml: true },
  });
  if (event?.type !== 'message') throw new Error('This is no message.');
  return event;
}

let root: Holder;
let issuer: Holder;
let zoe: Holder;
beforeAll(async () => {
  root = await certified({ name: 'Racine', n: 0 });
  issuer = await certified({ name: 'Autorité du courrier', n: 1, issuer: root });
  zoe = await certified({ name: 'Zoé Martin', address: 'Zoe.Martin@example.org', n: 2, issuer });
});

/** Judges a signature in a house that knows the root. */
async function judge(
  by: Holder,
  { content = INNER, at = AT, ...signing }: Signing & { content?: string; at?: Date } = {},
) {
  const file = await signed(INNER, by, { others: [issuer], ...signing });
  const bytes = Buffer.from(content.replaceAll('\n', '\r\n'));
  const context = { senders: ['zoe.martin@example.org'], at, detached: bytes, trusted: [native(root)] };
  return (await judgeCms(file, context)).judgement;
}

// Threats: A014, M17.
describe('a signature of S/MIME', () => {
  it('is valid where a known issuer vouches for the address of the sender', async () => {
    expect(await judge(zoe)).toMatchObject({
      kind: 'smime',
      state: 'valid',
      signer: { name: 'Zoé Martin', address: 'zoe.martin@example.org' },
      issuer: 'Autorité du courrier',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is that of another address, or of nobody known', async () => {
    const luc = await certified({ name: 'Luc', address: 'luc@example.org', n: 2, issuer });
    expect(await judge(luc)).toMatchObject({ state: 'other-address', signer: { address: 'luc@example.org' } });
    const own = await certified({ name: 'Zoé Martin', address: 'zoe.martin@example.org', n: 2 });
    expect(await judge(own)).toMatchObject({ state: 'issuer-unknown', issuer: 'Zoé Martin' });
    expect(await judge(zoe, { others: [] })).toMatchObject({ state: 'issuer-unknown' });
  });

  it('has expired, or was altered', async () => {
    const old = await certified({ name: 'Zoé', address: 'zoe.martin@example.org', n: 2, issuer, until: '2026-10-01' });
    expect(await judge(old)).toMatchObject({ state: 'expired' });
    expect(await judge(zoe, { content: INNER.replace('confirme', 'retire') })).toMatchObject({ state: 'altered' });
  });

  it.each([
    ['SHA-1', { hash: 'SHA-1' }, undefined, 'weak'],
    ['the certificate of a web server', {}, [WEB_PURPOSE], 'not-for-mail'],
  ])('is not judged by %s', async (_, signing, purposes, cause) => {
    const by = purposes
      ? await certified({ name: 'Z', address: 'zoe.martin@example.org', n: 2, issuer, purposes })
      : zoe;
    expect(await judge(by, signing)).toMatchObject({ state: 'unjudged', cause });
  });

  it('is not vouched for by somebody whom an issuer has only certified', async () => {
    const forged = await certified({ name: 'Maire', address: 'maire@ville.example', n: 0, issuer: zoe });
    expect(await judge(forged, { others: [issuer, zoe] })).toMatchObject({ state: 'issuer-unknown' });
  });

  it('is followed through issuers that vouch for each other in circles without end', async () => {
    const a = await certified({ name: 'A', n: 0 });
    const b = await certified({ name: 'B', n: 1, issuer: a });
    const circle = await certified({ name: 'A', n: 0, issuer: b });
    const by = await certified({ name: 'Zoé', address: 'zoe.martin@example.org', n: 2, issuer: b });
    const context = { senders: [], at: AT, detached: Buffer.from(INNER.replaceAll('\n', '\r\n')) };
    const { judgement } = await judgeCms(await signed(INNER, by, { others: [b, circle] }), { ...context, trusted: [] });
    expect(judgement.state).toBe('issuer-unknown');
  });
});

describe('a mail signed by S/MIME', () => {
  it.each(['\r\n', '\n'])('shows its content and no file of the signature, with line ends %j', async (lineEnd) => {
    const message = await read(beside(await signed(INNER, zoe)), lineEnd);
    expect(message).toMatchObject({ text: 'Je confirme ma demande.', attachments: [], flags: [] });
    expect(message.signature).toMatchObject({ state: 'issuer-unknown', partial: false });
  });

  it('is read where the content is inside of the signature, whatever its type says', async () => {
    const html = `Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/html\n\n<p>Voici</p><script>1</script>
--m\nContent-Type: text/plain; name=plan.txt\nContent-Disposition: attachment\n\nun plan\n--m--\n`;
    const file = await signed(html, zoe, { detached: false });
    for (const type of [undefined, 'application/x-pkcs7-mime', 'application/octet-stream; name=smime.p7m']) {
      const message = await read(inside(file, type));
      expect(message).toMatchObject({ text: 'Voici', html: '<p>Voici</p>', subject: 'Signé', flags: [] });
      expect(message.attachments).toMatchObject([{ name: 'plan.txt', content: Buffer.from('un plan') }]);
      expect(message.signature).toMatchObject({ state: 'issuer-unknown', partial: false });
    }
  });

  it('is altered where what is shown is not what is signed, though the signature has a copy of that', async () => {
    const file = await signed(INNER, zoe, { detached: false });
    expect((await read(beside(file, INNER.replace('ma', 'sa')))).signature?.state).toBe('altered');
  });

  it('says that only a part is signed', async () => {
    const file = await signed(INNER, zoe);
    const more = '--s\nContent-Type: text/plain\n\nAutre texte\n--s--';
    expect((await read(beside(file).replace('--s--', more))).signature?.partial).toBe(true);
    const listed = beside(file).replace(
      /^(.*)(Content-Type: multipart\/signed.*)$/s,
      '$1Content-Type: multipart/mixed; boundary=l\n\n--l\n$2--l\nContent-Type: text/plain\n\nListe\n--l--\n',
    );
    const message = await read(listed);
    expect(message).toMatchObject({ signature: { state: 'issuer-unknown', partial: true } });
    expect(message.text).toContain('Liste');
  });

  it('keeps what cannot be read as the file that it is', async () => {
    const file = await signed(INNER, zoe, { detached: false });
    const message = await read(inside(file.subarray(0, -200)));
    expect(message).toMatchObject({ text: '', attachments: [{ name: 'smime.p7m' }] });
    expect(message.signature).toMatchObject({ state: 'unjudged', cause: 'damaged' });
  });

  it('is read to the end however its file is damaged', async () => {
    const file = await signed(INNER, zoe, { detached: false, others: [issuer] });
    const damaged = fc.array(fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(damaged, async (changes) => {
        const bytes = Buffer.from(file);
        for (const [at, value] of changes) bytes[at] = value;
        const { signature, text, attachments } = await read(inside(bytes));
        expect(text !== '' || attachments.length > 0 || signature !== undefined).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('says that it is encrypted, and keeps the file whole', async () => {
    const enveloped = Buffer.from('308006092a864886f70d010703a0803080020100', 'hex');
    const message = await read(inside(enveloped, 'application/pkcs7-mime; name=smime.p7m'));
    expect(message).toMatchObject({ flags: ['encrypted'], attachments: [{ name: 'smime.p7m', content: enveloped }] });
    expect(message.signature).toBeUndefined();
  });
});
