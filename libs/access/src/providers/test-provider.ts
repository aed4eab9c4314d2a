import type { SignInCheck, SignInProviderTest } from '@guichet/contracts';
import { genericGrantRequest, ResponseBodyError, type Configuration } from 'openid-client';
import { discover, isAsymmetric, type Http, type OpenIdProvider } from './openid-connect.js';

type Check = SignInProviderTest['checks'][number];

const check = (name: SignInCheck, outcome: Check['outcome'], detail: string | null = null): Check => ({
  check: name,
  outcome,
  detail: detail?.slice(0, 300) ?? null,
});

/** Asks a provider all that can be asked without a person who signs in. */
export async function testProvider(
  provider: OpenIdProvider,
  { http, redirectUri }: { http: Http; redirectUri: string },
): Promise<Check[]> {
  const configuration = await discover(provider, http).catch((error: unknown) => error);
  if (configuration instanceof Error) return [check('discovery', 'failed', innermost(configuration).message)];
  const known = configuration as Configuration;
  return [
    check('discovery', 'ok', known.serverMetadata().issuer),
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

/** Libraries wrap what the network says. */
function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}

function checkSignatures(configuration: Configuration): Check {
  const { id_token_signing_alg_values_supported: algorithms = ['RS256'] } = configuration.serverMetadata();
  const taken = algorithms.filter(isAsymmetric);
  return taken.length > 0
    ? check('signatures', 'ok', taken.join(', '))
    : check('signatures', 'failed', algorithms.join(', '));
}

async function checkKeys(configuration: Configuration, http: Http): Promise<Check> {
  try {
    const response = await http.fetch(configuration.serverMetadata().jwks_uri ?? '');
    const { keys } = (await response.json()) as { keys: { use?: string }[] };
    const count = keys.filter(({ use }) => use !== 'enc').length;
    return check('keys', count > 0 ? 'ok' : 'failed', String(count));
  } catch (error) {
    return check('keys', 'failed', error instanceof Error ? innermost(error).message : null);
  }
}

/** A code that nobody was given is refused as such only after the client has been recognised (RFC 6749 § 5.2). */
async function checkClient(
  configuration: Configuration,
  { provider: { clientId, clientSecret }, redirectUri }: { provider: OpenIdProvider; redirectUri: string },
): Promise<Check> {
  if (clientId === '' || clientSecret === '') return check('client', 'failed');
  const parameters = { code: 'a-test-without-a-person', redirect_uri: redirectUri, code_verifier: 'v'.repeat(43) };
  try {
    await genericGrantRequest(configuration, 'authorization_code', parameters);
    return check('client', 'warning');
  } catch (error) {
    if (!(error instanceof ResponseBodyError))
      return check('client', 'warning', error instanceof Error ? innermost(error).message : null);
    if (error.error === 'invalid_grant') return check('client', 'ok');
    const isRefused = error.error === 'invalid_client' || error.error === 'unauthorized_client';
    return check('client', isRefused ? 'failed' : 'warning', error.error);
  }
}

function checkUserinfo(configuration: Configuration, { profile }: OpenIdProvider): Check {
  const { userinfo_endpoint: endpoint, userinfo_signing_alg_values_supported: algorithms = [] } =
    configuration.serverMetadata();
  const taken = algorithms.filter(isAsymmetric);
  if (profile === 'proconnect') return check('userinfo', endpoint && taken.length > 0 ? 'ok' : 'failed');
  return check('userinfo', endpoint ? 'ok' : 'warning');
}
