import { addrSpec, mailboxes } from './addresses.js';
import { tokenIn, withToken } from './plus-address-token.js';

const addresses = (header: string) => mailboxes(header).map(({ address }) => address);

describe('an address', () => {
  // Threats: S18, U04.
  it.each([
    ['Zoe.Martin@Example.ORG', 'zoe.martin@example.org'],
    ['a+b@example.org', 'a+b@example.org'],
    ['élodie@Exämple.org', 'élodie@xn--exmple-cua.org'],
    ['"a b"@example.org', '"a b"@example.org'],
    ["o'brien@example.org", "o'brien@example.org"],
  ])('%s is spelled %s', (written, spelled) => {
    expect(addrSpec(written)).toBe(spelled);
    expect(addrSpec(spelled)).toBe(spelled);
  });

  // Threats: A076.
  it.each([
    '',
    '@example.org',
    'a@',
    'a',
    'a@b@example.org',
    'a..b@example.org',
    '.a@example.org',
    'a@example..org',
    'a@-example.org',
    'a b@example.org',
    'a@exa mple.org',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@example.org\r\nBcc: x@example.org',
    'a@example.org, b@example.org',
    '=?utf-8?q?a=40b?=@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    'a@example.org\0',
    '<a@example.org>',
  ])('%j is none', (text) => expect(addrSpec(text)).toBeUndefined());
});

describe('the mailboxes of a header', () => {
  // Each of these has been taken for victim@bank.example by some program.
  // Threats: A013, M10.
  it.each([
    ['=?utf-8?q?victim@bank.example=3Cx@evil.example=3E?=', []],
    ['=?utf-8?q?victim=40bank.example?= <x@evil.example>', ['x@evil.example']],
    ['=?utf-8?b?dmljdGltQGJhbmsuZXhhbXBsZQ==?=', []],
    ['=?utf-8?b?dmljdGltQGJhbmsuZXhhbXBsZQ==?=@evil.example', []],
    ['"victim@bank.example" <x@evil.example>', ['x@evil.example']],
    ['"<victim@bank.example>" <x@evil.example>', ['x@evil.example']],
    ['"victim@bank.example"', []],
    ['(victim@bank.example) x@evil.example', ['x@evil.example']],
    ['x@evil.example (victim@bank.example)', ['x@evil.example']],
    ['x@evil.example (\\) victim@bank.example)', ['x@evil.example']],
    ['"a\\" <victim@bank.example>" <x@evil.example>', ['x@evil.example']],
    ['victim@bank.example <x@evil.example>', ['x@evil.example']],
    ['<victim@bank.example> <x@evil.example>', []],
    ['<victim@bank.example@evil.example>', []],
    ['victim@bank.example@evil.example', []],
    ['victim@bank.example x@evil.example', []],
    ['victim@bank.example\u0000x@evil.example', []],
    ['<x@evil.example', ['x@evil.example']],
    ['undisclosed-recipients:;', []],
    ['Team: a@example.org, "B" <b@example.org>;, c@example.org', ['a@example.org', 'b@example.org', 'c@example.org']],
    ['Doe, John <john@example.org>', ['john@example.org']],
    ['a@example.org, b@example.org', ['a@example.org', 'b@example.org']],
  ])('%j', (header, expected) => expect(addresses(header).filter((address) => address !== null)).toEqual(expected));

  it('have their names decoded after the structure is known', () => {
    expect(mailboxes('=?utf-8?q?Zo=C3=A9=2C_Martin?= <zoe@example.org>')).toEqual([
      { name: 'Zoé, Martin', address: 'zoe@example.org' },
    ]);
  });

  // Threats: A013, U03.
  it('have no name that is the address of somebody else', () => {
    expect(mailboxes('"maire@ville.example" <x@evil.example>')[0]!.name).toBe('');
    expect(mailboxes('"Zoé\u202Emoc.liave@eriam" <x@evil.example>')[0]!.name).not.toContain('\u202E');
  });

  // Threats: A092, A093, A099.
  it('are read in bounded time and number', () => {
    expect(mailboxes('a@example.org,'.repeat(20_000)).length).toBeLessThanOrEqual(500);
    expect(addresses('('.repeat(100_000))).toEqual([]);
    expect(addresses('"'.repeat(100_001))).toEqual([]);
  });
});

describe('a plus-address of ours', () => {
  const own = new Set(['mairie@ville.example', 'etat-civil+nord@ville.example']);

  it('carries its token there and back', () => {
    const address = withToken('mairie@ville.example', 'reply', 'abcdefgh23');
    expect(address).toBe('mairie+rabcdefgh23@ville.example');
    expect(tokenIn(address.toUpperCase(), own)).toEqual({ purpose: 'reply', token: 'abcdefgh23' });
    expect(tokenIn(withToken('etat-civil+nord@ville.example', 'bounce', 'abcdefgh23'), own)).toEqual({
      purpose: 'bounce',
      token: 'abcdefgh23',
    });
  });

  it('is plain where it would be too long for a local part', () => {
    const long = `${'m'.repeat(30)}@ville.example`;
    expect(withToken(long, 'reply', 'a'.repeat(42))).toBe(long);
  });

  it('is ours only at our own address', () => {
    expect(tokenIn('autre+rabcdefgh23@ville.example', own)).toBeUndefined();
    expect(tokenIn('mairie+rabcdefgh23@evil.example', own)).toBeUndefined();
    expect(tokenIn('mairie+xabcdefgh23@ville.example', own)).toBeUndefined();
  });
});
