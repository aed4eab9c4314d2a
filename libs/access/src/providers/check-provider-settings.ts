import type { SignInCheck, SignInProviderTest } from '@guichet/contracts';
import { genericGrantRequest, ResponseBodyError, type Configuration } from 'openid-client';
import { discover, isAsymmetric, type Http, type OpenIdProvider } from './openid-connect.js';
import { providerFault, type ProviderFault } from './provider-fault.js';
import type { SecretState } from './provider-settings.js';

type Check = SignInProviderTest['checks'][number];
/** What is known of a check beside its outcome. */
type Known = Partial<Pick<Check, 'reason' | 'detail'>>;

const check = (name: SignInCheck, outcome: Check['outcome'], { reason = null, detail = null }: Known = {}): Check => ({
  check: name,
  outcome,
  reason,
  detail: detail?.slice(0, 300) ?? null,
});

/** Asks a provider all that can be asked without a person who signs in. */
export async function testProvider(
  provider: OpenIdProvider & { secret: SecretState },
  { http, redirectUri }: { http: Http; redirectUri: string },
): Promise<Check[]> {
  const known = await discover(provider, http).catch(providerFault);
  if (isFault(known)) return [check('discovery', 'failed', known)];
  return [
    check('discovery', 'ok', { detail: known.serverMetadata().issuer }),
    checkSignatures(known),
    await checkKeys(known, http),
    await checkClient(known, { provider, redirectUri }),
    checkUserinfo(known, provider),
    ...(provider.profile === 'generic'
      ? [check('pkce', known.serverMetadata().supportsPKCE() ? 'ok' : 'warning')]
      : []),
    check('logout', known.serverMetadata().end_session_endpoint ? 'ok' : 'warning'),
  ];
}

const isFault = (found: Configuration | ProviderFault): found is ProviderFault => 'reason' in found;

function checkSignatures(configuration: Configuration): Check {
  const { id_token_signing_alg_values_supported: algorithms = ['RS256'] } = configuration.serverMetadata();
  const taken = algorithms.filter(isAsymmetric);
  return taken.length > 0
    ? check('signatures', 'ok', { detail: taken.join(', ') })
    : check('signatures', 'failed', { detail: algorithms.join(', ') });
}

async function checkKeys(configuration: Configuration, http: Http): Promise<Check> {
  try {
    const response = await http.fetch(configuration.serverMetadata().jwks_uri ?? '');
    const { keys } = (await response.json()) as { keys: { use?: string }[] };
    const count = keys.filter(({ use }) => use !== 'enc').length;
    return check('keys', count > 0 ? 'ok' : 'failed', { detail: String(count) });
  } catch (error) {
    return check('keys', 'failed', providerFault(error));
  }
}

/** A code that nobody was given is refused as such only after the client has been recognised (RFC 6749 § 5.2). */
async function checkClient(
  configuration: Configuration,
  { provider: { secret }, redirectUri }: { provider: { secret: SecretState }; redirectUri: string },
): Promise<Check> {
  if (secret !== 'known') return check('client', 'failed', { reason: `secret-${secret}` });
  const parameters = { code: 'a-test-without-a-person', redirect_uri: redirectUri, code_verifier: 'v'.repeat(43) };
  try {
    await genericGrantRequest(configuration, 'authorization_code', parameters);
    return check('client', 'warning');
  } catch (error) {
    if (!(error instanceof ResponseBodyError)) return check('client', 'warning', providerFault(error));
    if (error.error === 'invalid_grant') return check('client', 'ok');
    const isRefused = error.error === 'invalid_client' || error.error === 'unauthorized_client';
    return check('client', isRefused ? 'failed' : 'warning', { detail: error.error });
  }
}

function checkUserinfo(configuration: Configuration, { profile }: OpenIdProvider): Check {
  const { userinfo_endpoint: endpoint, userinfo_signing_alg_values_supported: algorithms = [] } =
    configuration.serverMetadata();
  const taken = algorithms.filter(isAsymmetric);
  if (profile === 'proconnect') return check('userinfo', endpoint && taken.length > 0 ? 'ok' : 'failed');
  return check('userinfo', endpoint ? 'ok' : 'warning');
}
