import { mailHosts } from '../discovery/known-mail-providers.js';
import { sharedDomain } from './shared-domain.js';

describe('a domain that is blocked', () => {
  it.each([
    ['gmail.com', 'provider'],
    ['Orange.fr', 'provider'],
    ['wanadoo.fr', 'provider'],
    ['yahoo.co.uk', 'provider'],
    ['co.uk', 'suffix'],
    ['gouv.fr', 'suffix'],
    ['asso.fr', 'suffix'],
    ['github.io', 'suffix'],
    ['spammer.test', null],
    ['mail.spammer.co.uk', null],
    ['valbourg.gouv.fr', null],
  ])('is of many or not: %s', (domain, whose) => {
    expect(sharedDomain(domain)).toBe(whose);
  });

  it('is of many at each company whose addresses are known', () => {
    const domains = mailHosts.flatMap(({ domains = [] }) => domains);
    expect(domains.filter((domain) => sharedDomain(domain) !== 'provider')).toEqual([]);
    expect(domains).toContain('outlook.com');
  });
});
