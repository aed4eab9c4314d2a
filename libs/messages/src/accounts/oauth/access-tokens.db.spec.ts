import { randomUUID } from 'node:crypto';
import type { Principal } from '@guichet/access';
import { reasonText } from '@guichet/contracts';
import { channelTexts } from '@guichet/channels';
import { NotificationListener, OAuthConsent } from '@guichet/database';
import { Egress, loadConfig, Logger, OutboundAllow } from '@guichet/platform';
import { OAuthProvider } from '../../../../../test/providers/oauth-provider.js';
import { startDovecot, type Dovecot } from '../../../../../test/support/dovecot.js';
import { TestTown } from '../../../../../test/support/test-town.js';
import { Accounts, type Account } from '../channel-accounts.js';
import { ChannelTester } from '../check-account.js';
import { EgressIo } from '../egress-channel-io.js';
import { createChannel, listChannels, updateChannel } from '../manage-accounts.js';
import { AccessTokens } from './access-tokens.js';
import { claimRenewal } from './oauth-grant.queries.js';
import { OAuthConsents } from './oauth-consents.js';
import { renewTokens } from './renew-tokens.js';

const HOUR = 3_600_000;
const config = loadConfig({ GUICHET_PUBLIC_URL: 'https://desk.test' });
const redirectUri = 'https://desk.test/settings/channels/consent';

let town: TestTown;
let listener: NotificationListener;
let accounts: Accounts;
let egress: Egress;
let io: EgressIo;
/** As two processes have it. */
let tokens: AccessTokens;
let otherProcess: AccessTokens;
let consents: OAuthConsents;
let root: Principal;
let provider: OAuthProvider;
let dovecot: Dovecot;
let ahead = 0;

beforeAll(async () => {
  town = await TestTown.build();
  town.database.clock = () => new Date(Date.now() + ahead);
  listener = new NotificationListener(town.database.url);
  accounts = new Accounts(town.database, town.keyring, config, listener);
  egress = new Egress(OutboundAllow.parse('127.0.0.0/8'));
  io = new EgressIo(egress);
  const logger = new Logger('silent');
  tokens = new AccessTokens(town.database, town.keyring, io, logger);
  otherProcess = new AccessTokens(town.database, town.keyring, io, logger);
  consents = new OAuthConsents(town.database, town.keyring, accounts, io, config);
  const team = await town.team('Accueil');
  root = {
    ...(await town.agent('Root', [team], 'administrator')),
    session: { id: randomUUID(), csrfToken: '', provedAt: new Date(), secondFactor: 'off', secondFactorDueAt: null },
  };
  provider = await OAuthProvider.start({ redirectUri });
  dovecot = await startDovecot({ introspectionUrl: provider.introspectionUrl });
});
afterAll(async () => {
  await dovecot?.close();
  await provider?.close();
  await egress?.close();
  await listener?.close();
  await town?.close();
});
beforeEach(() => {
  provider.grants.length = 0;
  provider.faults.length = 0;
});

let addresses = 0;
const settings = (oauth: Record<string, unknown>, server: object = {}) => ({
  address: `boite${(addresses += 1)}@town.test`,
  inbound: {
    smtp: false,
    imap: { host: '127.0.0.1', port: dovecot.port, secure: false, user: dovecot.user, ...server },
  },
  outbound: { host: '127.0.0.1', port: 9, secure: false },
  oauth,
});
const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: root.id, name: root.name }, work);

async function connect(given: OAuthProvider = provider): Promise<Account> {
  const { id } = await as((tx) =>
    createChannel(
      { tx, who: root, accounts },
      { kind: 'email', name: 'Boîte', shared: false, enabled: true, config: settings(given.settings) },
    ),
  );
  return accountOf(id);
}
async function accountOf(id: string): Promise<Account> {
  accounts.invalidate();
  return (await accounts.byId(id))!;
}
async function consent(id: string, given: OAuthProvider = provider) {
  const { url } = await consents.begin(root, id);
  const back = await given.allow(url!, dovecot.user);
  return consents.finish(root, back as { state: string });
}
const connected = async (): Promise<Account> => {
  const account = await connect();
  await consent(account.id);
  return account;
};
const tokenOf = (account: Account, rejected?: string, process = tokens) => {
  const { client } = account.channel.oauth!(account.config)!;
  return process.ioOf(account).accessToken!(client, rejected);
};
const seen = async (id: string) =>
  (await listChannels(town.database, accounts, root)).find((account) => account.id === id)!;
const checks = async ({ id, config: given }: Account) => {
  const tester = new ChannelTester(town.database, accounts, tokens);
  const { checks: all } = await tester.test(root, { id, kind: 'email', config: given as Record<string, unknown> });
  return all.map(({ ok, detail }) => [ok, reasonText(detail, channelTexts('en'))] as const);
};

describe('a mailbox that is signed in to by OAuth 2', () => {
  it('says that somebody must sign in, and is read once they have', async () => {
    const account = await connect();
    expect((await seen(account.id)).consent).toEqual({
      provider: new URL(provider.url).host,
      state: 'needed',
      at: null,
    });
    expect(await checks(account)).toContainEqual([false, expect.stringMatching(/^Nobody has signed in at 127/)]);

    expect(await consent(account.id)).toEqual({ channelAccountId: account.id, reason: null });
    expect((await seen(account.id)).consent).toMatchObject({ state: 'given', at: expect.any(String) });
    expect(await checks(account)).toContainEqual([true, 'Messages in INBOX: 0.']);
  });

  it('renews by the refresh token before, where two attempts have saved theirs out of order', async () => {
    const account = await connected();
    ahead += HOUR;
    await tokenOf(account);
    // The slower attempt has saved last what the provider gave first.
    await town.database.execute(
      `update oauth_grant set tokens = previous_tokens, previous_tokens = tokens where channel_account_id = $1`,
      [account.id],
    );
    ahead += HOUR;
    provider.faults.push({ error: 'invalid_grant', error_description: 'refresh token was used before' });
    expect(await provider.userOf(await tokenOf(account))).toBe(dovecot.user);
    ahead += HOUR;
    expect(await provider.userOf(await tokenOf(account))).toBe(dovecot.user);
  });

  // ASVS: 10.1.1.
  it('keeps its tokens where nobody can read them', async () => {
    const account = await connected();
    const token = await tokenOf(account);
    const dump = JSON.stringify([
      await town.database.query(
        `select g::text, a::text from oauth_grant g join channel_account a on a.id = g.channel_account_id`,
      ),
      await seen(account.id),
    ]);
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(Buffer.from(token).toString('hex'));
    expect(dump).not.toContain(provider.client.secret);
  });

  it('gets a new token before the last expires, once for all processes, and keeps the new refresh token', async () => {
    const account = await connected();
    const first = await tokenOf(account);
    provider.grants.length = 0;
    for (let round = 1; round <= 3; round += 1) {
      ahead += HOUR;
      const all = await Promise.all(
        [tokens, otherProcess, tokens, otherProcess].map((process) => tokenOf(account, undefined, process)),
      );
      expect(new Set(all).size).toBe(1);
      expect(all[0]).not.toBe(first);
      expect(provider.grants).toHaveLength(round);
    }
    expect(await checks(account)).toContainEqual([true, 'Messages in INBOX: 0.']);
  });

  it('is read on when the process has died that was getting a token', async () => {
    const account = await connected();
    ahead += HOUR;
    await town.database.execute(
      `update oauth_grant set renewing_by = gen_random_uuid(), renewing_until = now() + interval '1 second' where channel_account_id = $1`,
      [account.id],
    );
    expect(await provider.userOf(await tokenOf(account))).toBe(dovecot.user);
  });

  it('loses no refresh token where the connections to the database break meanwhile', async () => {
    const account = await connected();
    ahead += HOUR;
    provider.beforeAnswer = async () => {
      provider.beforeAnswer = null;
      await town.database
        .query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()`)
        .catch(() => undefined);
    };
    await tokenOf(account);
    ahead += HOUR;
    expect(await provider.userOf(await tokenOf(account))).toBe(dovecot.user);
  });

  it('uses the last token while it is good, where the provider has a problem', async () => {
    const account = await connected();
    const first = await tokenOf(account);
    ahead += HOUR - 200_000;
    provider.faults.push({ status: 503, error: 'temporarily_unavailable' });
    expect(await tokenOf(account)).toBe(first);
    expect(await tokenOf(account)).not.toBe(first);
  });

  it('gets another token where the mail server refuses one before its time', async () => {
    const account = await connected();
    const first = await tokenOf(account);
    await provider.revokeAccessTokens();
    expect(await checks(account)).toContainEqual([true, 'Messages in INBOX: 0.']);
    expect(await tokenOf(account)).not.toBe(first);
  });

  it('says in words that the consent is over, asks no more, and is renewed by signing in again', async () => {
    const account = await connected();
    await provider.revokeAll();
    const over =
      /no longer gives access to this mailbox: the consent was withdrawn or has expired\. Sign in there again\.$/;
    expect(await checks(account)).toContainEqual([false, expect.stringMatching(over)]);
    expect((await seen(account.id)).consent).toMatchObject({ state: 'needed' });
    provider.grants.length = 0;
    await expect(tokenOf(account, undefined, otherProcess)).rejects.toMatchObject({ name: 'ConsentNeeded' });
    expect(provider.grants).toEqual([]);

    await consent(account.id);
    expect((await seen(account.id)).consent).toMatchObject({ state: 'given' });
    expect(await checks(account)).toContainEqual([true, 'Messages in INBOX: 0.']);
  });

  it('is told as over by the hourly use of all consents, which says nothing of those that were never given', async () => {
    const [account, never] = [await connected(), await connect()];
    await provider.revokeAll();
    ahead += HOUR;
    await renewTokens({ database: town.database, accounts, tokens, logger: new Logger('silent') });
    expect((await seen(account.id)).health).toMatchObject({
      state: 'error',
      reason: expect.stringContaining('consent-over'),
    });
    expect((await seen(never.id)).health.state).toBe('unknown');
  });

  it('keeps its consent where other settings are tried', async () => {
    const account = await connected();
    const given = account.config as Record<string, unknown>;
    const microsoft = await OAuthProvider.start({ kind: 'microsoft', redirectUri });
    const app = { ...microsoft.settings, access: 'application' };
    expect(await checks({ ...account, config: { ...given, oauth: app } })).not.toEqual([]);
    expect(microsoft.grants).toContain('client_credentials');
    await microsoft.close();
    // Whoever still has other settings in memory ends nothing either.
    const { client: _, ...signIn } = account.channel.oauth!(account.config)!;
    const renewed = claimRenewal(town.database, { id: account.id, binding: JSON.stringify(signIn) }, randomUUID());
    expect(await renewed).toBe(false);
    expect((await seen(account.id)).consent).toMatchObject({ state: 'given' });
    expect(await checks(account)).toContainEqual([true, 'Messages in INBOX: 0.']);
  });

  it('does not send its tokens to another server that somebody enters', async () => {
    const account = await connected();
    const elsewhere = { ...settings(provider.settings, { host: 'localhost' }), address: 'other@town.test' };
    const kept = { ...elsewhere, oauth: { ...provider.settings, clientSecret: '••••••' } };
    await expect(
      as((tx) => updateChannel({ tx, who: root, accounts }, account.id, { config: kept })),
    ).rejects.toMatchObject({ more: { errors: [{ path: 'config.oauth.clientSecret' }] } });
    await as((tx) => updateChannel({ tx, who: root, accounts }, account.id, { config: elsewhere }));
    await expect(tokenOf(await accountOf(account.id))).rejects.toMatchObject({ name: 'ConsentNeeded' });
    expect((await seen(account.id)).consent).toMatchObject({ state: 'needed' });
  });
});

describe('the way back from the provider', () => {
  const begun = async () => {
    const account = await connect();
    const { url } = await consents.begin(root, account.id);
    return { account, url: url!, back: (await provider.allow(url!, dovecot.user)) as { state: string; code: string } };
  };
  const stale = { code: 'conflict', more: { reason: 'consent-stale' } };

  // ASVS: 10.2.1.
  it('asks with PKCE and a state, for our page alone, and names whose mailbox it is', async () => {
    const { url } = await begun();
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toMatchObject({ code_challenge_method: 'S256', redirect_uri: redirectUri, login_hint: dovecot.user });
    expect([asked['code_challenge'], asked['state']]).toEqual([expect.any(String), expect.any(String)]);
    const [row] = await town.database.source
      .getRepository(OAuthConsent)
      .find({ order: { createdAt: 'DESC' }, take: 1 });
    expect(row!.state).not.toBe(asked['state']);
  });

  // ASVS: 10.1.2, 10.2.1.
  it('is for the session that was sent there', async () => {
    const { back } = await begun();
    const other = { ...root, session: { ...root.session!, id: randomUUID() } };
    await expect(consents.finish(other, back)).rejects.toMatchObject(stale);
    await expect(consents.finish({ ...root, session: null }, back)).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await consents.finish(root, back)).reason).toBeNull();
  });

  // ASVS: 10.1.2.
  it('is gone once, and after a quarter of an hour', async () => {
    const { back } = await begun();
    await consents.finish(root, back);
    await expect(consents.finish(root, back)).rejects.toMatchObject(stale);
    const late = await begun();
    ahead += 16 * 60_000;
    await expect(consents.finish(root, late.back)).rejects.toMatchObject(stale);
  });

  // ASVS: 10.2.2.
  it('takes no code of another issuer, and none that was made up', async () => {
    const first = await begun();
    const mixedUp = await consents.finish(root, { ...first.back, iss: 'https://evil.test' });
    expect(mixedUp.reason).toMatch(/^email\.provider-misunderstood/);
    const second = await begun();
    expect((await consents.finish(root, { ...second.back, code: 'made-up' })).reason).not.toBeNull();
    expect((await seen(second.account.id)).consent).toMatchObject({ state: 'needed' });
  });

  it('says that the person has refused', async () => {
    const { back } = await begun();
    const { reason } = await consents.finish(root, { ...back, code: undefined, error: 'access_denied' });
    expect(reasonText(reason!, channelTexts('en'))).toMatch(/^Access was not allowed at /);
  });
});

describe('Microsoft 365', () => {
  let microsoft: OAuthProvider;
  beforeAll(async () => {
    microsoft = await OAuthProvider.start({ kind: 'microsoft', redirectUri });
  });
  afterAll(() => microsoft.close());

  // ASVS: 10.2.3.
  it('is asked under the tenant for IMAP and SMTP, and gives tokens that are renewed', async () => {
    const account = await connect(microsoft);
    expect((await consent(account.id, microsoft)).reason).toBeNull();
    expect(microsoft.lastAsked).toMatchObject({
      scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
      prompt: 'select_account',
    });
    const first = await tokenOf(account);
    ahead += HOUR;
    expect(await microsoft.userOf(await tokenOf(account))).toBe(dovecot.user);
    expect(await tokenOf(account)).not.toBe(first);
  });

  it('says why a consent is over', async () => {
    const account = await connect(microsoft);
    await consent(account.id, microsoft);
    await microsoft.revokeAll();
    ahead += HOUR;
    await expect(tokenOf(account)).rejects.toMatchObject({ name: 'ConsentNeeded' });
    const fault = await tokenOf(account).catch((error: { reason: string }) => error);
    expect(reasonText((fault as { reason: string }).reason, channelTexts('fr'))).toBe(
      'Microsoft 365 ne donne plus accès à cette boîte : le mot de passe de l’utilisateur a changé ou a expiré. Connectez-vous-y de nouveau.',
    );
  });

  it.each([
    ['AADSTS700082: The refresh token has expired due to inactivity.', /was not used for too long/],
    [
      'AADSTS50076: Due to a configuration change you must use multi-factor authentication.',
      /another proof of identity/,
    ],
    ['AADSTS65001: The user or administrator has not consented to use the application.', /withdrawn/],
  ])('asks for another consent at %s', async (description, words) => {
    const account = await connect(microsoft);
    await consent(account.id, microsoft);
    ahead += HOUR;
    microsoft.faults.push({ error: 'invalid_grant', error_description: description });
    const fault = await tokenOf(account).catch((error: { name: string; reason: string }) => error);
    expect(fault).toMatchObject({ name: 'ConsentNeeded' });
    expect(reasonText((fault as { reason: string }).reason, channelTexts('en'))).toMatch(words);
  });

  it.each([
    ['invalid_client', 'AADSTS7000222: The provided client secret keys are expired.', /has expired at Microsoft 365/],
    ['invalid_client', 'AADSTS7000215: Invalid client secret provided.', /client ID or the client secret/],
    [
      'unauthorized_client',
      'AADSTS700016: Application was not found in the directory.',
      /does not know this client ID/,
    ],
    ['invalid_request', 'AADSTS90002: Tenant not found.', /does not know this tenant/],
  ])('keeps the consent where the app is at fault: %s %s', async (error, description, words) => {
    const account = await connect(microsoft);
    await consent(account.id, microsoft);
    ahead += HOUR;
    microsoft.faults.push({ status: 401, error, error_description: description });
    const fault = await tokenOf(account).catch((caught: { reason: string }) => caught);
    expect(reasonText((fault as { reason: string }).reason, channelTexts('en'))).toMatch(words);
    expect(await microsoft.userOf(await tokenOf(account))).toBe(dovecot.user);
  });

  it('gives a token to an app that signs in as itself, which needs nobody’s consent', async () => {
    const config = settings({ ...microsoft.settings, access: 'application' });
    const { id, consent: needed } = await as((tx) =>
      createChannel({ tx, who: root, accounts }, { kind: 'email', name: 'App', shared: false, enabled: true, config }),
    );
    expect(needed).toBeNull();
    const account = await accountOf(id);
    microsoft.grants.length = 0;
    const [first, same] = [await tokenOf(account), await tokenOf(account, undefined, otherProcess)];
    expect(same).toBe(first);
    ahead += HOUR;
    expect(await tokenOf(account)).not.toBe(first);
    expect(microsoft.grants).toEqual(['client_credentials', 'client_credentials']);

    // Nobody can sign in for an app, so no refusal is the last one.
    ahead += HOUR;
    for (const error_description of ['AADSTS53003: Blocked by a policy.', 'AADSTS65001: Not consented to.']) {
      microsoft.faults.push({ error: 'invalid_grant', error_description });
      const fault = await tokenOf(account).catch((caught: { name: string; reason: string }) => caught);
      expect(fault).toMatchObject({ name: 'ChannelError', reason: expect.stringContaining('AADSTS') });
    }
    expect(await microsoft.userOf(await tokenOf(account))).toBeDefined();
  });

  it('gives a token to an app that replaces a person’s consent once that is saved', async () => {
    const account = await connect(microsoft);
    await consent(account.id, microsoft);
    const app = { ...settings({ ...microsoft.settings, access: 'application' }), address: account.addresses[0] };
    await as((tx) => updateChannel({ tx, who: root, accounts }, account.id, { config: app }));
    expect(await tokenOf(await accountOf(account.id))).toEqual(expect.any(String));
  });
});

describe('Google', () => {
  let google: OAuthProvider;
  beforeAll(async () => {
    google = await OAuthProvider.start({ kind: 'google', redirectUri });
  });
  afterAll(() => google.close());

  it('is asked so that it gives a refresh token, and renews by it', async () => {
    const account = await connect(google);
    expect((await consent(account.id, google)).reason).toBeNull();
    expect(google.lastAsked).toMatchObject({
      scope: 'https://mail.google.com/',
      access_type: 'offline',
      prompt: 'consent',
    });
    ahead += HOUR;
    expect(await google.userOf(await tokenOf(account))).toBe(dovecot.user);
  });

  it('is said to have given no lasting access where it gave no refresh token', async () => {
    const account = await connect(google);
    const { url } = await consents.begin(root, account.id);
    const withoutConsent = new URL(url!);
    withoutConsent.searchParams.delete('prompt');
    const back = await google.allow(withoutConsent.href, dovecot.user);
    const { reason } = await consents.finish(root, back as { state: string });
    expect(reasonText(reason!, channelTexts('en'))).toMatch(/^Google gave no lasting access\. Sign in again/);
  });
});
