import { NotProved, NotSignedIn } from '../identity-and-sign-in-errors.js';
import { ASSERTION, PROTOCOL, SIGNATURE, SUCCESS } from './saml-constants.js';
import { allElements, attributeOf, childElements, readXml, textIn, type XmlElement } from './read-xml.js';

/** More than any provider sends, and little enough to look at. */
export const RESPONSE_BYTES = 128 * 1024;

/** Signatures that nobody can forge today: none with SHA-1. */
const SIGNATURE_METHODS = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
];
const DIGEST_METHODS = ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'];
const CANONICALIZATIONS = [
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
];
/** What SAML allows (Core § 5.4.4): the signature is left out, and the rest is written in one way. */
const TRANSFORMS = [...CANONICALIZATIONS, 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'];

/** A response whose form leaves no doubt about what is signed in it. Nothing of it is believed yet. */
export interface PlainResponse {
  xml: string;
  isSigned: boolean;
}

const assert: (condition: boolean, message: string) => asserts condition = (condition, message) => {
  if (!condition) throw new NotProved(message);
};

/**
 * Reads a response as it was posted, in Base64. It must have the one form that providers send: one `Response` with one `Assertion` in
 * it, signatures of these two alone, no id twice, and no comment, entity or type that some readers see and others do not. So
 * nothing is left to wrap a signed assertion into (XML signature wrapping), nor to cut a name by (comment truncation).
 *
 * @throws NotProved, UnreadableXml; NotSignedIn where the provider says so.
 */
export function parseSamlResponse(
  posted: string,
  expected: { issuer: string; acsUrl: string; requestId: string },
): PlainResponse {
  const xml = decoded(posted);
  assert(!/<!|<\?(?!xml )/.test(xml), 'There is a comment, a type or an instruction in the response.');
  const root = readXml(xml);
  assert(root.namespaceURI === PROTOCOL && root.localName === 'Response', 'It is no response of SAML 2.0.');
  const elements = allElements(root);
  assertMeant(root, expected);
  assertSuccess(root);
  const assertion = onlyAssertion(root, elements);
  assertIdsAreUnique(elements);
  const signatures = elements.filter(({ localName }) => localName === 'Signature');
  for (const signature of signatures) assertPlainSignature(signature, [root, assertion]);
  assert(signatures.filter(({ parentNode }) => parentNode === assertion).length === 1, 'The assertion is not signed.');
  return { xml, isSigned: signatures.some(({ parentNode }) => parentNode === root) };
}

function decoded(posted: string): string {
  assert(posted.length <= RESPONSE_BYTES, 'The response is too long.');
  assert(/^[\w+/=\s-]+$/.test(posted), 'The response is no Base64.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(posted, 'base64'));
  } catch (cause) {
    throw new NotProved('The response is no UTF-8.', { cause });
  }
}

/** Whom the response says that it is from and for. Where that is signed, the signature is checked afterwards. */
function assertMeant(root: XmlElement, { issuer, acsUrl, requestId }: Parameters<typeof parseSamlResponse>[1]): void {
  for (const element of childElements(root, ASSERTION, 'Issuer'))
    assert(textIn(element) === issuer, `The response is of another provider: ${textIn(element)}.`);
  const destination = attributeOf(root, 'Destination');
  assert(destination === null || destination === acsUrl, `The response is for another address: ${destination}.`);
  assert(attributeOf(root, 'InResponseTo') === requestId, 'The response is to another request, or to none.');
}

function assertSuccess(root: XmlElement): void {
  const [status] = childElements(root, PROTOCOL, 'Status');
  const [code] = status ? childElements(status, PROTOCOL, 'StatusCode') : [];
  assert(code !== undefined, 'There is no status.');
  if (attributeOf(code, 'Value') === SUCCESS) return;
  // The first says whose fault it is, the one in it what it is.
  const [detail] = childElements(code, PROTOCOL, 'StatusCode');
  const name = /:([a-z]{1,40})$/i.exec(attributeOf(detail ?? code, 'Value') ?? '')?.[1];
  throw new NotSignedIn(name ?? 'error');
}

function onlyAssertion(root: XmlElement, elements: readonly XmlElement[]): XmlElement {
  assert(
    !elements.some(({ localName }) => /^Encrypted/.test(localName)),
    'The assertion, or a part of it, is encrypted.',
  );
  const found = elements.filter(({ localName }) => localName === 'Assertion');
  const [assertion] = found;
  assert(assertion !== undefined && found.length === 1, `There are ${found.length} assertions.`);
  assert(assertion.parentNode === root && assertion.namespaceURI === ASSERTION, 'The assertion is in another place.');
  const responses = elements.filter(({ localName }) => localName === 'Response');
  assert(responses.length === 1, 'There is a response within the response.');
  return assertion;
}

function assertIdsAreUnique(elements: readonly XmlElement[]): void {
  const ids = elements.flatMap((element) =>
    Array.from({ length: element.attributes.length }, (_, index) => element.attributes.item(index)!)
      .filter(({ localName, name }) => /^id$/i.test(localName ?? name))
      .map(({ value }) => value),
  );
  assert(new Set(ids).size === ids.length, 'Two elements have the same id.');
}

function assertPlainSignature(signature: XmlElement, signed: readonly XmlElement[]): void {
  const parent = signed.find((element) => element === signature.parentNode);
  assert(parent !== undefined && signature.namespaceURI === SIGNATURE, 'There is a signature in another place.');
  const within = (name: string) => allElements(signature).filter(({ localName }) => localName === name);
  const algorithms = (name: string) => within(name).map((element) => attributeOf(element, 'Algorithm') ?? '');
  assert(within('Object').length === 0, 'There is an object in a signature.');
  const references = within('Reference');
  const id = attributeOf(parent, 'ID');
  assert(references.length === 1 && id !== null, 'A signature is not of one element.');
  assert(attributeOf(references[0]!, 'URI') === `#${id}`, 'A signature is of another element than the one it is in.');
  assertOnly(algorithms('SignatureMethod'), SIGNATURE_METHODS);
  assertOnly(algorithms('DigestMethod'), DIGEST_METHODS);
  assertOnly(algorithms('CanonicalizationMethod'), CANONICALIZATIONS);
  assertOnly(algorithms('Transform'), TRANSFORMS);
}

function assertOnly(used: readonly string[], taken: readonly string[]): void {
  const other = used.find((algorithm) => !taken.includes(algorithm));
  assert(used.length > 0 && other === undefined, `A signature is made by ${other ?? 'nothing'}.`);
}
