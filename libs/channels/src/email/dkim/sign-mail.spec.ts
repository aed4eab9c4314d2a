import type { DkimAlgorithm } from '@guichet/contracts';
import { dkimVerify } from 'mailauth';
import { rewritten } from '../../../../../test/support/rewriting-relay.js';
import { TestDns } from '../../../../../test/support/test-dns.js';
import { answer } from '../../../../../test/support/channel-io-and-replies.js';
import { compose } from '../compose-mail.js';
import { EmailConfig } from '../config.js';
import { dkimRecord, newDkimKey } from './dkim-keys.js';
import { signMail, type DkimKey } from './sign-mail.js';

const config = EmailConfig.parse({ address: 'mairie@ville.example', outbound: { host: 'relay.example' } });
const citizen = { type: 'email', value: 'zoe@example.org', verified: false } as const;
const now = new Date();

let dns: TestDns;
const keys = new Map<DkimAlgorithm, DkimKey>();
beforeAll(async () => {
  dns = new TestDns();
  for (const algorithm of ['rsa', 'ed25519'] as const) {
    const { privateKey, publicKey } = await newDkimKey(algorithm);
    const named = { domain: 'ville.example', selector: `s-${algorithm}` };
    const { name, value } = dkimRecord({ ...named, algorithm, publicKey });
    dns.publish(name, { TXT: [value] });
    keys.set(algorithm, { ...named, privateKey });
  }
});

async function signed(text: string, algorithms: DkimAlgorithm[] = ['rsa']): Promise<string> {
  const { raw } = await compose(
    answer({
      from: { type: 'email', value: 'mairie@ville.example', verified: true },
      to: [citizen],
      subject: 'Re: Votre demande d’acte de naissance, déposée à l’accueil de la mairie le 3 novembre 2026',
      references: ['a@example.org', 'b@example.org'],
      html: `<p>${text}</p>`,
      text,
    }),
    config,
  );
  return signMail(raw, algorithms.map((algorithm) => keys.get(algorithm)!), now).toString('latin1'); // prettier-ignore
}
/** What a strict verifier makes of the signatures of a mail. */
async function verdicts(raw: string): Promise<string[]> {
  const resolver = (name: string, type: string) => dns.resolve(name, type) as Promise<never>;
  const { results } = await dkimVerify(Buffer.from(raw, 'latin1'), { resolver, strict: true });
  return results.map(({ status }) => status.result);
}

describe('a mail that we sign', () => {
  it.each([[['rsa']], [['ed25519']], [['rsa', 'ed25519']]] as DkimAlgorithm[][][])(
    'is genuine to a strict verifier by %j',
    async (algorithms) => {
      expect(await verdicts(await signed('Bonjour, à mardi.', algorithms))).toEqual(algorithms.map(() => 'pass'));
    },
  );

  it.each([
    ['plain words', 'Hello, see you on Tuesday.'],
    ['accents and long lines', `${'À bientôt à l’accueil de la mairie. '.repeat(40)}\nCordialement`],
    ['points and a From at the beginning of lines', 'Hello,\n.\n..two\nFrom now on, we are open.\n\nFrom here.'],
    ['white space at the ends', 'Hello,   \n\t\nBye.  \n\n\n'],
    ['a From where a long line is broken', `${'a'.repeat(74)} From here on, ${'b'.repeat(70)} .point`],
  ])('stays genuine where a relay rewrites its lines: %s', async (_, text) => {
    expect(await verdicts(rewritten(await signed(text)))).toEqual(['pass']);
  });

  it('has lines of at most 78 characters of ASCII', async () => {
    const raw = await signed('À bientôt à l’accueil de la mairie. '.repeat(40), ['rsa', 'ed25519']);
    expect(raw.split('\r\n').filter((line) => line.length > 78)).toEqual([]);
    expect(raw).toMatch(/^[\t\r\n -~]*$/);
  });

  it.each([
    'Subject: another',
    'From: other@ville.example',
    'Cc: more@example.org',
    'List-Unsubscribe: <https://x.test>',
  ])('is no longer genuine with one more field: %s', async (field) => {
    expect(await verdicts(`${field}\r\n${await signed('Bonjour')}`)).not.toEqual(['pass']);
  });

  it('is no longer genuine with another word', async () => {
    const raw = await signed('See you on Tuesday.');
    expect(raw).toContain('Tuesday');
    expect(await verdicts(raw.replaceAll('Tuesday', 'Thursday'))).toEqual(['fail']);
  });
});
