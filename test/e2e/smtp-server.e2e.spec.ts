import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { CaseSummary, Page } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { metric } from '../support/metrics-page.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';
import { SmtpDialogue } from '../support/smtp-dialogue.js';

let product: RunningProduct;
let database: Database;
let root: ApiClient;
const DESK = 'contact@mairie.test';

beforeAll(async () => {
  product = await RunningProduct.start();
  database = product.sql;
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  for (const [name, address, smtp] of [
    ['Mairie', DESK, true],
    ['Écoles', 'ecoles@mairie.test', true],
    ['État civil', 'etat+civil@mairie.test', true],
    ['Élancourt', 'contact@élancourt.test', true],
    ['Only by IMAP', 'imap@mairie.test', false],
  ] as const) {
    await root.post('/channels', { kind: 'email', name, config: { address, inbound: { smtp }, outbound } });
  }
});
afterAll(() => product?.close());

const open = () => SmtpDialogue.open(product.product.smtpPort!);
const stored = async () => Number((await database.query<{ n: string }>('select count(*) as n from envelope'))[0]!.n);
const mail = (subject: string, body = 'Bonjour') =>
  `From: zoe@citizen.test\r\nTo: ${DESK}\r\nSubject: ${subject}\r\n\r\n${body}\r\n`;

describe('the built-in mail server', () => {
  it('counts who was greeted, and not who left before', async () => {
    const counted = () => metric(product.url, 'guichet_smtp_clients');
    const one = await open();
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const hasty = connect(product.product.smtpPort!, '127.0.0.1');
        await once(hasty, 'connect');
        hasty.destroy();
        await once(hasty, 'close');
      }),
    );
    // Greeted after a while, in which the others have been seen to leave.
    const two = await open();
    expect(await counted()).toBe(2);
    one.close();
    two.close();
  });

  // Threats: S20, S25.
  it('says nothing of itself but what it can do, and offers TLS', async () => {
    const smtp = await open();
    const hello = await smtp.say('EHLO spec.test');
    expect(hello).toContain('STARTTLS');
    expect(hello).toContain('8BITMIME');
    expect(hello).not.toContain('AUTH');
    expect(await smtp.say('VRFY root')).toMatch(/^(252|502|500)/);
    expect(await smtp.say('EXPN all')).toMatch(/^5/);
    smtp.close();
  });

  // Threats: S06, S07. Nothing for others, nothing accepted that would have to be sent back.
  it.each([
    'someone@elsewhere.test',
    'nobody@mairie.test',
    'imap@mairie.test',
    `${DESK}@elsewhere.test`,
    'contact%elsewhere.test@other.test',
  ])('takes nothing for %s', async (address) => {
    const smtp = await open();
    await smtp.say('EHLO spec.test');
    await smtp.say('MAIL FROM:<zoe@citizen.test>');
    expect(await smtp.say(`RCPT TO:<${address}>`)).toMatch(/^5/);
    expect(await smtp.say('DATA')).toMatch(/^5/);
    smtp.close();
  });

  // Threats: S08.
  it('takes mail for its addresses in any case, with a plus, and from the null sender', async () => {
    for (const address of [DESK, 'CONTACT@Mairie.Test', 'contact+whatever@mairie.test']) {
      const smtp = await open();
      await smtp.greet('', address);
      expect(await smtp.say(`${mail(`Case of ${address}`)}.`)).toMatch(/^250 2\.0\.0/);
      smtp.close();
    }
  });

  // Threats: S18.
  it.each([
    ['etat+civil@mairie.test', 'etat+civil@mairie.test'],
    ['etat+civil+rabcdefgh@mairie.test', 'etat+civil+rabcdefgh@mairie.test'],
    ['contact@xn--lancourt-90a.test', 'contact@xn--lancourt-90a.test'],
    ['Contact+babcdefgh@xn--Lancourt-90A.test', 'contact+babcdefgh@xn--lancourt-90a.test'],
  ])('knows %s as one of its addresses', async (recipient, spelling) => {
    const smtp = await open();
    await smtp.greet('', recipient);
    const raw = mail(`For ${recipient}`);
    expect(await smtp.say(`${raw}.`)).toMatch(/^250 2\.0\.0/);
    smtp.close();
    const digest = createHash('sha256').update(raw).digest('hex');
    const rows = await database.query<{ to: string }>(
      `select headers ->> 'rcpt-to' as "to" from envelope where external_id = $1`,
      [digest],
    );
    expect(rows).toEqual([{ to: spelling }]);
  });

  // Threats: S03, S04.
  it('answers each of the commands that came together', async () => {
    const smtp = await open();
    await smtp.say('EHLO spec.test');
    smtp.write(`MAIL FROM:<zoe@citizen.test>\r\nRCPT TO:<${DESK}>\r\nRCPT TO:<nobody@mairie.test>\r\nDATA\r\n`);
    const replies = [await smtp.reply(), await smtp.reply(), await smtp.reply(), await smtp.reply()];
    expect(replies.map((reply) => reply.slice(0, 3))).toEqual(['250', '250', '550', '354']);
    smtp.close();
  });

  it('refuses what is too big, declared or not, and keeps nothing of it', async () => {
    const before = await stored();
    const declared = await open();
    await declared.say('EHLO spec.test');
    expect(await declared.say('MAIL FROM:<zoe@citizen.test> SIZE=99999999')).toMatch(/^552/);
    declared.close();

    const smtp = await open();
    await smtp.greet('zoe@citizen.test', DESK);
    smtp.write(mail('Huge'));
    const line = Buffer.from(`${'x'.repeat(998)}\r\n`);
    const megabyte = Buffer.concat(Array.from({ length: 1000 }, () => line));
    for (let n = 0; n < 37; n += 1) smtp.write(megabyte);
    expect(await smtp.say('.')).toMatch(/^552 5\.3\.4/);
    expect(await smtp.say('NOOP')).toMatch(/^250/);
    smtp.close();
    expect(await stored()).toBe(before);
  });

  // Threats: S19. What was sent in clear before TLS is not taken for something said inside it.
  it('forgets what was sent together with STARTTLS', async () => {
    const smtp = await open();
    await smtp.say('EHLO spec.test');
    smtp.write('STARTTLS\r\nMAIL FROM:<eve@evil.test>\r\n');
    expect(await smtp.reply()).toMatch(/^220/);
    const secured = smtp.secure();
    expect(await secured.say('EHLO spec.test')).toMatch(/^250/);
    expect(await secured.say(`RCPT TO:<${DESK}>`)).toMatch(/^503/);
    secured.close();
  });

  // Threats: D02, S17. By a database that refuses as one without space does.
  it('puts mail off while the disk is full, and takes it afterwards', async () => {
    await database.execute(`create function no_space() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
    await database.execute(`create trigger no_space before insert on envelope execute function no_space()`);
    const smtp = await open();
    await smtp.greet('zoe@citizen.test', DESK);
    const refusal = await smtp.say(`${mail('No room')}.`);
    await database.execute('drop trigger no_space on envelope');
    expect(refusal).toMatch(/^452 4\.3\.1/);
    await smtp.say('MAIL FROM:<zoe@citizen.test>');
    await smtp.say(`RCPT TO:<${DESK}>`);
    await smtp.say('DATA');
    expect(await smtp.say(`${mail('No room')}.`)).toMatch(/^250/);
    smtp.close();
  });

  // Threats: A099, S05.
  it('takes a hundred recipients and no more', async () => {
    const smtp = await open();
    await smtp.say('EHLO spec.test');
    await smtp.say('MAIL FROM:<zoe@citizen.test>');
    const replies = [];
    for (let n = 0; n < 102; n += 1) replies.push(await smtp.say(`RCPT TO:<contact+${n}@mairie.test>`));
    expect(replies.filter((reply) => reply.startsWith('250'))).toHaveLength(100);
    expect(replies.slice(100)).toEqual([expect.stringMatching(/^452 4\.5\.3/), expect.stringMatching(/^452 4\.5\.3/)]);
    smtp.close();
  });

  // Threats: S21.
  it('cuts a loop by the number of servers a message has passed', async () => {
    const before = await stored();
    for (const [hops, server, verdict] of [
      [100, 'b', /^250/],
      [101, 'b', /^554 5\.4\.6/],
      [10, 'localhost', /^250/],
      [11, 'localhost', /^554 5\.4\.6/],
    ] as const) {
      const smtp = await open();
      await smtp.greet('zoe@citizen.test', DESK);
      const trace = Array.from(
        { length: hops },
        (_, n) => `Received: from a${n} by ${server}; Wed, 25 Nov 2026 10:00:00 +0000\r\n`,
      ).join('');
      expect(await smtp.say(`${trace}${mail(`After ${hops} by ${server}`)}.`)).toMatch(verdict);
      smtp.close();
    }
    expect(await stored()).toBe(before + 2);
  });

  // Threats: S01. SMTP smuggling, CVE-2023-51764 and its like.
  it.each([
    ['LF.LF', '\n.\n'],
    ['CRLF.LF', '\r\n.\n'],
    ['LF.CRLF', '\n.\r\n'],
    ['CR.CR', '\r.\r'],
    ['CRLF.CR', '\r\n.\r'],
    ['CRLF NUL . CRLF', '\r\n\0.\r\n'],
  ])('does not take %s for the end of a message', async (_, end) => {
    const before = await stored();
    const smtp = await open();
    await smtp.greet('zoe@citizen.test', DESK);
    smtp.write(
      `${mail(`Smuggler ${JSON.stringify(end)}`)}${end}MAIL FROM:<root@mairie.test>\r\nRCPT TO:<ecoles@mairie.test>\r\nDATA\r\n${mail('Smuggled')}`,
    );
    expect(await smtp.say('.')).toMatch(/^250/);
    smtp.close();
    expect(await stored()).toBe(before + 1);
  });

  // Threats: A100, S02.
  it('keeps bare line ends and eight bits byte for byte', async () => {
    const smtp = await open();
    await smtp.greet('zoe@citizen.test', DESK);
    const raw = Buffer.from(`From: zoe@citizen.test\r\nSubject: bare\r\n\r\na\nb\rc\xe9\xff\0d\r\n`, 'latin1');
    smtp.write(raw);
    expect(await smtp.say('.')).toMatch(/^250/);
    smtp.close();
    const digest = createHash('sha256').update(raw).digest('hex');
    const rows = await database.query<{ raw: Buffer }>('select raw from envelope where external_id = $1', [digest]);
    expect(rows.map((row) => row.raw.equals(raw))).toEqual([true]);
  });

  // Threats: S13, S14.
  it('takes a message that its sender sends again as the one it has, and forgets one that was cut', async () => {
    const before = await stored();
    for (let n = 0; n < 2; n += 1) {
      const smtp = await open();
      await smtp.greet('zoe@citizen.test', DESK);
      expect(await smtp.say(`${mail('Sent twice')}.`)).toMatch(/^250/);
      smtp.close();
    }
    const cut = await open();
    await cut.greet('zoe@citizen.test', DESK);
    cut.write(mail('Cut'));
    cut.close();
    await product.processed();
    expect(await stored()).toBe(before + 1);
    const { items } = await root.get<Page<CaseSummary>>('/cases?q=twice');
    expect(items).toHaveLength(1);
  });

  it('makes one case of a mail to two of our accounts', async () => {
    const smtp = await open();
    await smtp.greet('zoe@citizen.test', DESK, 'ecoles@mairie.test');
    expect(await smtp.say(`${mail('To both')}.`)).toMatch(/^250/);
    smtp.close();
    await product.processed();
    expect((await root.get<Page<CaseSummary>>('/cases?q=both')).items).toHaveLength(1);
  });

  // Threats: S09, S10, S11.
  it('survives who does not speak its language', async () => {
    const http = await open();
    http.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await http.reply()).toMatch(/^(421|5\d\d)|closed/);
    http.close();
    const long = await open();
    long.write('A'.repeat(200_000));
    expect(await long.say('')).toMatch(/^(421|500)|closed/);
    long.close();
    const binary = await open();
    expect(await binary.say('\0\xff\xfe')).toMatch(/^(421|5\d\d)|closed/);
    binary.close();
    const smtp = await open();
    expect(await smtp.say('NOOP')).toMatch(/^250/);
    smtp.close();
  });

  // Threats: S12. Many of one address do not keep out others for ever, nor a message of them.
  it('lets no address of the network hold more than its share of connections', async () => {
    const crowd = await Promise.all(Array.from({ length: 60 }, () => open().catch(() => null)));
    const replies = await Promise.all(crowd.map((one) => (one ? one.say('NOOP') : Promise.resolve('refused'))));
    expect(replies.filter((reply) => reply.startsWith('250')).length).toBeLessThanOrEqual(50);
    for (const one of crowd) one?.close();
  });
});
