import { isEntityId, isSafeAddress, type SamlProviderFacts } from '@guichet/contracts';
import { Failure, wrongField } from '@guichet/platform';
import { readCertificates, shownCertificate } from './certificates.js';
import { samlLibrary } from './load-saml.js';
import { METADATA, REDIRECT, SIGNATURE } from './saml-constants.js';
import { allElements, attributeOf, childElements, parentOf, readXml, textIn, type XmlElement } from './read-xml.js';

/**
 * Reads what a SAML provider publishes about itself. Nothing in it is signed by anybody whom we know: an administrator has fetched it,
 * sees what was read, and saves it.
 *
 * @throws Failure `invalid-request`: `not-saml-metadata`, `not-a-certificate`, `weak-certificate`.
 */
export function readSamlMetadata(xml: string): SamlProviderFacts {
  const facts = factsOf(xml);
  if (!facts) throw wrongField('xml', 'not-saml-metadata');
  const certificates = readCertificates(facts.certificates);
  if (typeof certificates === 'string') throw wrongField('xml', certificates);
  return { ...facts, certificates: certificates.map(shownCertificate) };
}

type Facts = Pick<SamlProviderFacts, 'issuer' | 'signInUrl'> & { certificates: string[] };

/** Null where it is not the metadata of one provider, with all that is needed. */
function factsOf(xml: string): Facts | null {
  // What files begin with that were written on Windows.
  const elements = elementsOf(xml.replace(/^\uFEFF/, '').trim());
  const [provider, other] = elements.filter(
    ({ namespaceURI, localName }) => namespaceURI === METADATA && localName === 'IDPSSODescriptor',
  );
  const entity = provider && parentOf(provider);
  if (!provider || other || entity?.localName !== 'EntityDescriptor') return null;
  const issuer = attributeOf(entity, 'entityID')?.trim() ?? '';
  const signInUrl = childElements(provider, METADATA, 'SingleSignOnService')
    .filter((service) => attributeOf(service, 'Binding') === REDIRECT)
    .map((service) => attributeOf(service, 'Location')?.trim() ?? '')
    .find(isSafeAddress);
  const certificates = childElements(provider, METADATA, 'KeyDescriptor')
    .filter((key) => attributeOf(key, 'use') !== 'encryption')
    .flatMap((key) => allElements(key))
    .filter(({ namespaceURI, localName }) => namespaceURI === SIGNATURE && localName === 'X509Certificate')
    .map(textIn);
  if (!isEntityId(issuer) || !signInUrl || certificates.length === 0) return null;
  return { issuer, signInUrl, certificates };
}

function elementsOf(xml: string): XmlElement[] {
  try {
    return allElements(readXml(xml));
  } catch {
    return [];
  }
}

/** Returns what this product publishes about itself for one provider: what it is called there, and where responses are posted to. */
export function ownSamlMetadata({ entityId, redirectUri }: { entityId: string | null; redirectUri: string }): string {
  if (entityId === null) throw new Failure('not-found');
  return samlLibrary().generateServiceProviderMetadata({
    issuer: entityId,
    callbackUrl: redirectUri,
    identifierFormat: null,
    wantAssertionsSigned: true,
    // The same each time, so that whoever compares two sees what has changed.
    generateUniqueId: () => '_guichet',
  });
}
