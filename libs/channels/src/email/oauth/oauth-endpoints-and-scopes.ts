import type { OAuthClient } from '../../oauth-sign-in.js';
import type { OAuthConfig } from './oauth-app-config.js';

/** Returns the app of an account's settings, with the addresses and scopes that its provider documents. */
export function oauthClientOf(config: OAuthConfig): OAuthClient {
  switch (config.provider) {
    case 'microsoft':
      return microsoft(config);
    case 'google':
      return google(config);
    case 'other':
      return other(config);
  }
}

type Of<Provider extends OAuthConfig['provider']> = Extract<OAuthConfig, { provider: Provider }>;

/** https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
function microsoft({ access, tenant, clientId, clientSecret, apiBaseUrl }: Of<'microsoft'>): OAuthClient {
  const root = `${apiBaseUrl ?? 'https://login.microsoftonline.com'}/${encodeURIComponent(tenant)}`;
  const isApplication = access === 'application';
  return {
    providerName: 'Microsoft 365',
    issuer: `${root}/v2.0`,
    endpoints: { authorization: `${root}/oauth2/v2.0/authorize`, token: `${root}/oauth2/v2.0/token` },
    clientId,
    clientSecret,
    scopes: isApplication
      ? 'https://outlook.office365.com/.default'
      : 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    grant: isApplication ? 'client-credentials' : 'consent',
    // Who administers the mailbox is often signed in as somebody else in this browser.
    consentParameters: { prompt: 'select_account' },
  };
}

/** https://developers.google.com/identity/protocols/oauth2/web-server */
function google({ clientId, clientSecret, apiBaseUrl }: Of<'google'>): OAuthClient {
  return {
    providerName: 'Google',
    issuer: apiBaseUrl ?? 'https://accounts.google.com',
    endpoints: {
      authorization: `${apiBaseUrl ?? 'https://accounts.google.com'}/o/oauth2/v2/auth`,
      token: `${apiBaseUrl ?? 'https://oauth2.googleapis.com'}/token`,
    },
    clientId,
    clientSecret,
    scopes: 'https://mail.google.com/',
    grant: 'consent',
    // Google gives a refresh token only with the first consent of a person, unless they are asked again.
    consentParameters: { access_type: 'offline', prompt: 'consent' },
  };
}

function other({ issuer, clientId, clientSecret, scopes }: Of<'other'>): OAuthClient {
  return {
    providerName: new URL(issuer).host,
    issuer,
    clientId,
    clientSecret,
    scopes,
    grant: 'consent',
    // OpenID Connect Core § 11: lasting access is given only to those who ask for consent.
    consentParameters: { prompt: 'consent' },
  };
}
