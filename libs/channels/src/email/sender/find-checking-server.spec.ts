import { checkingServer } from './find-checking-server.js';
import { claimedSender } from './trusted-server-results.js';

const OURS = 'mx.mairie.example';

type Mail = readonly [from: string, ...servers: string[]];
const times = (count: number, mail: Mail) => Array<Mail>(count).fill(mail);

/** The claims of mails, each written as its sender and the servers that name themselves in it, the newest first. */
const claims = (...mails: readonly Mail[]) =>
  mails.map(([from, ...servers]) =>
    claimedSender(
      Buffer.from(
        [
          ...servers.map((server) => `Authentication-Results: ${server};\r\n dmarc=pass header.from=${from}`),
          ...['Subject: Demande', `From: Ada <ada@${from}>`, ''],
        ].join('\r\n'),
      ),
    ),
  );

describe('the server that checks the senders of a mailbox', () => {
  it.each([
    ['is on top of most', claims(['a.example', OURS], ['b.example', OURS], ['c.example', OURS], ['d.example']), 3],
    [
      'is on top, with those of others below',
      claims(...['a', 'a', 'b'].map((name) => [`${name}.example`, 'MX.mairie.example', 'mx.far.example'] as const)),
      3,
    ],
  ] as const)('is found where it %s', (_, some, seen) => {
    expect(checkingServer(some)).toEqual({ server: OURS, seen, of: some.length });
  });

  // Threats: A009.
  it.each([
    ['one sender claims it', claims(...times(4, ['evil.example', OURS]), ['a.example'], ['b.example'])],
    [
      'it is below another one',
      claims(...['a', 'b', 'c'].map((name) => [`${name}.example`, `${name}.mx`, OURS] as const)),
    ],
    ['it is on top of few', claims(['a.example', OURS], ['b.example', OURS], ['c.example'], ['d.example'])],
    ['it is on top of less than half', claims(...['a', 'b', 'c'].map((name) => [`${name}.example`, OURS] as const), ...times(4, ['d.example']))], // prettier-ignore
    ['it has no name', claims(...['a', 'b', 'c'].map((name) => [`${name}.example`, ''] as const))],
    ['nobody checks', claims(['a.example'])],
    ['there is no mail', []],
    ['it is on top of all, but they are few', claims(['a.example', OURS], ['b.example', OURS])],
    ['there is one sender only', claims(...times(4, ['a.example', OURS]))],
  ])('is not found where %s', (_, some) => {
    expect(checkingServer(some)).toBeNull();
  });

  it('is seen where it is trusted already, and no other one is then', () => {
    const some = claims(['a.example', OURS], ['b.example', 'mx.other.example'], ['c.example']);
    expect(checkingServer(some, 'MX.Mairie.example')).toEqual({ server: 'MX.Mairie.example', seen: 1, of: 3 });
    expect(checkingServer(some, 'mx.gone.example')).toBeNull();
  });
});
