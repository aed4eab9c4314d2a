import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judged, type SentMail } from '@guichet/test/judged-mail';
import { TestDns, type Published } from '@guichet/test/test-dns';
import { parseAllDocuments } from 'yaml';
import { isOurs } from './verify-sender.js';
import { judgeMail } from './verify-mail-authentication.js';
import { email } from '../email.js';

/** The suites are not part of the project; `jest.config.mjs` leaves this spec out where they are not. */
const folder = process.env.MAIL_AUTH ?? join(import.meta.dirname, '../../../../../../shared/corpus/mail-auth');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

afterAll(() => email.close());

interface SpfSuite {
  description: string;
  tests: Record<string, { helo: string; host: string; mailfrom: string; result: string | string[] }>;
  zonedata: Record<string, ('TIMEOUT' | Record<string, unknown>)[]>;
}

/** A zone of the suite: its SPF records are TXT records, too, unless it names those of its own. */
function zoneOf(zonedata: SpfSuite['zonedata']): TestDns {
  const dns = new TestDns();
  for (const [name, records] of Object.entries(zonedata)) {
    const given = records.flatMap((one) => (one === 'TIMEOUT' ? [] : Object.entries(one)));
    const hasOwnText = given.some(([type]) => type === 'TXT');
    const published: Record<string, unknown[]> = {};
    for (const [type, value] of given) {
      if (value === 'NONE' || (type === 'SPF' && hasOwnText)) continue;
      const [priority, exchange] = type === 'MX' ? (value as [number, string]) : [];
      (published[type === 'SPF' ? 'TXT' : type] ??= []).push(type === 'MX' ? { priority, exchange } : value);
    }
    dns.publish(name, published);
    if (records.includes('TIMEOUT')) dns.silence(name);
  }
  return dns;
}

/** The intake asks nobody about servers of ours, of which the suite has some: these are judged without it. */
async function spfOf(mail: SentMail & { remote: string }, dns: TestDns): Promise<string> {
  if (!isOurs(mail.remote)) return (await judged(mail, dns)).spf;
  const { raw, remote, helo = '', mailFrom = '' } = mail;
  const source = { raw: Buffer.from(raw), remote, helo, mailFrom, trustedServer: null, trustedSealers: [] };
  return (await judgeMail(source, (name, type) => dns.resolve(name, type) as Promise<string[]>)).spf;
}

interface ArcSuite {
  description: string;
  tests: Record<string, { message: string; cv: string }>;
  'txt-records': Record<string, string>;
}

/** Cases of the suite of which the result is another one here, and why. */
const otherwise: Readonly<Record<string, readonly [result: string, why: string]>> = {
  // The suite is of a draft (December 2016); RFC 8617 came after it.
  ams_fields_c_na: [
    'fail',
    'Without c= it is simple/simple, as of DKIM (RFC 8617 § 4.1.2); the draft had relaxed/relaxed.',
  ],
  ams_fields_h_empty: ['fail', 'A list h= has one name at least (RFC 6376 § 3.5), to which RFC 8617 § 4.1.2 refers.'],
  cv_fail_i1_as_cv_fail: ['fail', 'The suite expects nothing; a seal with cv=fail ends a chain (RFC 8617 § 5.2).'],
  cv_fail_i2_as2_fail: ['fail', 'The suite expects nothing; a seal with cv=fail ends a chain (RFC 8617 § 5.2).'],
  cv_fail_i2_as1_fail: ['fail', 'The suite expects nothing; the first seal must have cv=none (RFC 8617 § 5.2).'],
};

describe('the open suites of mail authentication', () => {
  it('judges SPF as the suite of RFC 7208 does', async () => {
    const differences: string[] = [];
    let count = 0;
    for (const { description, tests, zonedata } of parseAllDocuments(read('spf/rfc7208-tests.yml')).map(
      (one) => one.toJS() as SpfSuite,
    )) {
      const dns = zoneOf(zonedata);
      for (const [name, { helo, host: remote, mailfrom: mailFrom, result }] of Object.entries(tests)) {
        count++;
        const spf = await spfOf({ raw: 'From: a@author.example\r\n\r\nBonjour\r\n', remote, helo, mailFrom }, dns);
        if (![result].flat().includes(spf)) differences.push(`${description}, ${name}: ${spf}, not ${String(result)}`);
      }
    }
    expect(differences).toEqual([]);
    expect(count).toBe(203);
  });

  it('validates chains of ARC as their suite does, but for what the standard says otherwise', async () => {
    const differences: Record<string, string> = {};
    let count = 0;
    for (const { tests, 'txt-records': records } of JSON.parse(
      read('arc/arc-draft-validation-tests.json'),
    ) as ArcSuite[]) {
      const dns = new TestDns(
        Object.fromEntries(Object.entries(records).map(([name, text]) => [name, { TXT: [text] }])),
      );
      for (const [name, { message, cv }] of Object.entries(tests)) {
        count++;
        const { arc } = await judged({ raw: message.replaceAll(/\r?\n/g, '\r\n'), remote: '203.0.113.9' }, dns);
        if (arc !== cv.toLowerCase()) differences[name] = arc;
      }
    }
    expect(differences).toEqual(
      Object.fromEntries(Object.entries(otherwise).map(([name, [result]]) => [name, result])),
    );
    expect(count).toBe(171);
  });

  it('verifies a mail with two signatures, of which one has a key of elliptic curves', async () => {
    const dns = new TestDns(JSON.parse(read('mailauth/dkim-ec-fixtures-dns.json')) as Record<string, Published>);
    const raw = readFileSync(join(folder, 'mailauth/dkim-ec-fixtures-signed.eml'));
    const mail = { raw, remote: '203.0.113.9', mailFrom: 'joe@football.example.com' };
    expect(await judged(mail, dns)).toMatchObject({ verdict: 'authenticated', dkim: 'pass', spf: 'softfail' });
    const changed = Buffer.from(raw.toString('latin1').replace('hungry', 'thirsty'), 'latin1');
    expect(changed).not.toEqual(raw);
    expect(await judged({ ...mail, raw: changed }, dns)).toMatchObject({ verdict: 'unauthenticated', dkim: 'fail' });
  });

  it('believes no signature of a mail whose keys are gone', async () => {
    const names = readdirSync(join(folder, 'mailauth')).filter((name) => /^fixtures-.*\.eml$/.test(name));
    const verdicts = await Promise.all(
      names.map((name) =>
        judged({ raw: readFileSync(join(folder, 'mailauth', name)), remote: '203.0.113.9' }, new TestDns()),
      ),
    );
    expect(names).toHaveLength(13);
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['unauthenticated']));
  });
});
