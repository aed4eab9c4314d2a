import type { SendingDomain } from '@guichet/contracts';
import type { Principal } from '@guichet/access';
import { openCase } from '../../../../test/support/open-case.js';
import { Outbox } from '../../../../test/support/delivery-outbox.js';
import { MailSink } from '../../../../test/support/mail-sink.js';
import { receiverVerdict, RELAY_ADDRESS } from '../../../../test/support/receiver-verdict.js';
import { TestDns } from '../../../../test/support/test-dns.js';
import { Deliverability } from './deliverability.js';
import { createDkimKey, deleteDkimKey, setSigning } from './dkim-keys.js';

const DOMAIN = 'town.test';

let outbox: Outbox;
let sink: MailSink;
let mailbox: string;
let dns: TestDns;
let deliverability: Deliverability;
let admin: Principal;

beforeAll(async () => {
  [outbox, sink] = await Promise.all([Outbox.open(), MailSink.open()]);
  mailbox = await outbox.connect('email', {
    address: `contact@${DOMAIN}`,
    inbound: { smtp: true },
    outbound: { host: '127.0.0.1', port: sink.port, secure: false },
    undoSeconds: 0,
  });
  dns = new TestDns({
    [DOMAIN]: { TXT: [`v=spf1 ip4:${RELAY_ADDRESS} -all`] },
    [`_dmarc.${DOMAIN}`]: { TXT: ['v=DMARC1; p=reject; adkim=s; aspf=s; rua=mailto:dmarc@town.test'] },
  });
  deliverability = new Deliverability(outbox.town.database, outbox.accounts, outbox.io, dns);
  admin = await outbox.town.agent('Admin', [outbox.team], 'administrator');
});
afterAll(async () => {
  await outbox?.close();
  await sink?.close();
});

const writer = async () => ({ who: admin, accounts: await outbox.accounts.all(), keyring: outbox.town.keyring });
const makeKey = async (algorithm: 'rsa' | 'ed25519' = 'rsa') => {
  const who = await writer();
  await outbox.as((tx) => createDkimKey({ ...who, tx }, DOMAIN, algorithm));
  return (await shown()).keys.at(-1)!;
};
const sign = async (signs: boolean) => {
  const who = await writer();
  await outbox.as((tx) => setSigning({ ...who, tx }, DOMAIN, signs));
};
const publish = ({ name, value }: SendingDomain['keys'][number]['record']) => dns.publish(name, { TXT: [value] });
const check = () => deliverability.check(admin, DOMAIN);
const shown = () => deliverability.get(outbox.town.database, admin, DOMAIN);

let written = 0;
/** A reply, and what its recipient's server finds about it. */
async function arrived() {
  written += 1;
  const to = `signed${written}@citizen.test`;
  const caseId = await openCase(outbox.town, outbox.ana, `Signed ${written}`);
  const text = 'Bonjour,\n\nFrom now on:   \n.\nà mardi.';
  await outbox.answer(caseId, { channelAccountId: mailbox, to, text });
  await outbox.run();
  const mail = await sink.find(({ envelope }) => envelope.to.includes(to));
  return { raw: mail.raw, verdict: await receiverVerdict(mail, dns) };
}

describe('mail of a domain with a key of ours', () => {
  it('is signed once DNS publishes the key and signing is on, and passes SPF, DKIM and DMARC, aligned', async () => {
    const key = await makeKey();
    await sign(true);
    expect((await check()).findings.map(({ code }) => code)).toContain('dkim-missing');
    expect((await arrived()).raw).not.toMatch(/^DKIM-Signature:/im);

    publish(key.record);
    const { findings, keys } = await check();
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['dkim-ok', 'dmarc-ok']));
    expect(keys[0]?.publishedAt).not.toBeNull();
    const { raw, verdict } = await arrived();
    expect(raw.match(/^DKIM-Signature:/gim)).toHaveLength(1);
    expect(verdict).toMatchObject({
      spf: 'pass',
      dkim: [`pass ${DOMAIN}`],
      dmarc: 'pass',
      aligned: { spf: { result: DOMAIN, strict: true }, dkim: { result: DOMAIN, strict: true } },
    });
  });

  it('goes on with the old key until DNS publishes the new one', async () => {
    const [old] = (await shown()).keys;
    const next = await makeKey();
    await check();
    expect((await arrived()).verdict.selectors).toEqual([old!.selector]);

    publish(next.record);
    const { keys } = await check();
    expect(keys.map(({ replacedAt }) => replacedAt !== null)).toEqual([true, false]);
    const { verdict } = await arrived();
    expect(verdict.selectors).toEqual([next.selector]);
    expect(verdict).toMatchObject({ dmarc: 'pass' });
  });

  it('is signed by the old key again while DNS has lost the new one and still publishes the old', async () => {
    const [old, next] = (await shown()).keys;
    dns.publish(next!.record.name, {});
    expect((await check()).keys.map(({ replacedAt }) => replacedAt !== null)).toEqual([false, false]);
    expect((await arrived()).verdict).toMatchObject({ selectors: [old!.selector], dmarc: 'pass' });

    publish(next!.record);
    expect((await check()).keys.map(({ replacedAt }) => replacedAt !== null)).toEqual([true, false]);
    expect((await arrived()).verdict.selectors).toEqual([next!.selector]);
  });

  it('is not signed by an old key that DNS has lost together with the new one', async () => {
    const { keys } = await shown();
    for (const { record } of keys) dns.publish(record.name, {});
    expect((await check()).keys.map(({ publishedAt }) => publishedAt)).toEqual([null, null]);
    expect((await arrived()).raw).not.toMatch(/^DKIM-Signature:/im);

    for (const { record } of keys) publish(record);
    expect((await check()).keys.map(({ replacedAt }) => replacedAt !== null)).toEqual([true, false]);
  });

  it('has two signatures with a key of each kind', async () => {
    publish((await makeKey('ed25519')).record);
    await check();
    expect((await arrived()).verdict).toMatchObject({ dkim: [`pass ${DOMAIN}`, `pass ${DOMAIN}`], dmarc: 'pass' });
  });

  it.each([
    ['has none', []],
    ['has another', ['v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ']],
    ['has revoked it', ['v=DKIM1; k=rsa; p=']],
  ])('is not signed by a key that DNS does not publish any more, as it %s, until it does again', async (_, texts) => {
    const { keys } = await shown();
    const key = keys.find(({ algorithm, replacedAt }) => algorithm === 'rsa' && replacedAt === null)!;
    const publishedAt = async () => (await shown()).keys.find(({ id }) => id === key.id)!.publishedAt;
    dns.publish(key.record.name, texts.length > 0 ? { TXT: texts } : {});
    await check();
    expect(await publishedAt()).toBeNull();
    expect((await arrived()).verdict.selectors).not.toContain(key.selector);
    publish(key.record);
    await check();
    expect(await publishedAt()).not.toBeNull();
    expect((await arrived()).verdict.selectors).toContain(key.selector);
  });

  it('is signed on by a key of which DNS could not be asked just then', async () => {
    const { keys } = await shown();
    const { name } = keys.at(-1)!.record;
    dns.publish(name, {}).silence(name);
    await check();
    expect((await shown()).keys).toEqual(keys);
    publish(keys.at(-1)!.record);
  });

  it('keeps its keys encrypted', async () => {
    const rows = await outbox.town.database.query<{ sealed: Buffer }>(`select private_key as sealed from dkim_key`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain('PRIVATE KEY');
  });

  it('is not signed where the relay does it', async () => {
    await sign(false);
    expect((await arrived()).verdict.selectors).toEqual(['']);
    expect((await check()).findings.map(({ code }) => code)).toContain('dkim-not-used');
  });

  it('is not signed by a key that was deleted', async () => {
    await sign(true);
    const who = await writer();
    for (const { id } of (await shown()).keys) await outbox.as((tx) => deleteDkimKey({ ...who, tx }, DOMAIN, id));
    expect((await arrived()).raw).not.toMatch(/^DKIM-Signature:/im);
  });
});

describe('domains that send mail', () => {
  it('are those of the accounts, and only for who manages channels', async () => {
    const { database } = outbox.town;
    expect(await deliverability.list(database, admin)).toMatchObject([
      { domain: DOMAIN, relays: ['127.0.0.1'], accounts: [{ id: mailbox }] },
    ]);
    await expect(deliverability.list(database, outbox.ana)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(deliverability.check(outbox.ana, DOMAIN)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(deliverability.check(admin, 'other.test')).rejects.toMatchObject({ code: 'not-found' });
    const who = { ...(await writer()), who: outbox.ana };
    await expect(outbox.as((tx) => setSigning({ ...who, tx }, DOMAIN, true))).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('are all checked by the job of each day', async () => {
    dns.asked.length = 0;
    await deliverability.checkAll();
    expect(dns.asked).toContain(`TXT _dmarc.${DOMAIN}`);
  });
});
