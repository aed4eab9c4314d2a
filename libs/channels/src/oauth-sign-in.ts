/** An app as its provider knows it, and what it asks for. */
export interface OAuthClient {
  /** What people call the provider: a brand, or the host of its issuer. */
  providerName: string;
  /** Absent: they are read from the issuer's own description (OpenID Connect Discovery). */
  endpoints?: { authorization: string; token: string };
  issuer: string;
  clientId: string;
  /** Empty for a public client, which proves by PKCE alone that it is the one that has asked. */
  clientSecret: string;
  /** Separated by blanks. */
  scopes: string;
  /** `consent`: a person signs in and allows it once; `client-credentials`: the app signs in as itself. */
  grant: 'consent' | 'client-credentials';
  /** What the provider wants to be asked to give a refresh token. */
  consentParameters: Readonly<Record<string, string>>;
}

/** How an account signs in with OAuth 2. */
export interface OAuthSignIn {
  client: OAuthClient;
  /** What the provider puts into its form: who is expected to sign in. */
  loginHint: string;
  /** The servers that get the tokens, as `host:port`. Tokens that were given for others are not sent to them. */
  servers: readonly string[];
}
