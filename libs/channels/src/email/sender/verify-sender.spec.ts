import { Worker } from 'node:worker_threads';
import { eventually } from '@guichet/test/eventually';
import { judged } from '@guichet/test/judged-mail';
import { MailSigner, rawMail } from '@guichet/test/mail-signer';
import { TestDns } from '@guichet/test/test-dns';
import { email } from '../email.js';
import { VerifySenderWorkerHost } from './verify-sender-worker-host.js';

afterAll(() => email.close());

/** The server of `town.example` and of `club.example` send from here. */
const SERVER = '203.0.113.25';
const ELSEWHERE = '198.51.100.9';
const REJECT = 'v=DMARC1; p=reject';

const fromAda = { From: 'Ada <ada@town.example>', To: 'desk@guichet.test', Subject: 'Demande' };

/** A domain with a policy, one with a server only, one that signs only, and one that publishes nothing. */
function world() {
  const dns = new TestDns({
    'town.example': { TXT: [`v=spf1 ip4:${SERVER} -all`] },
    '_dmarc.town.example': { TXT: [REJECT] },
    'club.example': { TXT: [`v=spf1 ip4:${SERVER} -all`] },
    'soft.example': { TXT: [`v=spf1 ip4:${SERVER} ~all`] },
    'silent.example': { TXT: ['a site'] },
  });
  return {
    dns,
    town: new MailSigner(dns, 'town.example'),
    signs: new MailSigner(dns, 'signs.example'),
    list: new MailSigner(dns, 'lists.example'),
  };
}

describe('who wrote a mail that our server received', () => {
  const { dns, town, signs, list } = world();
  const at = (domain: string) => ({ ...fromAda, From: `Ada <ada@${domain}>` });

  it('is authenticated by a signature of the domain, whatever the way', async () => {
    const raw = await town.sign(rawMail(fromAda));
    expect(await judged({ raw, remote: ELSEWHERE, mailFrom: 'bounces@mailer.example' }, dns)).toEqual({
      ...{ verdict: 'authenticated', domain: 'town.example', source: 'checked', warnings: [] },
      ...{ spf: 'none', dkim: 'pass', dmarc: 'pass', arc: 'none' },
    });
  });

  it('fails where the policy holds and the mail was changed after it was signed', async () => {
    const raw = (await town.sign(rawMail(fromAda))).replace('Bonjour', 'Virez 100 €');
    const { verdict, dkim, dmarc } = await judged({ raw, remote: ELSEWHERE, mailFrom: 'ada@town.example' }, dns);
    expect({ verdict, dkim, dmarc }).toEqual({ verdict: 'failed', dkim: 'fail', dmarc: 'fail' });
  });

  // Each domain of the author, the signature, the server and the sender of the envelope, then what follows.
  it.each([
    ['a policy and its server', 'town.example', SERVER, 'ada@town.example', 'authenticated'],
    ['a policy and the server of another domain', 'town.example', SERVER, 'ada@club.example', 'failed'],
    ['a policy and another server', 'town.example', ELSEWHERE, 'ada@town.example', 'failed'],
    ['a server and no policy', 'club.example', SERVER, 'ada@club.example', 'authenticated'],
    ['a server that it excludes', 'club.example', ELSEWHERE, 'ada@club.example', 'failed'],
    ['a server that it would rather exclude', 'soft.example', ELSEWHERE, 'ada@soft.example', 'unauthenticated'],
    ['the server of another domain', 'silent.example', SERVER, 'ada@club.example', 'unauthenticated'],
    ['nothing at all', 'silent.example', SERVER, 'ada@silent.example', 'unauthenticated'],
    ['the null sender, by the name of the server', 'club.example', SERVER, '', 'authenticated'],
  ] as const)('by %s: %s from %s for <%s> is %s', async (_, domain, remote, mailFrom, verdict) => {
    const mail = { raw: rawMail(at(domain)), remote, helo: domain, mailFrom };
    expect((await judged(mail, dns)).verdict).toBe(verdict);
  });

  it('is authenticated by a signature where there is no policy, and not by that of another domain', async () => {
    const signed = await judged({ raw: await signs.sign(rawMail(at('signs.example'))), remote: ELSEWHERE }, dns);
    expect(signed).toMatchObject({ verdict: 'authenticated', dkim: 'pass', dmarc: 'none' });
    const byOther = await judged({ raw: await signs.sign(rawMail(at('silent.example'))), remote: ELSEWHERE }, dns);
    expect(byOther).toMatchObject({ verdict: 'unauthenticated', dkim: 'pass', dmarc: 'none' });
    const forged = await judged({ raw: await signs.sign(rawMail(fromAda)), remote: ELSEWHERE }, dns);
    expect(forged).toMatchObject({ verdict: 'failed', dkim: 'pass', dmarc: 'fail' });
  });

  it('says nothing of a mail with two authors', async () => {
    const raw = await town.sign(rawMail({ ...fromAda, From: 'ada@town.example, bob@club.example' }));
    expect(await judged({ raw, remote: SERVER }, dns)).toMatchObject({ verdict: 'unauthenticated', domain: null });
  });

  it('believes the seal of a forwarder that is trusted, and no other', async () => {
    const found = 'lists.example; dkim=pass header.d=town.example; dmarc=pass header.from=town.example';
    const changed = rawMail({ ...fromAda, Subject: '[club] Demande' });
    const mail = { raw: await list.seal(changed, found), remote: ELSEWHERE, mailFrom: 'list@lists.example' };
    const trusting = { ...mail, inbound: { trustedSealers: ['Lists.example'] } };
    expect(await judged(trusting, dns)).toMatchObject({ verdict: 'authenticated', arc: 'pass', dmarc: 'fail' });
    expect(await judged(mail, dns)).toMatchObject({ verdict: 'failed', arc: 'pass', dmarc: 'fail' });
    const sealedForgery = await list.seal(changed, found.replaceAll('=pass', '=fail'));
    expect(await judged({ ...trusting, raw: sealedForgery }, dns)).toMatchObject({ verdict: 'failed', arc: 'pass' });
    const broken = mail.raw.replace('Bonjour', 'Virez 100 €');
    expect(await judged({ ...trusting, raw: broken }, dns)).toMatchObject({ verdict: 'failed', arc: 'fail' });
  });

  // Threats: A009, S24.
  it('ignores results that the sender has written into the mail', async () => {
    const raw = rawMail({ 'Authentication-Results': 'guichet.test; dmarc=pass header.from=town.example', ...fromAda });
    expect((await judged({ raw, remote: ELSEWHERE, mailFrom: 'ada@town.example' }, dns)).verdict).toBe('failed');
  });
});

describe('who wrote a mail, where DNS does not answer', () => {
  it.each(['_dmarc.town.example', 'town.example'])('is not known while %s is silent', async (name) => {
    const { dns } = world();
    dns.publish(name, {}).silence(name);
    const { verdict, spf, dmarc } = await judged(
      { raw: rawMail(fromAda), remote: ELSEWHERE, mailFrom: 'ada@town.example' },
      dns,
    );
    expect(verdict).toBe('unknown');
    expect([spf, dmarc]).toContain('temperror');
  });

  it('is not known after the time for it, and the next mail is judged', async () => {
    const { dns, town } = world();
    const thread = new VerifySenderWorkerHost({ dnsMs: 50, jobMs: 5_000 });
    const mail = { remote: ELSEWHERE, helo: '', mailFrom: 'ada@town.example', trustedServer: null, trustedSealers: [] };
    const unsigned = { ...mail, raw: Buffer.from(rawMail(fromAda)) };
    expect(await thread.judge(unsigned, () => new Promise(() => undefined))).toMatchObject({
      verdict: 'unknown',
      spf: 'temperror',
    });
    const signed = { ...mail, raw: Buffer.from(await town.sign(rawMail(fromAda))) };
    expect(await thread.judge(signed, (name, type) => dns.resolve(name, type))).toMatchObject({
      verdict: 'authenticated',
    });
    await thread.close();
  });
});

describe('the thread that judges mails', () => {
  it('ends when there are none, and judges the next one', async () => {
    const { dns, town } = world();
    const thread = new VerifySenderWorkerHost({ dnsMs: 5_000, jobMs: 15_000, restMs: 0 });
    const raw = Buffer.from(await town.sign(rawMail(fromAda)));
    const mail = { raw, remote: ELSEWHERE, helo: '', mailFrom: '', trustedServer: null, trustedSealers: [] };
    const judge = () => thread.judge(mail, (name, type) => dns.resolve(name, type));
    const ended = jest.spyOn(Worker.prototype, 'terminate');
    await judge();
    await eventually(() => expect(Promise.resolve(ended.mock.calls)).resolves.not.toEqual([]));
    expect(await judge()).toMatchObject({ verdict: 'authenticated' });
    await thread.close();
    ended.mockRestore();
  });
});

describe('who wrote a mail that costs too much to judge', () => {
  // Threats: A009.
  it.each([
    ['signatures', 'DKIM-Signature: v=1'],
    ['signatures in other words', 'dkim-SIGNATURE\r\n : v=1'],
    ['seals', 'ARC-Seal: i=1'],
  ])('is not known, and nobody is asked, where it has too many %s', async (_, field) => {
    const { dns, town } = world();
    const raw = (count: number, mail: string) => `${`${field}\r\n`.repeat(count)}${mail}`;
    const many = await judged({ raw: raw(21, await town.sign(rawMail(fromAda))), remote: ELSEWHERE }, dns);
    expect(many).toMatchObject({ verdict: 'unknown', dkim: 'permerror', arc: 'permerror' });
    expect(dns.asked).toEqual([]);
    const quoted = rawMail(fromAda, raw(30, ''));
    expect((await judged({ raw: await town.sign(quoted), remote: ELSEWHERE }, dns)).verdict).toBe('authenticated');
  });

  it('takes the verdict from none of those beside it', async () => {
    const { dns, town } = world();
    const thread = new VerifySenderWorkerHost({ dnsMs: 900, jobMs: 1_000 });
    const mail = { remote: ELSEWHERE, helo: '', mailFrom: 'ada@town.example', trustedServer: null, trustedSealers: [] };
    const raw = await town.sign(rawMail(fromAda));
    const signed = { ...mail, raw: Buffer.from(raw) };
    // The thread is busy with it for much longer than it may be.
    const signature = raw.slice(0, raw.indexOf('Message-ID'));
    const heavy = { ...mail, raw: Buffer.from(signature.repeat(60_000) + raw) };
    const resolve = (name: string, type: string) => dns.resolve(name, type);
    const began = performance.now();
    const stuck = thread.judge(heavy, resolve);
    const beside = await Promise.all([1, 2, 3].map(() => thread.judge(signed, resolve)));
    expect(performance.now() - began).toBeGreaterThan(1_900);
    expect(beside.map(({ verdict }) => verdict)).toEqual(['authenticated', 'authenticated', 'authenticated']);
    expect(await stuck).toMatchObject({ verdict: 'unknown', dkim: 'temperror' });
    await thread.close();
  });
});

describe('who wrote a mail that comes from a server of ours', () => {
  const { dns, town } = world();

  it.each(['127.0.0.1', '::1', '::ffff:10.1.2.3', '192.168.1.9', 'fd00::7', '100.64.0.1', 'fe80::1'])(
    'is not asked for without a signature: %s',
    async (remote) => {
      const { dns, town } = world();
      const mail = { remote, mailFrom: 'ada@town.example', helo: 'town.example' };
      expect(await judged({ ...mail, raw: rawMail(fromAda) }, dns)).toMatchObject({
        verdict: 'unknown',
        spf: 'none',
        dmarc: 'none',
      });
      expect(dns.asked).toEqual([]);
      const signed = await judged({ ...mail, raw: await town.sign(rawMail(fromAda)) }, dns);
      expect(signed).toMatchObject({ verdict: 'authenticated', spf: 'none', dkim: 'pass' });
    },
  );

  it('is not known where the signature does not hold, as SPF cannot be checked', async () => {
    const raw = (await town.sign(rawMail(fromAda))).replace('Bonjour', 'Virez');
    const judgement = await judged({ raw, remote: '10.0.0.5' }, dns);
    expect(judgement).toMatchObject({ verdict: 'unknown', dkim: 'fail', dmarc: 'fail', spf: 'none' });
  });

  // Behind the proxy of a container, whoever sends has a private address, and has written the uppermost `Received`.
  it('is not proved by a server that a field of the mail names', async () => {
    const raw = rawMail({ Received: `from town.example (town.example [${SERVER}]) by mx.guichet.test`, ...fromAda });
    const mail = { raw, remote: '172.17.0.1', mailFrom: 'ada@town.example', helo: 'town.example' };
    expect(await judged(mail, dns)).toMatchObject({ verdict: 'unknown', spf: 'none' });
    // Who names the server in front is told by it.
    const inbound = { trustedServer: 'mx.guichet.test' };
    const results =
      'Authentication-Results: mx.guichet.test; spf=pass smtp.mailfrom=town.example; dmarc=pass header.from=town.example';
    expect(await judged({ ...mail, raw: `${results}\r\n${raw}`, inbound }, dns)).toMatchObject({
      ...{ verdict: 'authenticated', source: 'trusted-server', spf: 'pass' },
    });
    expect(await judged({ ...mail, inbound }, dns)).toMatchObject({ verdict: 'unknown', source: 'trusted-server' });
  });
});

describe('who wrote a mail that was read in a mailbox', () => {
  const dns = new TestDns();
  const inbound = { trustedServer: 'MX.town.example' };
  const read = (results: string, fields = fromAda, more: object = { inbound }) =>
    judged(
      {
        raw: `${results}\r\nReceived: from there by mx.town.example; Fri, 27 Nov 2026 09:00:00 +0100\r\n${rawMail(fields)}`,
        ...more,
      },
      dns,
    );
  const pass = 'Authentication-Results: mx.town.example; dmarc=pass (p=reject) header.from=town.example';

  // Threats: A009, S24.
  it.each([
    ['a policy that holds', pass, 'authenticated'],
    ['a policy that does not', pass.replace('=pass', '=fail'), 'failed'],
    ['a policy of another domain', pass.replace('header.from=town', 'header.from=evil'), 'unauthenticated'],
    [
      'a signature of the domain',
      'Authentication-Results: mx.town.example; dkim=pass (ok; "really") header.i=@town.example; dmarc=none',
      'authenticated',
    ],
    [
      'a signature of another',
      'Authentication-Results: mx.town.example 1; dkim=pass header.d=evil.example',
      'unauthenticated',
    ],
    [
      'the server of the domain',
      'Authentication-Results: mx.town.example; spf=pass smtp.mailfrom=x@mail.town.example',
      'authenticated',
    ],
    [
      'a server that it excludes',
      'Authentication-Results: mx.town.example; spf=fail smtp.mailfrom=town.example',
      'failed',
    ],
    [
      'DNS that did not answer',
      'Authentication-Results: mx.town.example; dmarc=temperror header.from=town.example',
      'unknown',
    ],
    ['another server', pass.replace('mx.town', 'mx.evil'), 'unknown'],
    ['a name that only begins so', pass.replace('mx.town.example;', 'mx.town.example.evil.example;'), 'unknown'],
    ['a forgery below the real one', `${pass.replace('=pass', '=fail')}\r\n${pass}`, 'failed'],
    [
      'a forgery that adds what the real one does not say',
      `Authentication-Results: mx.town.example; spf=softfail smtp.mailfrom=town.example\r\n${pass}`,
      'unauthenticated',
    ],
    ['nobody', 'X-Nothing: here', 'unknown'],
  ] as const)('is what the trusted server says: %s', async (_, results, verdict) => {
    expect(await read(results)).toMatchObject({ verdict, source: 'trusted-server' });
  });

  it('is not known where no server is trusted', async () => {
    expect(await read(pass, fromAda, {})).toMatchObject({ verdict: 'unknown', dmarc: 'none', source: 'checked' });
  });

  it('is what Exchange Online says, which does not name itself', async () => {
    const results =
      'Authentication-Results: spf=pass (sender IP is 203.0.113.25)\r\n smtp.mailfrom=town.example; dkim=none; dmarc=pass action=none\r\n header.from=town.example;compauth=pass reason=100';
    const judgement = await read(results, fromAda, { inbound: { trustedServer: 'protection.outlook.com' } });
    expect(judgement).toMatchObject({ verdict: 'authenticated', dmarc: 'pass' });
    expect((await read(results)).verdict).toBe('unknown');
  });

  it('is the same where a server of ours has passed it on by SMTP, and not where a stranger has', async () => {
    expect((await read(pass, fromAda, { inbound, remote: '10.0.0.5' })).verdict).toBe('authenticated');
    expect((await read(pass, fromAda, { inbound, remote: ELSEWHERE, mailFrom: 'x@evil.example' })).source).toBe(
      'checked',
    );
  });

  it('counts for one author only', async () => {
    expect(await read(pass, { ...fromAda, From: 'ada@town.example, bob@evil.example' })).toMatchObject({
      verdict: 'unauthenticated',
      domain: null,
    });
  });
});
