import type { Principal } from '@guichet/access';
import { channelKindInfo, channels } from '@guichet/channels';
import { reasonText } from '@guichet/contracts';
import { ChannelAccount, NotificationListener } from '@guichet/database';
import { Failure, loadConfig } from '@guichet/platform';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from './channel-accounts.js';
import { assertMaySignInFor } from './system-mail-account.js';
import { listChannels, configToTest, createChannel, updateChannel } from './manage-accounts.js';

let town: TestTown;
let accounts: Accounts;
let root: Principal;
let ana: Principal;
let id: string;

const imap = { host: 'imap.town.test', port: 993, secure: true, user: 'mairie', password: 'of the mailbox' };
const outbound = { host: 'smtp.town.test', port: 587, secure: false, user: 'mairie', password: 'of the relay' };
const config = { address: 'contact@town.test', inbound: { smtp: false, imap }, outbound };
const DOTS = '••••••';
const kept = {
  ...config,
  inbound: { smtp: false, imap: { ...imap, password: DOTS } },
  outbound: { ...outbound, password: DOTS },
};

beforeAll(async () => {
  town = await TestTown.build();
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), new NotificationListener(town.database.url));
  const team = await town.team('Accueil');
  root = await town.agent('Root', [team], 'administrator');
  ana = await town.agent('Ana', [team]);
  id = await as((tx) =>
    createChannel({ tx, who: root, accounts }, { kind: 'email', name: 'Mairie', shared: false, enabled: true, config }),
  ).then((account) => account.id);
});
afterAll(() => town.close());

const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: root.id, name: root.name }, work);
const update = (wanted: Record<string, unknown>) =>
  as((tx) => updateChannel({ tx, who: root, accounts }, id, { config: wanted }));
const saved = () => town.database.source.getRepository(ChannelAccount).findOneByOrFail({ id });
const trial = async (wanted: Record<string, unknown>) =>
  configToTest(accounts, await saved(), { kind: 'email', config: wanted });

describe('a wrong setting', () => {
  const refused = (wanted: Record<string, unknown>) =>
    trial(wanted).then(
      () => [],
      (error: unknown) => (error instanceof Failure ? (error.more.errors ?? []) : []),
    );

  it('is named by a code of its channel, which is said in the language of the reader', async () => {
    const [error] = await refused({ ...config, address: 'mairie' });
    expect(error).toMatchObject({ path: 'config.address', message: 'This is not an email address.' });
    expect(reasonText(error!.channelReason!, channelKindInfo(channels.email, 'fr').texts)).toBe(
      'Ce n’est pas une adresse électronique.',
    );
  });

  it('is named by a reason that all forms share where the channel says nothing of it', async () => {
    const [error] = await refused({ ...config, outbound: { ...outbound, port: 99_999 } });
    expect(error).toMatchObject({ path: 'config.outbound.port', reason: 'number-too-high', data: { max: 65_535 } });
    expect(error).not.toHaveProperty('channelReason');
  });
});

describe('a kept password', () => {
  it('is used where nothing beside it has changed', async () => {
    const changed = { ...kept, displayName: 'Mairie', outbound: { ...kept.outbound, secure: false } };
    expect(await trial(changed)).toMatchObject({ inbound: { imap }, outbound });
    await update(changed);
    expect(accounts.openSecrets(await saved())).toEqual({
      'inbound.imap.password': imap.password,
      'outbound.password': outbound.password,
    });
  });

  it.each([
    ['outbound.password', { ...kept, outbound: { ...kept.outbound, host: 'smtp.elsewhere.test' } }],
    ['outbound.password', { ...kept, outbound: { ...kept.outbound, port: 2525 } }],
    ['outbound.password', { ...kept, outbound: { ...kept.outbound, user: 'other' } }],
    ['inbound.imap.password', { ...kept, inbound: { smtp: false, imap: { ...kept.inbound.imap, host: '192.0.2.1' } } }],
  ])('is lent to no other server or user: %s', async (path, wanted) => {
    const refusal = { code: 'invalid-request', more: { errors: [{ path: `config.${path}` }] } };
    await expect(trial(wanted)).rejects.toMatchObject(refusal);
    await expect(update(wanted)).rejects.toMatchObject(refusal);
  });

  it('goes nowhere when another is typed for the new server', async () => {
    const moved = { ...kept, outbound: { ...outbound, host: 'smtp.new.test', password: 'typed' } };
    expect(await trial(moved)).toMatchObject({ outbound: { host: 'smtp.new.test', password: 'typed' } });
  });
});

describe('an account to which no password was given for sending', () => {
  const empty = { ...outbound, password: '' };
  const typed = { smtp: false, imap: { ...imap, password: 'typed' } };
  const received = { ...config, inbound: typed, outbound: empty };
  /** Whether the password of receiving is sent to the relay. */
  const lends = async (wanted: Record<string, unknown>) => channels.email.lentSecret!(await trial(wanted));
  const needed = { code: 'invalid-request', more: { errors: [{ path: 'config.inbound.imap.password' }] } };
  const keptWithout = { ...kept, outbound: empty };
  afterEach(() => update(config));

  it('sends by that for receiving where the user is the same, and keeps no copy', async () => {
    expect(await lends(received)).toBeDefined();
    expect(await lends({ ...received, outbound: { ...empty, user: 'other' } })).toBeUndefined();
    expect(await lends({ ...received, outbound })).toBeUndefined();
    await update(received);
    expect(accounts.openSecrets(await saved())).toEqual({ 'inbound.imap.password': 'typed' });
  });

  it('sends by the new one when that for receiving is mended', async () => {
    await update(received);
    await update({ ...kept, inbound: { smtp: false, imap: { ...imap, password: 'mended' } }, outbound: empty });
    expect(accounts.openSecrets(await saved())).toEqual({ 'inbound.imap.password': 'mended' });
    expect(await lends(keptWithout)).toEqual({ secret: 'inbound.imap.password', to: 'outbound.password' });
  });

  it('does not send one that was kept to a relay for which it was not entered', async () => {
    await expect(trial(keptWithout)).rejects.toMatchObject(needed);
    await update(received);
    const elsewhere = { ...keptWithout, outbound: { ...empty, host: 'smtp.elsewhere.test' } };
    await expect(trial(elsewhere)).rejects.toMatchObject(needed);
    await expect(update(elsewhere)).rejects.toMatchObject(needed);
    expect(await lends({ ...received, outbound: elsewhere.outbound })).toBeDefined();
  });

  it('whose two passwords were stored as the same one has one when that for receiving changes', async () => {
    await update({ ...config, inbound: typed, outbound: { ...outbound, password: 'typed' } });
    await update({ ...kept, displayName: 'Mairie' });
    expect(Object.keys(accounts.openSecrets(await saved()))).toHaveLength(2);
    await update({ ...kept, inbound: { smtp: false, imap: { ...imap, password: 'mended' } } });
    expect(accounts.openSecrets(await saved())).toEqual({ 'inbound.imap.password': 'mended' });
  });

  describe('but two that are the same one', () => {
    const mended = { smtp: false, imap: { ...imap, password: 'mended' } };
    beforeEach(() => update({ ...config, inbound: typed, outbound: { ...outbound, password: 'typed' } }));

    it('has one when that for receiving changes, however its user is typed', async () => {
      await update({ ...kept, inbound: { ...mended, imap: { ...mended.imap, user: ' mairie ' } } });
      expect(accounts.openSecrets(await saved())).toEqual({ 'inbound.imap.password': 'mended' });
    });

    it('keeps that for the relay when the mailbox moves to another server', async () => {
      await update({ ...kept, inbound: { ...mended, imap: { ...mended.imap, host: 'imap.new.test' } } });
      expect(accounts.openSecrets(await saved())).toEqual({
        'inbound.imap.password': 'mended',
        'outbound.password': 'typed',
      });
    });

    it('asks for one for another relay', async () => {
      const elsewhere = { ...kept, inbound: mended, outbound: { ...kept.outbound, host: 'smtp.elsewhere.test' } };
      const refusal = { code: 'invalid-request', more: { errors: [{ path: 'config.outbound.password' }] } };
      await expect(update(elsewhere)).rejects.toMatchObject(refusal);
    });

    it('has one without asking for it once that for sending is cleared, unless the relay is another one', async () => {
      const elsewhere = { ...keptWithout, outbound: { ...empty, host: 'smtp.elsewhere.test' } };
      await expect(update(elsewhere)).rejects.toMatchObject(needed);
      await update(keptWithout);
      expect(accounts.openSecrets(await saved())).toEqual({ 'inbound.imap.password': 'typed' });
    });
  });

  it('keeps one of its own when that for receiving changes', async () => {
    await update({ ...kept, inbound: { smtp: false, imap: { ...imap, password: 'mended' } } });
    expect(accounts.openSecrets(await saved())['outbound.password']).toBe(outbound.password);
  });
});

describe('the account by which agents get links for their password', () => {
  // Threats: A046.
  it('is chosen, and its server too, by those who manage agents, not by those who manage channels alone', async () => {
    const keeper: Principal = {
      ...ana,
      grants: [{ ...ana.grants[0]!, permissions: ['channel.read', 'channel.manage'], reach: 'all-teams', teamIds: [] }],
    };
    const change = (account: string, wanted: Parameters<typeof updateChannel>[2], who = keeper) =>
      as((tx) => updateChannel({ tx, who, accounts }, account, wanted)).then(
        () => 'done',
        (error: unknown) => (error instanceof Failure ? error.code : 'fault'),
      );
    const create = (name: string, shared: boolean) =>
      as((tx) =>
        createChannel(
          { tx, who: keeper, accounts },
          { kind: 'email', name, shared, enabled: true, config: { ...config, address: `${name}@town.test` } },
        ),
      );
    const moved = { ...config, outbound: { ...outbound, host: 'smtp.elsewhere.test' } };

    expect(await change(id, { config: moved })).toBe('not-permitted');
    await expect(create('taken', true)).rejects.toMatchObject({ code: 'not-permitted' });
    const other = (await create('other', false)).id;
    expect(await change(other, { config: { ...moved, address: 'other@town.test' } })).toBe('done');
    expect(await change(other, { shared: true })).toBe('not-permitted');
    expect(await change(id, { enabled: false })).toBe('not-permitted');
    expect(await change(id, { name: 'Mairie' })).toBe('done');
    await expect(assertMaySignInFor(keeper, accounts, id)).rejects.toMatchObject({ code: 'not-permitted' });
    await assertMaySignInFor(keeper, accounts, other);
    await assertMaySignInFor(root, accounts, id);
    expect(await change(id, { config: moved }, root)).toBe('done');
    expect(await change(id, { config }, root)).toBe('done');
    await town.database.execute(`delete from channel_account where id = $1`, [other]);
  });
});

describe('the list of accounts', () => {
  it('tells servers and users to whoever manages them, addresses to all', async () => {
    const [whole] = await listChannels(town.database, accounts, root);
    expect(whole!.config).toMatchObject({ outbound: { host: 'smtp.town.test', password: DOTS } });
    const [little] = await listChannels(town.database, accounts, ana);
    expect(little).toMatchObject({ name: 'Mairie', addresses: ['contact@town.test'], config: {} });
    expect(JSON.stringify(little)).not.toMatch(/smtp\.town|imap\.town|"mairie"/);
  });

  // Threats: A018. What is called « Violences » must not be known to whoever may not know of it.
  it('names no account of a team that the agent does not see, nor publishes to them what becomes of it', async () => {
    const social = await town.team('Foyer');
    const [mia, sam] = [await town.agent('Mia', [social]), await town.agent('Sam', [], 'supervisor')];
    const made = { ...config, address: 'foyer@town.test' };
    const account = await as((tx) =>
      createChannel(
        { tx, who: root, accounts },
        { kind: 'email', name: 'Violences', teamId: social, shared: false, enabled: true, config: made },
      ),
    );
    const namesFor = async (who: Principal) =>
      (await listChannels(town.database, accounts, who)).map(({ name }) => name);
    const audience = async () => {
      const [event] = await town.database.query<{ audience: string; teams: string[] | null }>(
        `select audience, team_ids as teams from event where type = 'channel.changed' and data ->> 'channelAccountId' = $1
         order by id desc limit 1`,
        [account.id],
      );
      return event;
    };
    expect(await audience()).toEqual({ audience: 'teams', teams: [social] });
    expect(await namesFor(ana)).toEqual(['Mairie']);
    expect(await namesFor(mia)).toEqual(['Violences']);
    for (const who of [root, sam]) expect(await namesFor(who)).toEqual(['Mairie', 'Violences']);

    await as((tx) => updateChannel({ tx, who: root, accounts }, account.id, { shared: true }));
    expect(await namesFor(ana)).toEqual(['Mairie', 'Violences']);
    await as((tx) => updateChannel({ tx, who: root, accounts }, account.id, { shared: false }));
    // Those who knew it hear that they know it no more.
    expect(await audience()).toMatchObject({ audience: 'everybody' });
    expect(await namesFor(ana)).toEqual(['Mairie']);
    // The address at which a provider calls is for whoever sets it up there.
    expect((await listChannels(town.database, accounts, mia))[0]).toMatchObject({ webhookUrl: null, embed: null });
  });
});
