import { X509Certificate } from 'node:crypto';
import type { SignInCheck, SignInProviderTest } from '@guichet/contracts';
import type { Http } from '../openid-connect.js';
import { providerFault } from '../provider-fault.js';
import { beginBySaml, type SamlProvider } from './saml-sign-in.js';

type Check = SignInProviderTest['checks'][number];

const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

const check = (
  name: SignInCheck,
  outcome: Check['outcome'],
  known: Partial<Pick<Check, 'reason' | 'detail'>> = {},
): Check => ({ check: name, outcome, reason: null, detail: null, ...known });

/**
 * Looks at all that can be looked at without a person who signs in. Browsers alone go to the provider: that this server does not get
 * there is no more than a hint.
 */
export async function testSamlProvider(provider: SamlProvider, http: Http): Promise<Check[]> {
  return [checkCertificates(provider, new Date()), await checkSignInPage(provider, http), check('logout', 'warning')];
}

/** The one that lasts longest counts, as the other one may be that of yesterday. */
export function checkCertificates({ certificates }: Pick<SamlProvider, 'certificates'>, now: Date): Check {
  const ends = certificates.map((pem) => new X509Certificate(pem).validToDate.getTime());
  if (ends.length === 0) return check('certificates', 'failed');
  const last = Math.max(...ends);
  const detail = new Date(last).toISOString().slice(0, 10);
  if (last < now.getTime()) return check('certificates', 'warning', { reason: 'certificate-over', detail });
  if (last < now.getTime() + SOON_DAYS * DAY_MS)
    return check('certificates', 'warning', { reason: 'certificate-soon', detail });
  return check('certificates', 'ok', { detail });
}

async function checkSignInPage(provider: SamlProvider, http: Http): Promise<Check> {
  if (provider.signInUrl === '') return check('sign-in-page', 'failed', { reason: 'address-missing' });
  try {
    const { url } = await beginBySaml(provider, false);
    const { status } = await http.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    return status < 400
      ? check('sign-in-page', 'ok', { detail: new URL(provider.signInUrl).host })
      : check('sign-in-page', 'failed', { reason: 'error-status', detail: String(status) });
  } catch (error) {
    return check('sign-in-page', 'warning', providerFault(error));
  }
}
