import { selfSigned } from '../../../../../test/support/self-signed-certificate.js';
import { readCertificates } from './certificates.js';
import { ownSamlMetadata, readSamlMetadata } from './saml-metadata.js';

const [first, second] = ['first.test', 'second.test'].map((name) => selfSigned(name).certificate);
const base64 = (pem: string): string => pem.replace(/-----.*-----/g, '').trim();
const key = (pem: string, use = ' use="signing"'): string =>
  `<KeyDescriptor${use}><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
  ${base64(pem)}
  </X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
const service = (binding: string, location: string): string =>
  `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`;
const descriptor = (inside: string): string =>
  `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${inside}</IDPSSODescriptor>`;
const entity = (inside: string, id = 'https://sts.test/adfs/services/trust'): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${id}">${inside}</EntityDescriptor>`;
const good = descriptor(
  key(first!) + service('HTTP-POST', 'https://sts.test/post') + service('HTTP-Redirect', 'https://sts.test/sso'),
);

const reasonOf = (xml: string): string => {
  try {
    readSamlMetadata(xml);
    return 'read';
  } catch (error) {
    return (error as { more: { errors: { reason: string }[] } }).more.errors[0]!.reason;
  }
};

describe('the metadata of a provider', () => {
  it('says what is to be entered', () => {
    const found = readSamlMetadata(`\uFEFF<?xml version="1.0"?>\n<!-- of our directory -->${entity(good)}`);
    expect(found).toMatchObject({ issuer: 'https://sts.test/adfs/services/trust', signInUrl: 'https://sts.test/sso' });
    expect(found.certificates.map(({ subject }) => subject)).toEqual(['CN=first.test']);
  });

  it('has both certificates of one that changes them, and none for encryption', () => {
    const keys =
      key(second!) + key(first!, '') + key(first!) + key(selfSigned('enc.test').certificate, ' use="encryption"');
    const found = readSamlMetadata(entity(descriptor(keys + service('HTTP-Redirect', 'https://sts.test/sso'))));
    expect(found.certificates.map(({ subject }) => subject)).toEqual(['CN=second.test', 'CN=first.test']);
  });

  it('is found in a list of one, and not chosen out of several', () => {
    const list = (...items: string[]) =>
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${items.join('')}</EntitiesDescriptor>`;
    expect(reasonOf(list(entity(good)))).toBe('read');
    expect(reasonOf(list(entity(good), entity(good, 'urn:other')))).toBe('not-saml-metadata');
  });

  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const wrong: [string, string, string][] = [
    ['that is none', 'hello', 'not-saml-metadata'],
    ['of a service', ownSamlMetadata({ entityId: 'urn:us', redirectUri: 'https://us.test' }), 'not-saml-metadata'],
    ['with a type', `${bomb}${entity(good)}`, 'not-saml-metadata'],
    ['with a foreign entity', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${entity(good)}`, 'not-saml-metadata'],
    ['without an address', entity(descriptor(key(first!))), 'not-saml-metadata'],
    [
      'with an address in the clear',
      entity(good.replace('https://sts.test/sso', 'http://sts.test/sso')),
      'not-saml-metadata',
    ],
    [
      'with an address that is a program',
      entity(good.replace('https://sts.test/sso', 'javascript:alert(1)')),
      'not-saml-metadata',
    ],
    [
      'without a certificate',
      entity(descriptor(service('HTTP-Redirect', 'https://sts.test/sso'))),
      'not-saml-metadata',
    ],
    ['with what is no certificate', entity(good.replace(base64(first!), 'AAAA')), 'not-a-certificate'],
    [
      'with a short key',
      entity(good.replace(base64(first!), base64(selfSigned('s', { bits: 1024 }).certificate))),
      'weak-certificate',
    ],
    ['of no name', entity(good, ''), 'not-saml-metadata'],
  ];
  // Threats: A05.
  it.each(wrong)('%s is refused', (_, xml, reason) => {
    expect(reasonOf(xml)).toBe(reason);
  });
});

describe('certificates', () => {
  it('are read as people paste them, each once', () => {
    const text = `Bag Attributes\n  friendlyName: x\n${first}\r\n${second!.replaceAll('\n', '\r\n')}`;
    expect(readCertificates([text, base64(first!), ''])).toEqual([first, second]);
    expect(readCertificates(['-----BEGIN CERTIFICATE-----'])).toBe('not-a-certificate');
  });
});

describe('our metadata', () => {
  it('says what we are called, where responses are posted, and that assertions are signed', () => {
    const xml = ownSamlMetadata({
      entityId: 'https://guichet.test/saml/1/metadata',
      redirectUri: 'https://guichet.test/saml/1/acs',
    });
    expect(xml).toContain('entityID="https://guichet.test/saml/1/metadata"');
    expect(xml).toContain('WantAssertionsSigned="true"');
    expect(xml).toMatch(/HTTP-POST" Location="https:\/\/guichet\.test\/saml\/1\/acs"/);
    expect(() => ownSamlMetadata({ entityId: null, redirectUri: 'https://guichet.test' })).toThrow();
  });
});
