import { mailboxes } from './addresses.js';

const claimsIn = (name: string, address = 'x@courrier-pro.test') => mailboxes(`"${name}" <${address}>`)[0]!.claims;
const encoded = (name: string) => `=?utf-8?b?${Buffer.from(name).toString('base64')}?=`;

// Threats: A013, U03.
describe('an address of somebody else in a name', () => {
  it.each([
    'direction@valbourg.example',
    'DIRECTION@Valbourg.Example',
    'Direction (direction@valbourg.example)',
    'Direction &lt;direction@valbourg.example&gt;',
    "'direction@valbourg.example'",
    '« direction@valbourg.example »',
    'direction＠valbourg.example',
    'direction﹫valbourg.example',
    'ｄｉｒｅｃｔｉｏｎ＠ｖａｌｂｏｕｒｇ．ｅｘａｍｐｌｅ',
    'direction\u200B@\u200Dvalbourg\uFE0F.example',
    'direc\u00ADtion@val\u2060bourg.example',
    'direction(at)valbourg.example',
    'direction [arobase] valbourg.example',
    'x@courrier-pro.test direction@valbourg.example',
    'direction@valbourg.example.',
  ])('is claimed by %j', (name) => {
    const [mailbox] = mailboxes(`${encoded(name)} <x@courrier-pro.test>`);
    expect(mailbox).toEqual({
      name: '',
      address: 'x@courrier-pro.test',
      claims: [{ address: 'direction@valbourg.example', isPlain: true }],
    });
  });

  it.each([
    ['direction@xn--mairie-gva.example', 'direction@xn--mairie-gva.example'],
    ['direction@mairieé.example', 'direction@xn--mairie-gva.example'],
    ['paul@orange.fr', 'paul@orange.fr'],
  ])('is claimed by %s as %s', (name, address) => {
    expect(claimsIn(name, 'x@orange.fr')).toEqual([{ address, isPlain: true }]);
  });

  it('is claimed without quotes, and as a comment', () => {
    for (const header of ['direction@valbourg.example <x@evil.test>', 'x@evil.test (direction@valbourg.example)'])
      expect(mailboxes(header)[0]!.claims).toEqual([{ address: 'direction@valbourg.example', isPlain: true }]);
  });

  it.each(['Zoe @ ville.example', '@zoe@ville.example', "'zoe@ville.example' via Liste"])(
    'may be meant by %j',
    (name) => {
      expect(claimsIn(name)).toEqual([{ address: 'zoe@ville.example', isPlain: false }]);
    },
  );

  it.each([
    ['zoe@x.fr', 'zoe@x.fr'],
    ['Zoe@X.FR', 'zoe@x.fr'],
    ['Zoé Martin (zoe@x.fr)', 'zoe@x.fr'],
    ['zoe.martin@orange.fr', 'zoemartin@orange.fr'],
    ['zoe-martin@orange.fr', 'zoe.martin@orange.fr'],
    ['zoe@orange.fr', 'zoe+mairie@orange.fr'],
    ["zoe.o'brien@orange.fr", "zoe.o'brien@orange.fr"],
    ['contact@edf.fr', 'ne-pas-repondre@mail.edf.fr'],
    ['Zoé via Liste', 'liste@lists.example'],
    ['Équipe @ccueil', 'x@ville.example'],
    ['Zoé Martin', 'zoe@x.fr'],
    ['Rendez-vous @10h', 'x@ville.example'],
  ])('is not claimed by %j from %s', (name, address) => {
    expect(claimsIn(name, address)).toBeUndefined();
  });
});
