import { SamlProvider as Emulator, type SamlPerson } from '../../../../../test/providers/saml-provider.js';
import { selfSigned } from '../../../../../test/support/self-signed-certificate.js';
import { NotProved, NotSignedIn, type Identity } from '../identity-and-sign-in-errors.js';
import { ownSamlMetadata } from './saml-metadata.js';
import { beginBySaml, identifyBySaml, type SamlProvider } from './saml-sign-in.js';

const ENTITY = 'https://guichet.test/saml/1/metadata';
const ACS = 'https://guichet.test/saml/1/acs';
const MAIL = 'urn:oid:0.9.2342.19200300.100.1.3';

let idp: Emulator;
let provider: SamlProvider;
beforeAll(async () => {
  idp = await Emulator.start();
  idp.register(ownSamlMetadata({ entityId: ENTITY, redirectUri: ACS }));
  provider = {
    ...{ issuer: idp.entityId, signInUrl: idp.signInUrl, certificates: [idp.certificate] },
    ...{ entityId: ENTITY, acsUrl: ACS, mailAttribute: '', domains: ['ville.test'] },
  };
});
afterAll(() => idp?.close());
afterEach(() => {
  idp.falsify = {};
  idp.signsResponses = false;
  idp.signatureAlgorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
});

const ana: SamlPerson = { nameId: 'ana-17', attributes: { [MAIL]: 'ana@ville.test' } };

async function signIn(person: SamlPerson | null = ana, { isAgain = false, ...more }: Signing = {}): Promise<Identity> {
  const { secrets, url } = await beginBySaml({ ...provider, ...more }, isAgain);
  const { SAMLResponse } = await idp.signIn(url, person);
  return identifyBySaml({ ...provider, ...more }, { secrets, posted: SAMLResponse });
}
type Signing = Partial<SamlProvider> & { isAgain?: boolean };

/** Why nobody was let in, as it is written into the log. */
const refusal = (...signing: Parameters<typeof signIn>): Promise<string> =>
  signIn(...signing).then(
    ({ subject }) => `let in ${subject}`,
    (error: Error) => error.message,
  );

describe('a response', () => {
  it('says who has signed in, where the assertion is signed, and the response too or not', async () => {
    const isAna = { subject: 'ana-17', idpId: 'saml', address: 'ana@ville.test', issuer: idp.entityId, amr: [] };
    expect(await signIn()).toMatchObject(isAna);
    idp.signsResponses = true;
    expect(await signIn()).toMatchObject(isAna);
    idp.signatureAlgorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';
    expect(await signIn()).toMatchObject(isAna);
  });

  it('answers a request that says who we are and asks for nothing that providers refuse', async () => {
    await signIn(ana, { isAgain: true });
    expect(idp.lastRequest).toContain(`AssertionConsumerServiceURL="${ACS}"`);
    expect(idp.lastRequest).toContain('ForceAuthn="true"');
    expect(idp.lastRequest).not.toMatch(/RequestedAuthnContext|Format=/);
  });

  it('without anybody says so, in the words of the provider', async () => {
    await expect(signIn(null)).rejects.toEqual(new NotSignedIn('AuthnFailed'));
    idp.falsify.unsigned = (xml) => xml.replace('status:AuthnFailed', 'x&lt;script&gt;');
    await expect(signIn(null)).rejects.toMatchObject({ code: 'error' });
  });

  it('is taken from clocks that are a little apart, and by either of two certificates', async () => {
    idp.falsify.unsigned = (xml) => moved(xml, 40);
    expect(await signIn()).toMatchObject({ subject: 'ana-17' });
    idp.falsify.unsigned = (xml) => moved(xml, -340);
    expect(await signIn()).toMatchObject({ subject: 'ana-17' });
    idp.falsify = { key: selfSigned('next.test') };
    const certificates = [idp.certificate, idp.falsify.key!.certificate];
    expect(await signIn(ana, { certificates })).toMatchObject({ subject: 'ana-17' });
    expect(await refusal(ana)).toBe('Invalid signature');
  });
});

/** All times of a document, by some seconds later. */
const moved = (xml: string, seconds: number): string =>
  xml.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (at) => new Date(Date.parse(at) + seconds * 1000).toISOString());
const with_ = (from: string | RegExp, to: string) => (xml: string) => {
  const changed = xml.replace(from, to);
  if (changed === xml) throw new Error(`There is no ${String(from)}.`);
  return changed;
};
const assertionOf = (xml: string): string => /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)![0];
const withoutSignature = (xml: string): string => xml.replace(/<ds:Signature.*?<\/ds:Signature>/s, '');
/** An assertion for somebody else, with another id and no signature. */
const forged = (xml: string): string =>
  withoutSignature(assertionOf(xml))
    .replace(/ID="[^"]+"/, 'ID="_forged"')
    .replace('ana-17', 'root-1');

describe('a response that was signed for something else is refused', () => {
  const wrong: [string, (xml: string) => string, RegExp][] = [
    ['another audience', with_(/<saml:Audience>[^<]*/, '<saml:Audience>https://other.test'), /audience mismatch/],
    ['no audience', with_(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, ''), /no AudienceRestriction/],
    ['another issuer', (xml) => xml.replaceAll(idp.entityId, 'urn:test:other'), /of another provider/],
    [
      'another issuer in the assertion alone',
      (xml) => xml.replace(/(<saml:Assertion.*?<saml:Issuer>)[^<]*/, '$1urn:other'),
      /assertion is of another provider/,
    ],
    ['another address', with_(`Destination="${ACS}"`, 'Destination="https://other.test/acs"'), /for another address/],
    ['another recipient', with_(`Recipient="${ACS}"`, 'Recipient="https://other.test/acs"'), /No confirmation/],
    ['no recipient', with_(` Recipient="${ACS}"`, ''), /No confirmation/],
    ['another request', (xml) => xml.replace(/InResponseTo="[^"]*"/g, 'InResponseTo="_other"'), /another request/],
    ['no request', (xml) => xml.replace(/ InResponseTo="[^"]*"/g, ''), /another request, or to none/],
    [
      'no request, in the assertion alone',
      (xml) => xml.replace(/(<saml:SubjectConfirmationData.*?) InResponseTo="[^"]*"/, '$1'),
      /No confirmation/,
    ],
    ['whoever holds a key', with_('cm:bearer', 'cm:holder-of-key'), /No confirmation/],
    ['an hour ago', (xml) => moved(xml, -3600), /No valid subject confirmation|over/],
    ['an hour from now', (xml) => moved(xml, 3600), /not yet valid|another time/],
    [
      'ever',
      (xml) => xml.replace(/(<saml:Conditions[^>]*) NotOnOrAfter="[^"]*"/, '$1'),
      /time NotOnOrAfter|Error parsing/,
    ],
    ['nobody who signed in', with_(/<saml:AuthnStatement.*<\/saml:AuthnStatement>/, ''), /not said that anybody/],
  ];
  // ASVS: 6.8.2, 6.8.3.
  it.each(wrong)('for %s', async (_, unsigned, why) => {
    idp.falsify = { unsigned };
    expect(await refusal()).toMatch(why);
  });
});

describe('a response that was changed on its way is refused', () => {
  const wrong: [string, (xml: string) => string, RegExp][] = [
    ['without a signature', withoutSignature, /not signed/],
    ['with another name', with_('ana-17', 'root-1'), /Invalid signature/],
    ['with a comment in the name', with_('ana-17', 'ana-1<!-- -->7'), /comment/],
    ['with an instruction in the name', with_('ana-17', 'ana-1<?x ?>7'), /comment, a type or an instruction/],
    ['with marked characters in the name', with_('ana-17', '<![CDATA[ana-17]]>'), /comment/],
    ['with a type', (xml) => `<!DOCTYPE r [<!ENTITY a "b">]>${xml}`, /comment, a type/],
    ['with a foreign entity', (xml) => `<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x">${xml}`, /comment, a type/],
    [
      'with a second assertion before it',
      (xml) => xml.replace('<saml:Assertion', `${forged(xml)}<saml:Assertion`),
      /2 assertions/,
    ],
    [
      'with a second assertion after it',
      (xml) => xml.replace('</samlp:Response>', `${forged(xml)}</samlp:Response>`),
      /2 assertions/,
    ],
    [
      'with the signed one within another one',
      (xml) =>
        xml.replace(assertionOf(xml), forged(xml).replace('</saml:Subject>', `</saml:Subject>${assertionOf(xml)}`)),
      /2 assertions/,
    ],
    [
      'with the signed one within the signature of another one',
      (xml) =>
        xml.replace(
          assertionOf(xml),
          forged(xml).replace(
            '</saml:Issuer>',
            `</saml:Issuer>${/<ds:Signature.*<\/ds:Signature>/s.exec(xml)![0].replace('</ds:Signature>', `<ds:Object>${assertionOf(xml)}</ds:Object></ds:Signature>`)}`,
          ),
        ),
      /2 assertions/,
    ],
    [
      'with the signed one in an extension',
      (xml) => xml.replace(assertionOf(xml), `<samlp:Extensions>${assertionOf(xml)}</samlp:Extensions>${forged(xml)}`),
      /2 assertions/,
    ],
    [
      'with the signature of another element',
      (xml) => xml.replace(/(<saml:Assertion[^>]*) ID="[^"]+"/, '$1 ID="_other"'),
      /of another element/,
    ],
    [
      'with an assertion by the name of another namespace',
      (xml) => xml.replace('</samlp:Response>', '<Assertion xmlns="urn:x" ID="_x"/></samlp:Response>'),
      /2 assertions/,
    ],
    [
      'with an id twice',
      (xml) =>
        xml.replace('<samlp:Status>', `<samlp:Status Id="${/<saml:Assertion[^>]* ID="([^"]+)"/.exec(xml)![1]}">`),
      /same id/,
    ],
    [
      'with a second response around it',
      (xml) => `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${xml}</samlp:Response>`,
      /another request|no status/,
    ],
    [
      'with nothing but an encrypted part',
      (xml) => xml.replace(assertionOf(xml), '<saml:EncryptedAssertion/>'),
      /encrypted/,
    ],
    ['cut off', (xml) => xml.slice(0, -20), /unclosed|end tag|element/i],
    [
      'nested deeply',
      (xml) => xml.replace('<samlp:Status>', `${'<x>'.repeat(500)}${'</x>'.repeat(500)}<samlp:Status>`),
      /too deeply/,
    ],
    ['that is very long', (xml) => xml.replace('<samlp:Status>', `${' '.repeat(300_000)}<samlp:Status>`), /too long/],
  ];
  // Threats: A05.
  // ASVS: 6.8.2.
  it.each(wrong)('%s', async (_, signed, why) => {
    idp.falsify = { signed };
    expect(await refusal()).toMatch(why);
  });

  it('though the assertion still is as it was signed', async () => {
    idp.signsResponses = true;
    idp.falsify.signed = with_('<samlp:Status>', '<samlp:Status x="1">');
    expect(await refusal()).toBe('Invalid document signature');
    // Nor is a signature of the response good for an assertion without one.
    idp.falsify.signed = (xml) => xml.replace(/(<saml:Assertion.*?)<ds:Signature.*?<\/ds:Signature>/s, '$1');
    expect(await refusal()).toMatch(/not signed/);
  });

  // ASVS: 6.8.2.
  it.each(['signature', 'digest'])('with a %s by SHA-1', async (which) => {
    if (which === 'signature') idp.signatureAlgorithm = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
    else
      idp.falsify.signed = with_('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1');
    expect(await refusal()).toMatch(/^A signature is made by .*sha1/);
  });

  it('with a key that it brings itself', async () => {
    idp.falsify.key = selfSigned('idp.test');
    expect(await refusal()).toBe('Invalid signature');
  });

  it('that is no Base64, no UTF-8 or no XML', async () => {
    const { secrets } = await beginBySaml(provider, false);
    const identified = (posted: string) => identifyBySaml(provider, { secrets, posted }).catch((error: Error) => error);
    for (const posted of ['<samlp:Response/>', Buffer.from([0xff, 0xfe, 0x3c]).toString('base64')])
      expect(await identified(posted)).toBeInstanceOf(NotProved);
    for (const text of ['', 'a', '<a>', '<a/><b/>', '{"a":1}'])
      expect(await identified(Buffer.from(text).toString('base64'))).toBeInstanceOf(Error);
  });
});

describe('who it is', () => {
  const names: [string, SamlPerson['attributes']][] = [
    ['Shibboleth and Renater', { [MAIL]: 'Ana@Ville.test' }],
    ['Entra ID and ADFS', { 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress': 'ana@ville.test' }],
    ['Keycloak', { email: 'ana@ville.test' }],
    ['several addresses', { mail: ['ana@perso.test', 'ana@ville.test'] }],
  ];
  it.each(names)('is read from the attributes of %s', async (_, attributes) => {
    expect((await signIn({ nameId: 'x', attributes })).address).toBe('ana@ville.test');
  });

  it('is read from the attribute that an administrator has named, and from no other one', async () => {
    const attributes = { mail: 'other@ville.test', courriel: 'ana@ville.test' };
    expect((await signIn({ nameId: 'x', attributes }, { mailAttribute: 'courriel' })).address).toBe('ana@ville.test');
    expect((await signIn({ nameId: 'x', attributes }, { mailAttribute: 'absent' })).address).toBeNull();
  });

  it('has an address by the name itself only where the provider says that it is one', async () => {
    expect((await signIn({ nameId: 'ana@ville.test', format: 'emailAddress' })).address).toBe('ana@ville.test');
    expect((await signIn({ nameId: 'ana@ville.test', format: 'unspecified' })).address).toBeNull();
  });

  it('has no address by what is none', async () => {
    for (const mail of ['root@ville.test@evil.test', 'root', 'a b@ville.test', '@ville.test'])
      expect([mail, (await signIn({ nameId: 'x', attributes: { mail } })).address]).toEqual([mail, null]);
  });

  it('has a name that lasts, also where that of the assertion does not', async () => {
    const pairwise = 'urn:oasis:names:tc:SAML:attribute:pairwise-id';
    const person: SamlPerson = { nameId: '_random', format: 'transient', attributes: { [pairwise]: 'a1b2@idp.test' } };
    expect(await signIn(person)).toMatchObject({ subject: 'a1b2@idp.test', idpId: `saml ${pairwise}` });
    expect(await refusal({ ...person, attributes: {} })).toMatch(/transient or empty/);
    expect(await refusal({ nameId: ' ' })).toMatch(/transient or empty/);
  });

  it('is called what the directory calls them', async () => {
    const named = async (attributes: SamlPerson['attributes']) => (await signIn({ nameId: 'x', attributes })).name;
    expect(await named({ displayName: 'Ana Roy' })).toBe('Ana Roy');
    expect(await named({ givenName: 'Ana', sn: 'Roy' })).toBe('Ana Roy');
    expect(await named({ role: 'administrator' })).toBeNull();
  });

  // ASVS: 6.8.4.
  it('has proved it when the provider says, by what it says', async () => {
    const signedInAt = new Date(Date.now() - 3 * 3_600_000);
    const identity = await signIn({ ...ana, signedInAt, classRef: 'https://refeds.org/profile/mfa' });
    expect(identity).toMatchObject({ provedAt: signedInAt, amr: ['https://refeds.org/profile/mfa'] });
    expect(await refusal({ ...ana, signedInAt }, { isAgain: true })).toMatch(/asked again/);
    expect(await signIn(ana, { isAgain: true })).toMatchObject({ subject: 'ana-17' });
    const ahead = await signIn({ ...ana, signedInAt: new Date(Date.now() + 3_600_000) });
    expect(ahead.provedAt!.getTime()).toBeLessThanOrEqual(Date.now());
  });
});
