import { AuthorizationResponseError, ResponseBodyError } from 'oauth4webapi';
import { ChannelError } from '../../channel-error.js';
import { cleanLine } from '../../kit/clean-text.js';
import { reason, type Code } from '../texts.js';
import type { OAuthClient } from '../../oauth-sign-in.js';

/** The consent of a person is missing or over: only somebody who signs in again can help. */
export class ConsentNeeded extends ChannelError {
  constructor(because: string) {
    super(because, { retryable: true, isAccountFault: true });
    this.name = 'ConsentNeeded';
  }
}

/** Nobody has allowed the app to use the mailbox yet. */
export const noConsent = ({ providerName: provider }: Pick<OAuthClient, 'providerName'>): ConsentNeeded =>
  new ConsentNeeded(reason('consent-needed', { provider }));

/** Why a consent is over. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const OVER: Readonly<Record<string, Code>> = {
  '50053': 'consent-user-disabled',
  '50055': 'consent-password-changed',
  '50057': 'consent-user-disabled',
  '50074': 'consent-more-proof',
  '50076': 'consent-more-proof',
  '50078': 'consent-more-proof',
  '50079': 'consent-more-proof',
  '50173': 'consent-password-changed',
  '53003': 'consent-policy',
  '65001': 'consent-withdrawn',
  '700082': 'consent-unused',
  '700084': 'consent-unused',
  '70008': 'consent-unused',
  '70043': 'consent-policy',
};

/** What is wrong with the registration of the app, which an administrator puts right there or in the settings. */
const APP: Readonly<Record<string, Code>> = {
  '7000215': 'client-secret-wrong',
  '7000222': 'client-secret-expired',
  '700016': 'client-unknown',
  '7000229': 'client-not-allowed',
  '90002': 'tenant-unknown',
  '90094': 'client-not-allowed',
  '900023': 'tenant-unknown',
};

const APP_ERRORS: Readonly<Record<string, Code>> = {
  invalid_client: 'client-secret-wrong',
  deleted_client: 'client-unknown',
  unauthorized_client: 'client-not-allowed',
  admin_policy_enforced: 'client-not-allowed',
  org_internal: 'client-not-allowed',
  invalid_scope: 'client-not-allowed',
};

/** The refusals that mean that somebody must sign in again. */
const CONSENT_ERRORS = new Set(['invalid_grant', 'interaction_required', 'consent_required', 'login_required']);

/**
 * Returns what a failed request for a token means. The response itself is dropped, as it may hold tokens, which must not get
 * into a log with the cause.
 */
export function tokenError(error: unknown, provider: string): ChannelError {
  if (error instanceof ChannelError) return error;
  if (error instanceof ResponseBodyError) return refused({ provider, status: error.status, ...said(error) });
  const because = reason('provider-misunderstood', { provider });
  return new ChannelError(because, { retryable: true, isAccountFault: true });
}

/** As `tokenError`, for an app that signs in as itself: only the words of the provider say what would be a person's consent. */
export function appTokenError(error: unknown, provider: string): ChannelError {
  const fault = tokenError(error, provider);
  if (!(fault instanceof ConsentNeeded) || !(error instanceof ResponseBodyError)) return fault;
  const words = cleanLine(error.error_description || error.error, 300);
  return new ChannelError(reason('provider-refused', { provider, said: words }), {
    retryable: true,
    isAccountFault: true,
  });
}

const said = ({ error, error_description = '' }: ResponseBodyError) => ({ error, description: error_description });

interface Refusal {
  provider: string;
  status: number;
  error: string;
  description: string;
}

function refused({ provider, status, error, description }: Refusal): ChannelError {
  const aadsts = /\bAADSTS(\d+)/.exec(description)?.[1] ?? '';
  const app = APP[aadsts] ?? (OVER[aadsts] ? undefined : APP_ERRORS[error]);
  if (app) return new ChannelError(reason(app, { provider }), { retryable: true, isAccountFault: true });
  if (OVER[aadsts] || CONSENT_ERRORS.has(error)) {
    const because = reason(OVER[aadsts] ?? 'consent-withdrawn');
    return new ConsentNeeded(reason('consent-over', { provider, because }));
  }
  const words = cleanLine(description || error, 300);
  const because = reason(status >= 500 ? 'provider-down' : 'provider-refused', { provider, said: words });
  return new ChannelError(because, { retryable: true, isAccountFault: status < 500 });
}

/** Returns why a person came back from the provider without having allowed it. */
export function consentError(error: unknown, provider: string): ChannelError {
  if (!(error instanceof AuthorizationResponseError)) return tokenError(error, provider);
  if (error.error === 'access_denied' && !/AADSTS/.test(error.error_description ?? ''))
    return new ConsentNeeded(reason('consent-refused', { provider }));
  const { error: code, error_description: description = '' } = error;
  return refused({ provider, status: 400, error: code, description: decodeURIComponentSafely(description) });
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
