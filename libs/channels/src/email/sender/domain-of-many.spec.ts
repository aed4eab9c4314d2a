import { domainOfMany } from './domain-of-many.js';

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
    expect(domainOfMany(domain)).toBe(whose);
  });
});
