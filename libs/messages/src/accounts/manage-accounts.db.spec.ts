import type { Principal } from '@guichet/access';
import { channelKindInfo, channels } from '@guichet/channels';
import { reasonText } from '@guichet/contracts';
import { ChannelAccount, NotificationListener } from '@guichet/database';
import { Failure, loadConfig } from '@guichet/platform';
import { TestTown } from '../../../../test/support/test-town.js';
import { Accounts } from './channel-accounts.js';
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
    createChannel({ tx, who: root, accounts }, { kind: 'email', name: 'Mairie', enabled: true, config }),
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

describe('the list of accounts', () => {
  it('tells servers and users to whoever manages them, addresses to all', async () => {
    const [whole] = await listChannels(town.database, accounts, root);
    expect(whole!.config).toMatchObject({ outbound: { host: 'smtp.town.test', password: DOTS } });
    const [little] = await listChannels(town.database, accounts, ana);
    expect(little).toMatchObject({ name: 'Mairie', addresses: ['contact@town.test'], config: {} });
    expect(JSON.stringify(little)).not.toMatch(/smtp\.town|imap\.town|"mairie"/);
  });
});
