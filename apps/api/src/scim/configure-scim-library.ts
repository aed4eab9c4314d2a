import SCIMMY from 'scimmy';

/** What directories send of a person and Guichet does not keep. They send it whatever the schema says, so it is passed over. */
const NOT_KEPT = [
  ...['nickName', 'profileUrl', 'title', 'userType', 'locale', 'timezone', 'password', 'preferredLanguage'],
  ...['phoneNumbers', 'ims', 'photos', 'addresses', 'entitlements', 'roles', 'x509Certificates'],
];

/** Whether this attribute of a person is one that is passed over. Attributes of extensions are. */
export const isNotKept = (attribute: string): boolean =>
  /^urn:/i.test(attribute) || NOT_KEPT.some((name) => name.toLowerCase() === attribute.toLowerCase());

export const MAX_RESULTS = 200;

/** Below which path a directory finds us. */
export const SCIM_PATH = '/scim/v2';

/** Tells the library, which is one for the whole process, what we keep and what we can do. */
export function configureScimLibrary(publicUrl: string): void {
  const base = `${publicUrl}${SCIM_PATH}`;
  const { User, Group, Schema, ResourceType, ServiceProviderConfig } = SCIMMY.Resources;
  for (const resource of [User, Group, Schema, ResourceType, ServiceProviderConfig]) resource.basepath(base);
  if (SCIMMY.Resources.declared(User)) return;
  for (const name of NOT_KEPT) SCIMMY.Schemas.User.definition.truncate(name);
  SCIMMY.Resources.declare(User);
  SCIMMY.Resources.declare(Group);
  SCIMMY.Config.set({
    patch: true,
    filter: MAX_RESULTS,
    etag: true,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A secret or an access token of a service account with the scope scim:write.',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
  });
}
