import type { RefusedSignInCause } from '@guichet/contracts';
import type { Database, Tx } from '@guichet/database';
import { conflict, Failure, type Config, type Keyring, type Logger } from '@guichet/platform';
import { beginSecondStep } from '../second-factor/sign-in-challenges.js';
import { openSession, type SessionOrigin } from '../sessions.js';
import type { Principal } from '../principal.js';
import { causeOf, recordRefusedSignIn } from '../refused-sign-ins.js';
import { agentOfIdentity } from './agent-of-identity.js';
import { NotSignedIn, type Identity } from './identity-and-sign-in-errors.js';
import type { Http } from './openid-connect.js';
import { isProviderFailure } from './provider-fault.js';
import { signInProtocol, type CameBack } from './sign-in-protocol.js';
import { storedProvider, type StoredProvider } from './provider-settings.js';
import { keepForSecondStep, noteProvider } from './provider-session.js';
import { beginAttempt, keepPostedResponse, takeAttempt } from './sign-in-attempts.js';

const PURPOSE = 'id-token';
/** Nobody has signed in yet. */
const SIGN_IN = { kind: 'system', name: 'Sign-in' } as const;

interface Parts {
  database: Database;
  keyring: Keyring;
  http: Http;
  /** Of which the public address is known once the server listens. */
  config: Pick<Config, 'publicUrl'>;
  logger: Pick<Logger, 'warn'>;
}

/** What a provider sent back with somebody, and the browser in which they came. */
export interface ComingBack {
  response: { state: string } & Record<string, string | undefined>;
  /** The secret in the cookie of the browser. */
  browser: string | undefined;
  origin: SessionOrigin;
}

/** Why nobody was let in, and what its text names beside the provider. */
type Refusal = { reason: 'sign-in-unreachable' | 'sign-in-not-proved' } | { reason: 'sign-in-canceled'; code: string };

/** Signing in and out at providers, by the protocol that each speaks. Requests to them are made outside of transactions. */
export class ProviderSignIn {
  constructor(private readonly parts: Parts) {}

  /**
   * Begins to sign in: returns where to send the browser, and the secret for its cookie.
   *
   * @throws Failure `not-found` for a provider that is not active, `conflict` for one that cannot be reached.
   */
  async begin(
    id: string,
    { to, isAgain }: { to: string; isAgain: boolean },
  ): Promise<{ url: string; browser: string }> {
    const { database, keyring } = this.parts;
    const stored = await this.activeProvider(id);
    const { secrets, url } = await this.begun(stored, isAgain);
    const browser = await database.write(SIGN_IN, (tx) => beginAttempt(tx, keyring, { providerId: id, to, secrets }));
    return { url, browser };
  }

  /**
   * Keeps what a provider that speaks SAML had a browser post to us; who was sent there fetches it by `finish`. Returns whether it is
   * for a sign-in that was begun here: no other one is looked at.
   */
  keepPosted(id: string, { state, posted }: { state: string; posted: string }): Promise<boolean> {
    const { database, keyring } = this.parts;
    return database.write(SIGN_IN, (tx) => keepPostedResponse(tx, keyring, { providerId: id, state, posted }));
  }

  /**
   * Takes what the provider sent back and opens a session; returns its secret, its agent and the path to go to.
   *
   * @throws Failure `conflict` with why nobody was let in; `SecondFactorNeeded` where the agent has a second factor here and the
   *   provider asked for none.
   */
  async finish(id: string, back: ComingBack): Promise<{ secret: string; agentId: string; to: string }> {
    const { database, keyring } = this.parts;
    const { state } = back.response;
    const attempt = await database.write(SIGN_IN, (tx) =>
      takeAttempt(tx, keyring, { providerId: id, state, browser: back.browser }),
    );
    if (!attempt) throw conflict('sign-in-stale');
    const stored = await this.activeProvider(id);
    const identity = await this.identityFrom(stored, { ...attempt, response: given(back.response) }).catch(
      async (error: unknown) => {
        if (error instanceof Failure && error.more.reason === 'sign-in-not-proved')
          await database.write(SIGN_IN, (tx) =>
            this.record(tx, stored, { failure: error, email: '', origin: back.origin }),
          );
        throw error;
      },
    );
    const result = await database.write(SIGN_IN, (tx) =>
      this.letIn(tx, stored, { identity: provedThen(identity, attempt.secrets), origin: back.origin }),
    );
    if (result instanceof Failure) throw result;
    return { ...result, to: attempt.to };
  }

  /** Where the browser signs out at the provider from which this session came; null where there is no such place. */
  async signOutUrl({ session }: Principal): Promise<string | null> {
    const { database, keyring } = this.parts;
    const [row] = await database.query<{ providerId: string; idToken: Buffer }>(
      `select l.provider_id as "providerId", s.id_token as "idToken"
       from session s join sign_in_link l on l.id = s.sign_in_link_id
       where s.id = $1 and l.provider_id is not null and s.id_token is not null`,
      [session?.id ?? null],
    );
    if (!row) return null;
    const stored = await storedProvider(database, row.providerId);
    // Whoever signs out is signed out here, whether or not the provider responds.
    return signInProtocol(stored, this.parts)
      .signOutUrl(keyring.decrypt(PURPOSE, row.idToken))
      .catch(() => null);
  }

  private async activeProvider(id: string): Promise<StoredProvider> {
    const provider = await storedProvider(this.parts.database, id);
    if (!provider.active) throw new Failure('not-found');
    return provider;
  }

  /** Throws `conflict` where it cannot be reached, also because its secret cannot be read since that of the product was lost. */
  private async begun(stored: StoredProvider, isAgain: boolean) {
    try {
      return await signInProtocol(stored, this.parts).begin(isAgain);
    } catch (error) {
      throw this.logged(stored, error, { reason: 'sign-in-unreachable' });
    }
  }

  private async identityFrom(stored: StoredProvider, back: CameBack): Promise<Identity> {
    try {
      return await signInProtocol(stored, this.parts).identify(back);
    } catch (error) {
      if (error instanceof NotSignedIn)
        throw this.logged(stored, error, { reason: 'sign-in-canceled', code: error.code });
      const { code, more } = this.logged(stored, error, { reason: 'sign-in-not-proved' });
      // Whoever signs in is told the same.
      throw new Failure(code, isProviderFailure(error) ? { ...more, cause: 'provider-failed' } : more);
    }
  }

  private async letIn(
    tx: Tx,
    provider: StoredProvider,
    { identity, origin }: { identity: Identity; origin: SessionOrigin },
  ): Promise<{ secret: string; agentId: string } | Failure> {
    const found = await agentOfIdentity(tx, provider, identity);
    if ('refused' in found) {
      await this.record(tx, provider, { failure: found.refused, email: identity.address ?? '', origin });
      return found.refused;
    }
    const { agentId, linkId: signInLinkId } = found;
    const { amr, provedAt } = identity;
    const idToken = identity.idToken === null ? null : this.parts.keyring.encrypt(PURPOSE, identity.idToken);
    const from = { signInLinkId, amr, provedAt, idToken };
    // Where the provider made sure of somebody by more than a password, no code is asked for here.
    const needed = amr.length === 0 ? await beginSecondStep(tx, agentId) : null;
    if (needed) {
      await keepForSecondStep(tx, needed.challenge, from);
      return needed;
    }
    const secret = await openSession(tx, agentId, origin);
    await noteProvider(tx, secret, from);
    return { secret, agentId };
  }

  /** Notes for administrators who was not let in, and why. */
  private async record(
    tx: Tx,
    { name }: StoredProvider,
    { failure, email, origin }: { failure: Failure; email: string; origin: SessionOrigin },
  ): Promise<void> {
    const { address, userAgent } = origin;
    const usual = CAUSES[failure.more.reason ?? ''];
    if (!usual) return;
    const { cause } = causeOf(failure, usual);
    await recordRefusedSignIn(tx, { email, address: address ?? '', userAgent, cause, provider: name });
  }

  private logged({ id, name }: StoredProvider, error: unknown, refusal: Refusal): Failure {
    const { reason, ...data } = refusal;
    this.parts.logger.warn('A sign-in at a provider failed.', { providerId: id, reason, error });
    return conflict(reason, { name, ...data });
  }
}

const CAUSES: Partial<Record<string, RefusedSignInCause>> = {
  'sign-in-no-account': 'no-account',
  'sign-in-waiting': 'waiting',
  'sign-in-deactivated': 'deactivated',
  'sign-in-wrong-organisation': 'wrong-organisation',
  'sign-in-not-proved': 'not-proved',
};

/** A provider that does not say when it made sure of somebody may have done so this morning, unless it was asked to do so now. */
const provedThen = (identity: Identity, { isAgain }: { isAgain: boolean }): Identity => ({
  ...identity,
  provedAt: identity.provedAt ?? (isAgain ? null : new Date(0)),
});

/** Returns the parameters that the provider has added. */
const given = (response: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(response).filter((entry): entry is [string, string] => entry[1] !== undefined));
