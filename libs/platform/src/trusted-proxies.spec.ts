import { networkOf, plainAddress, TrustedProxies } from './trusted-proxies.js';

describe('the address of a client', () => {
  const edge = TrustedProxies.parse('loopback, 10.0.0.0/8,2001:db8:ff::/48');

  // Threats: R11.
  it.each([
    ['203.0.113.5', '198.51.100.1', 'a stranger says where they come from'],
    ['::ffff:192.168.1.4', '198.51.100.1', 'a machine of the house is no proxy by being near'],
  ])('%s is that of the connection by default, where %s is named: %s', (peer, forwarded) => {
    expect(TrustedProxies.none.clientOf(peer, forwarded)).toBe(peer);
  });

  it.each<[string, string | undefined, string, string]>([
    ['203.0.113.5', undefined, '203.0.113.5', 'nobody stands between'],
    ['203.0.113.5', '198.51.100.1', '203.0.113.5', 'a stranger is no proxy'],
    ['127.0.0.1', '198.51.100.1', '198.51.100.1', 'a proxy of this machine'],
    ['::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1', 'a proxy of a trusted range'],
    ['10.1.2.3', '6.6.6.6, 198.51.100.1', '198.51.100.1', 'what the client made up stands first'],
    ['10.1.2.3', '198.51.100.1, 10.9.9.9', '198.51.100.1', 'two proxies'],
    ['2001:db8:ff:1::1', '2001:db8::7', '2001:db8::7', 'a proxy with IPv6'],
    ['10.1.2.3', '10.9.9.9', '10.9.9.9', 'the request of a proxy itself'],
    ['10.1.2.3', ' , ', '10.1.2.3', 'a proxy that names nobody'],
  ])('%s for %s is %s: %s', (peer, forwarded, client) => expect(edge.clientOf(peer, forwarded)).toBe(client));

  it('is written in no list of all addresses, nor of none', () => {
    for (const wrong of ['0.0.0.0/0', '::/0', 'proxy.example.org', '10.0.0.0/33', '10.1', 'all'])
      expect(() => TrustedProxies.parse(wrong)).toThrow(RangeError);
  });
});

it.each([
  ['::ffff:203.0.113.5', '203.0.113.5'],
  ['203.0.113.5', '203.0.113.5'],
  ['2001:DB8::1', '2001:db8::1'],
  ['unknown', 'unknown'],
])('%s is shown as %s', (address, shown) => expect(plainAddress(address)).toBe(shown));

describe('the network of an address', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:bbbb::2', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['Unknown', 'unknown'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
