import { TestDns } from '../../../../../test/support/test-dns.js';
import { dkimRecord } from '../dkim/dkim-keys.js';
import { checkDomain, type DomainToCheck } from './check-domain.js';
import { dnsRecord } from './dns-record.js';

const domain = 'ville.example';
const key = { domain, selector: 'g1', algorithm: 'rsa', publicKey: 'A'.repeat(392) } as const;
const dkim = dkimRecord(key);
const policy = 'version: STSv1\nmode: enforce\nmx: mx.ville.example\nmax_age: 604800\n';

/** A domain of which all is right: its relay has a name that leads back, and is in its SPF by way of an include. */
const wellKept = () =>
  new TestDns({
    [domain]: { TXT: ['v=spf1 include:spf.relays.example -all', 'something else'], MX: [{ exchange: 'mx.ville.example', priority: 1 }] }, // prettier-ignore
    'spf.relays.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
    'relay.example': { A: ['198.51.100.7'] },
    '7.100.51.198.in-addr.arpa': { PTR: ['relay.example'] },
    [`_dmarc.${domain}`]: { TXT: ['v=DMARC1; p=quarantine; rua=mailto:dmarc@ville.example'] },
    [dkim.name]: { TXT: [[dkim.value.slice(0, 255), dkim.value.slice(255)]] },
    [`_mta-sts.${domain}`]: { TXT: ['v=STSv1; id=20261128'] },
  });

async function found(dns: TestDns, wanted: Partial<DomainToCheck> = {}, policyFile: string | null = policy) {
  const findings = await checkDomain(
    { domain, relays: ['relay.example'], receivesHere: true, signs: true, keys: [key], ...wanted },
    {
      resolve: (name, type) => dns.resolve(name, type),
      fetch: () => Promise.resolve(new Response(policyFile, { status: policyFile === null ? 404 : 200 })),
      now: new Date('2026-11-28T10:00:00Z'),
    },
  );
  return {
    codes: findings.map(({ code, state }) => `${code}: ${state}`),
    lineOf: (check: string) => findings.find((one) => one.check === check)?.add[0]?.line,
    of: (check: string) => findings.find((one) => one.check === check),
  };
}

describe('the DNS of a domain that sends mail', () => {
  it('is right in every point', async () => {
    const { codes } = await found(wellKept());
    expect(codes).toEqual(['spf-ok: ok', 'dkim-ok: ok', 'dmarc-ok: ok', 'mta-sts-ok: ok', 'ptr-ok: ok']);
  });

  it('that publishes nothing lacks a line for each, which is given', async () => {
    const dns = new TestDns({ 'relay.example': { A: ['198.51.100.7'] }, [domain]: { MX: [{ exchange: 'mx.ville.example', priority: 1 }] } }); // prettier-ignore
    const { codes, lineOf, of } = await found(dns);
    expect(codes).toEqual([
      ...['spf-missing: wrong', 'dkim-missing: wrong', 'dmarc-missing: wrong'],
      ...['mta-sts-missing: advice', 'ptr-missing: wrong'],
    ]);
    expect(lineOf('spf')).toBe('ville.example. IN TXT "v=spf1 a:relay.example ~all"');
    expect(lineOf('dkim')).toBe(
      `g1._domainkey.ville.example. IN TXT ( "${dkim.value.slice(0, 255)}" "${dkim.value.slice(255)}" )`,
    );
    expect(lineOf('dmarc')).toBe(
      '_dmarc.ville.example. IN TXT "v=DMARC1; p=none; rua=mailto:postmaster@ville.example"',
    );
    expect(lineOf('mta-sts')).toBe('_mta-sts.ville.example. IN TXT "v=STSv1; id=20261128"');
    expect(of('mta-sts')?.data['policy']).toContain('mx: mx.ville.example');
    expect(lineOf('ptr')).toBe('7.100.51.198.in-addr.arpa. IN PTR relay.example.');
  });

  it.each([
    [['v=spf1 include:spf.other.example -all'], 'spf-relay-missing', 'v=spf1 include:spf.other.example a:relay.example -all'], // prettier-ignore
    [
      ['v=spf1 mx ~all', 'v=spf1 ip4:203.0.113.5 -all'],
      'spf-several',
      'v=spf1 mx ip4:203.0.113.5 a:relay.example ~all',
    ],
    [['v=spf1 ipv4:198.51.100.7 -all'], 'spf-broken', 'v=spf1 a:relay.example ~all'],
    [['v=spf1 include:loop.example -all'], 'spf-too-many-lookups', undefined],
    [['v=spf1 +all'], 'spf-open', undefined],
  ])('has an SPF that is wrong: %j', async (records, code, value) => {
    const dns = wellKept()
      .publish(domain, { TXT: records })
      .publish('spf.other.example', { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] })
      .publish('loop.example', { TXT: ['v=spf1 include:loop.example -all'] });
    const { of } = await found(dns);
    expect(of('spf')).toMatchObject({ code, state: 'wrong' });
    expect(of('spf')?.add[0]?.value).toBe(value);
  });

  it('includes the SPF of the company by which its mail leaves, also by way of another one', async () => {
    const dns = wellKept()
      .publish(domain, { TXT: ['v=spf1 include:spf.relays.example -all'] })
      .publish('spf.relays.example', { TXT: ['v=spf1 include:spf.protection.outlook.com -all'] })
      .publish('spf.protection.outlook.com', { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] });
    const microsoft = await found(dns, { relays: ['smtp.office365.com'] });
    expect(microsoft.codes).toEqual(expect.arrayContaining(['spf-ok: ok', 'ptr-of-provider: not-needed']));
    const google = await found(dns, { relays: ['smtp.gmail.com'] });
    expect(google.lineOf('spf')).toContain('"v=spf1 include:spf.relays.example include:_spf.google.com -all"');
  });

  it('cannot be judged for a relay in our own network, whose outer address is not known here', async () => {
    const dns = wellKept().publish('relay.example', { A: ['10.0.0.5'] });
    const { codes } = await found(dns);
    expect(codes).toEqual(expect.arrayContaining(['spf-relay-unknown: unknown', 'ptr-unknown: unknown']));
  });

  it.each([
    ['v=DKIM1; k=rsa; p=BBBB', 'dkim-other-key'],
    ['v=DKIM1; k=rsa; p=', 'dkim-revoked'],
  ])('has another key than ours: %s', async (record, code) => {
    const { of } = await found(wellKept().publish(dkim.name, { TXT: [record] }));
    expect(of('dkim')).toMatchObject({ code, state: 'wrong', add: [dkim] });
  });

  it('needs no key where the relay signs, and is told of one that nobody uses', async () => {
    expect((await found(wellKept(), { keys: [] })).codes).toContain('dkim-not-here: not-needed');
    expect((await found(wellKept(), { signs: false })).codes).toContain('dkim-not-used: advice');
  });

  it.each([
    [
      'v=DMARC1; p=none; rua=mailto:a@ville.example',
      'dmarc-only-watches',
      'advice',
      'v=DMARC1; p=quarantine; rua=mailto:a@ville.example',
    ],
    ['v=DMARC1; p=reject', 'dmarc-no-reports', 'advice', 'v=DMARC1; p=reject; rua=mailto:postmaster@ville.example'],
    ['v=DMARC1; policy=reject', 'dmarc-broken', 'wrong', 'v=DMARC1; p=none; rua=mailto:postmaster@ville.example'],
  ])('has a DMARC that can be better: %s', async (record, code, state, value) => {
    const { of } = await found(wellKept().publish(`_dmarc.${domain}`, { TXT: [record] }));
    expect(of('dmarc')).toMatchObject({ code, state });
    expect(of('dmarc')?.add[0]?.value).toBe(value);
  });

  it.each([
    [null, 'mta-sts-no-policy'],
    [policy.replace('mx.ville', 'mx.other'), 'mta-sts-mx-missing'],
    [policy.replace('enforce', 'testing'), 'mta-sts-testing'],
  ])('has a policy for incoming mail that does not hold: %j', async (file, code) => {
    expect((await found(wellKept(), {}, file)).of('mta-sts')).toMatchObject({ code });
  });

  it('needs no policy for incoming mail where another server receives it', async () => {
    expect((await found(wellKept(), { receivesHere: false })).codes).toContain('mta-sts-not-needed: not-needed');
  });

  it('has a relay whose name leads to another address', async () => {
    const dns = wellKept().publish('7.100.51.198.in-addr.arpa', { PTR: ['host7.example'] }).publish('host7.example', { A: ['198.51.100.8'] }); // prettier-ignore
    expect((await found(dns)).of('ptr')).toMatchObject({ code: 'ptr-not-confirmed', data: { name: 'host7.example' } });
  });

  it('that cannot be asked is not said to be missing', async () => {
    const dns = new TestDns().silence(domain).silence('relay.example').silence(`_dmarc.${domain}`).silence(dkim.name);
    const { codes } = await found(dns);
    expect(new Set(codes)).toEqual(new Set(['not-asked: unknown']));
  });
});

it('a record in a zone file has its long texts divided, and its quotation marks marked', () => {
  expect(dnsRecord('a.example', 'TXT', `say "hi" ${'x'.repeat(300)}`).line).toBe(
    `a.example. IN TXT ( "say \\"hi\\" ${'x'.repeat(246)}" "${'x'.repeat(54)}" )`,
  );
});
