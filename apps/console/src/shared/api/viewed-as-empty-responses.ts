import { emptyOf, endpoints, type EndpointDefinition, type EndpointName, type Session } from '@guichet/contracts';
import { forgetViewedAs, stopViewing, type ViewedAs } from '../session/viewed-as.js';
import { Failure } from './failure.js';

/** What is asked of the server all the same: who is signed in, how to sign in and out, and which channels and metrics the product has. */
const ASKED = new Set<EndpointName>([
  'signIn',
  'passSecondStep',
  'signOut',
  'getProviderSignOut',
  'getSignInOptions',
  'listChannelKinds',
  'listMetrics',
] as const);

/** What is read of one case, person or access: there is none of these without content, and no empty one is made up. */
const OF_ONE = new Set<EndpointName>(['getCase', 'getCitizen', 'getEmergencyAccess'] as const);

/**
 * Answers for the server while the screens of somebody else are shown: reads have no content, and nothing is written. Undefined: ask
 * the server. Throws `not-permitted` for whatever would change something, `not-found` for a single case or person.
 */
export async function viewedAsEmptyResponse(
  name: EndpointName,
  { permissions }: ViewedAs,
  ask: () => Promise<unknown>,
): Promise<unknown> {
  // Whoever signs in here next sees their own screens.
  if (name === 'signOut') forgetViewedAs();
  if (ASKED.has(name)) return ask();
  if (name === 'getSession') {
    const session = (await ask().catch((error: unknown) => {
      // Whoever is signed out sees the page on which one signs in, as themselves.
      stopViewing('/');
      throw error;
    })) as Session;
    return { ...session, permissions } satisfies Session;
  }
  const { method, response } = endpoints[name] as EndpointDefinition;
  if (method !== 'GET' || response === null || 'file' in response)
    throw new Failure('not-permitted', { reason: 'seen-as' });
  if (OF_ONE.has(name)) throw new Failure('not-found');
  return emptyOf(response);
}
