import { NotProved, SKEW_SECONDS, TOKEN_SECONDS, type Identity } from '../identity-and-sign-in-errors.js';
import { amrSecondFactors } from '../amr-second-factors.js';
import {
  ASSERTION,
  BEARER,
  FAMILY_NAME_ATTRIBUTES,
  GIVEN_NAME_ATTRIBUTES,
  LASTING_ATTRIBUTES,
  MAIL_ATTRIBUTES,
  MAIL_FORMAT,
  NAME_ATTRIBUTES,
  TRANSIENT,
  WAYS_ATTRIBUTE,
} from './saml-constants.js';
import { attributeOf, childElements, readXml, textIn, type XmlElement } from './read-xml.js';

/** What an assertion must say to be meant for this sign-in. */
export interface Expected {
  issuer: string;
  acsUrl: string;
  requestId: string;
  /** SAML: the attribute with the mail address; empty: one of the usual names. */
  mailAttribute: string;
  domains: readonly string[];
}

type Attributes = ReadonlyMap<string, readonly string[]>;

/**
 * Reads who has signed in, from nothing but what the signature was found to be of. The library has checked the signature, audience and
 * times; the issuer, the recipient and that the times are there at all are looked at here, as it leaves them to whoever calls it.
 *
 * @throws NotProved, UnreadableXml.
 */
export function validateAssertion(signedXml: string, expected: Expected): Identity {
  const assertion = readXml(signedXml);
  const issuer = only(assertion, 'Issuer');
  if (textIn(issuer) !== expected.issuer)
    throw new NotProved(`The assertion is of another provider: ${textIn(issuer)}.`);
  const subject = only(assertion, 'Subject');
  assertForUs(subject, expected);
  assertTimes(assertion);
  const nameId = only(subject, 'NameID');
  const attributes = attributesOf(assertion);
  const { provedAt, classes } = statementOf(assertion);
  return {
    issuer: expected.issuer,
    ...subjectOf(nameId, attributes),
    address: addressOf(nameId, attributes, expected),
    // The directory of the organisation says so, and signs it; the domains of the provider say how far that counts.
    isAddressVerified: true,
    name: nameOf(attributes),
    siret: null,
    amr: amrSecondFactors('saml', [...classes, ...(attributes.get(WAYS_ATTRIBUTE) ?? [])]),
    provedAt,
    idToken: null,
  };
}

function only(parent: XmlElement, name: string): XmlElement {
  const [found, other] = childElements(parent, ASSERTION, name);
  if (!found || other) throw new NotProved(`There is not exactly one ${name}.`);
  return found;
}

/** One confirmation by whoever bears the assertion, for our address and for this request, which still holds. */
function assertForUs(subject: XmlElement, { acsUrl, requestId }: Expected): void {
  const isForUs = childElements(subject, ASSERTION, 'SubjectConfirmation').some((confirmation) => {
    const [data] = childElements(confirmation, ASSERTION, 'SubjectConfirmationData');
    return (
      data !== undefined &&
      attributeOf(confirmation, 'Method') === BEARER &&
      attributeOf(data, 'Recipient') === acsUrl &&
      attributeOf(data, 'InResponseTo') === requestId &&
      secondsUntil(data, 'NotOnOrAfter') > -SKEW_SECONDS
    );
  });
  if (!isForUs) throw new NotProved('No confirmation is for this address, this request and this moment.');
}

function assertTimes(assertion: XmlElement): void {
  const age = -secondsUntil(assertion, 'IssueInstant');
  if (age < -SKEW_SECONDS || age > TOKEN_SECONDS + SKEW_SECONDS)
    throw new NotProved(`The assertion is of another time: it is ${Math.round(age)} s old.`);
  if (secondsUntil(only(assertion, 'Conditions'), 'NotOnOrAfter') <= -SKEW_SECONDS)
    throw new NotProved('The assertion is over.');
}

/** Throws NotProved where there is no such time. */
function secondsUntil(element: XmlElement, attribute: string): number {
  return (instantOf(element, attribute).getTime() - Date.now()) / 1000;
}

function instantOf(element: XmlElement, attribute: string): Date {
  const written = attributeOf(element, attribute) ?? '';
  const at = new Date(/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(written) ? written : Number.NaN);
  if (Number.isNaN(at.getTime())) throw new NotProved(`There is no time ${attribute}.`);
  return at;
}

/** When and how somebody signed in there, by the latest of what is said of it. */
function statementOf(assertion: XmlElement): { provedAt: Date; classes: string[] } {
  const statements = childElements(assertion, ASSERTION, 'AuthnStatement');
  if (statements.length === 0) throw new NotProved('It is not said that anybody signed in.');
  const times = statements.map((statement) => instantOf(statement, 'AuthnInstant').getTime());
  const classes = statements
    .flatMap((statement) => childElements(statement, ASSERTION, 'AuthnContext'))
    .flatMap((context) => childElements(context, ASSERTION, 'AuthnContextClassRef'))
    .map(textIn);
  // One of the future is of now, as far as it can be believed.
  return { provedAt: new Date(Math.min(Math.max(...times), Date.now())), classes };
}

function attributesOf(assertion: XmlElement): Attributes {
  const attributes = new Map<string, string[]>();
  for (const statement of childElements(assertion, ASSERTION, 'AttributeStatement'))
    for (const attribute of childElements(statement, ASSERTION, 'Attribute')) {
      const name = attributeOf(attribute, 'Name') ?? '';
      // A value with elements in it is none of those that are asked for here.
      const values = childElements(attribute, ASSERTION, 'AttributeValue')
        .filter((value) => childElements(value).length === 0)
        .map(textIn)
        .filter(Boolean);
      attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
    }
  return attributes;
}

const firstOf = (attributes: Attributes, names: readonly string[]): string | null =>
  names.map((name) => attributes.get(name)?.[0]).find((value) => value !== undefined) ?? null;

function subjectOf(nameId: XmlElement, attributes: Attributes): Pick<Identity, 'subject' | 'idpId'> {
  const isLasting = attributeOf(nameId, 'Format') !== TRANSIENT;
  const name = isLasting ? undefined : LASTING_ATTRIBUTES.find((each) => attributes.get(each)?.length === 1);
  const subject = isLasting ? textIn(nameId) : name && attributes.get(name)![0]!;
  if (!subject) throw new NotProved('Nothing names the person in a way that lasts: the NameID is transient or empty.');
  if (subject.length > 1000) throw new NotProved('The name of the person is too long.');
  return { subject, idpId: name ? `saml ${name}` : 'saml' };
}

/** Of several addresses, the one in the domains of the provider. */
function addressOf(nameId: XmlElement, attributes: Attributes, { mailAttribute, domains }: Expected): string | null {
  const names = mailAttribute ? [mailAttribute] : MAIL_ATTRIBUTES;
  const isMail = !mailAttribute && attributeOf(nameId, 'Format') === MAIL_FORMAT;
  const all = [...names.flatMap((name) => attributes.get(name) ?? []), ...(isMail ? [textIn(nameId)] : [])]
    .map((address) => address.toLowerCase())
    .filter((address) => /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= 254);
  return all.find((address) => domains.includes(address.split('@')[1]!)) ?? all[0] ?? null;
}

function nameOf(attributes: Attributes): string | null {
  const whole = firstOf(attributes, NAME_ATTRIBUTES);
  const parts = [GIVEN_NAME_ATTRIBUTES, FAMILY_NAME_ATTRIBUTES].map((names) => firstOf(attributes, names));
  return (whole ?? parts.filter(Boolean).join(' ')).slice(0, 120) || null;
}
