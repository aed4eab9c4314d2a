/** Namespaces of SAML 2.0 and of what it is signed by. */
export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';

export const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
export const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
export const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
export const MAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** The usual names of a mail address: Shibboleth and Renater, Entra ID and ADFS, Keycloak and others. */
export const MAIL_ATTRIBUTES = [
  'urn:oid:0.9.2342.19200300.100.1.3',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  ...['mail', 'email', 'Email', 'emailAddress', 'emailaddress', 'urn:mace:dir:attribute-def:mail'],
];

/**
 * What calls somebody by the same word each time, where the name in the assertion is another one each time: the subject and pairwise
 * identifiers of SAML, `eduPersonUniqueId` and `eduPersonPrincipalName`.
 */
export const LASTING_ATTRIBUTES = [
  'urn:oasis:names:tc:SAML:attribute:pairwise-id',
  'urn:oasis:names:tc:SAML:attribute:subject-id',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.13',
  'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
];

export const NAME_ATTRIBUTES = [
  'urn:oid:2.16.840.1.113730.3.1.241',
  'http://schemas.microsoft.com/identity/claims/displayname',
  ...['displayName', 'urn:oid:2.5.4.3', 'cn'],
];
export const GIVEN_NAME_ATTRIBUTES = [
  'urn:oid:2.5.4.42',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
  ...['givenName', 'firstName'],
];
export const FAMILY_NAME_ATTRIBUTES = [
  'urn:oid:2.5.4.4',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
  ...['sn', 'surname', 'lastName'],
];
/** Entra ID and ADFS say by it how somebody signed in. */
export const WAYS_ATTRIBUTE = 'http://schemas.microsoft.com/claims/authnmethodsreferences';
