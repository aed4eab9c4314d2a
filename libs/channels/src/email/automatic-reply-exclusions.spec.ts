import { parseMail } from './parse-mail.js';

async function signOf(headers: string, mailFrom: string | null = 'zoe@citizen.test') {
  const head = /^from:/im.test(headers) ? headers : `From: zoe@citizen.test\n${headers}`;
  const raw = new TextEncoder().encode(
    `${head}${head.endsWith('\n') ? '' : '\n'}To: contact@town.test\nSubject: Bonjour\n\nBonjour.\n`,
  );
  const source = { raw, digest: 'd', rcptTo: ['contact@town.test'], receivedAt: 0, own: ['contact@town.test'], withHtml: true }; // prettier-ignore
  const [event] = await parseMail({ ...source, mailFrom });
  if (event?.type !== 'message') throw new TypeError('It is no message.');
  return event;
}

describe('a mail that nothing may answer by itself', () => {
  // Threats: L01, L04.
  it.each([
    ['automatic-reply', 'Auto-Submitted: auto-replied'],
    ['automatic-reply', 'Auto-Submitted: auto-replied; owner-email="zoe@citizen.test"'],
    ['automatic-reply', 'X-Autoreply: yes'],
    ['robot', 'Auto-Submitted: auto-generated'],
    ['robot', 'X-Loop: tickets@desk.test'],
    ['robot', 'X-Guichet-Loop: of.another'],
    ['mailing-list', 'List-Id: <agenda.lists.test>'],
    ['mailing-list', 'List-Unsubscribe: <https://news.test/u>'],
    ['mailing-list', 'From: owner-agenda@lists.test'],
    ['mailing-list', 'From: agenda-request@lists.test'],
    ['bulk-mail', 'Precedence: bulk'],
    ['bulk-mail', 'Precedence: junk'],
    ['bulk-mail', 'Precedence: List'],
    ['no-reply-address', 'From: Impots <ne-pas-repondre@impots.test>'],
    ['no-reply-address', 'From: MAILER-DAEMON@mx.test'],
    ['no-reply-address', 'Reply-To: noreply@shop.test'],
    ['robot', 'From: root@server.test'],
    ['null-sender', 'Return-Path: <>'],
    ['asked-for-none', 'X-Auto-Response-Suppress: All'],
    ['asked-for-none', 'X-Auto-Response-Suppress: DR, AutoReply'],
  ])('is one that is %s by «%s»', async (sign, headers) => {
    expect(await signOf(headers)).toMatchObject({ unanswerable: sign });
  });

  it('is one of the null sender', async () => {
    expect(await signOf('X-A: b', '')).toMatchObject({ unanswerable: 'null-sender' });
  });

  it.each([
    'Auto-Submitted: no',
    'Precedence: first-class',
    'X-Auto-Response-Suppress: OOF',
    'From: request@citizen.test',
    'Reply-To: zoe@office.test',
  ])('is none with «%s»', async (headers) => {
    expect((await signOf(headers)).unanswerable).toBeUndefined();
  });

  it('keeps the token of the loop header, which is judged by whoever has the key', async () => {
    expect(await signOf('X-Guichet-Loop:  id.mac ')).toMatchObject({ loopToken: 'id.mac' });
    expect((await signOf('X-A: b')).loopToken).toBeUndefined();
  });
});
