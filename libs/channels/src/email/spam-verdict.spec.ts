import { EmailConfig } from './config.js';
import { spamVerdict } from './spam-verdict.js';

const configOf = (spamHeaders?: 'mailbox' | 'always' | 'never') =>
  EmailConfig.parse({
    address: 'mairie@town.test',
    inbound: { smtp: true, ...(spamHeaders ? { spamHeaders } : {}) },
    outbound: { host: 'smtp.town.test' },
  });
const MAILBOX = { 'x-folder': 'INBOX' };
const verdict = (fields: string, headers: Record<string, string> = MAILBOX, config = configOf()) =>
  spamVerdict(
    {
      externalId: 'a',
      receivedAt: new Date(0),
      headers,
      body: Buffer.from(`${fields}\r\nFrom: a@b.test\r\n\r\nX-Spam-Flag: YES\r\n`),
    },
    config,
  );

describe('the verdict of the server in front', () => {
  it.each([
    'X-Spam-Flag: YES',
    'x-spam-status: Yes, score=15.3 required=5.0\r\n\ttests=GTUBE',
    'X-Spam: Yes',
    'X-MS-Exchange-Organization-SCL: 6',
    'X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:SPM;H:x;SCL:5;',
    'X-Forefront-Antispam-Report: CIP:1.2.3.4;CAT:PHSH;SFV:NSPM;',
    'X-Spam-Score: 7.2',
    'X-Spam-Level: ******',
  ])('takes for spam %p', (fields) => {
    expect(verdict(fields)).toMatchObject({ verdict: 'spam', source: 'server' });
  });

  it.each([
    'Subject: X-Spam-Flag: YES',
    'X-Spam-Flag: NO\r\nX-Spam-Level: *********',
    'X-Spam-Status: No, score=-1.9 required=5.0',
    'X-MS-Exchange-Organization-SCL: -1',
    'X-Forefront-Antispam-Report: SFV:NSPM;CAT:NONE',
    'X-Spam-Score: 1.1 / 15',
    'X-Spam-Level: **',
    'X-Spam-Score: many',
    // The server writes on top: what is below came with the mail.
    'X-Spam-Flag: NO\r\nX-Spam-Flag: YES',
  ])('takes for none %p', (fields) => {
    expect(verdict(fields)).toBeNull();
  });

  // Threats: A009.
  it.each(['AM0PR01MB1.eurprd01.prod.exchangelabs.com', 'AM0PR01MB1.eurprd01.prod.outlook.com'])(
    'believes only the fields of Exchange where %s has received the mail',
    (server) => {
      const received = `Received: from there by ${server} with HTTPS; Fri, 27 Nov 2026 09:00:00 +0000\r\nReceived: from a.test\r\n by mx.a.test`;
      expect(verdict(`${received}\r\nX-Spam-Flag: YES\r\nX-Spam-Level: *********`)).toBeNull();
      expect(verdict(`${received}\r\nX-Spam-Flag: YES\r\nX-Forefront-Antispam-Report: SFV:NSPM`)).toBeNull();
      const hidden = `${received}\r\nX-Spam-Flag: NO\r\nX-MS-Exchange-Organization-SCL: 6`;
      expect(verdict(hidden)?.detail).toBe('X-MS-Exchange-Organization-SCL: 6');
      const below = `Received: from x by mx.town.test; today\r\n${received}\r\nX-Spam-Flag: YES`;
      expect(verdict(below)).toMatchObject({ verdict: 'spam' });
    },
  );

  // Threats: A009.
  it('believes a header only where the account trusts its server', () => {
    const smtp = { remote: '203.0.113.9', 'mail-from': 'a@b.test' };
    expect(verdict('X-Spam-Flag: YES', smtp)).toBeNull();
    expect(verdict('X-Spam-Flag: YES', smtp, configOf('always'))).toMatchObject({ verdict: 'spam' });
    expect(verdict('X-Spam-Flag: YES', MAILBOX, configOf('never'))).toBeNull();
  });

  it('believes the junk folder, whatever the header says', () => {
    const junk = { 'x-folder': 'Courrier indésirable', 'x-special-use': '\\Junk' };
    expect(verdict('X-Spam-Flag: NO', junk, configOf('never'))).toEqual({
      verdict: 'spam',
      source: 'folder',
      detail: 'Courrier indésirable',
    });
  });
});
