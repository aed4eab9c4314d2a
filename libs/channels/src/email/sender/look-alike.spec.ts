import { domainToASCII } from 'node:url';
import { lookAlikeOf } from './look-alike.js';

describe('a domain that looks like valbourg.example', () => {
  const known = ['valbourg.example', 'gmail.com', 'cnam.fr', 'orange.fr'];

  it.each([
    ['va1bourg.example', 'a digit for a letter'],
    ['vaIbourg.example'.toLowerCase(), 'an i for an l'],
    [domainToASCII('vаlbourg.example'), 'a Cyrillic a'],
    [domainToASCII('välbourg.example'), 'an accent'],
    ['valbuorg.example', 'two letters that changed places'],
    ['valbourg.com', 'another ending'],
    ['mail.valbourg.com', 'another ending, below'],
    ['valbourgs.example', 'one letter more'],
    ['valbour.example', 'one letter less'],
    ['valbaurg.example', 'another letter'],
    ['valbourg.example.evil.com', 'the name as a subdomain'],
    ['valbourg-example.com', 'the name with hyphens'],
    ['secure-valbourg.example.evil.com', 'the name within a label'],
  ])('is %s: %s', (domain) => {
    expect(lookAlikeOf(domain, known)).toBe('valbourg.example');
  });

  it('is one of a provider, too', () => {
    expect(lookAlikeOf('grnail.com', known)).toBe('gmail.com');
    expect(lookAlikeOf('gmai1.com', known)).toBe('gmail.com');
  });

  it.each([
    ['valbourg.example', 'itself'],
    ['ecoles.valbourg.example', 'below it'],
    ['valbourg-tourisme.example', 'another name that contains it'],
    ['strasbourg.example', 'another town'],
    ['orange.com', 'another ending of a provider'],
    ['cham.fr', 'a neighbour of a short name'],
    ['cnam.eu', 'another ending of a short name'],
    ['gmx.com', 'another provider'],
    ['example.com', 'something else'],
  ])('is not %s: %s', (domain) => {
    expect(lookAlikeOf(domain, known)).toBeUndefined();
  });

  it('is not one below a known one: the whole house is known', () => {
    expect(lookAlikeOf('www.town.example', ['mail.town.example'])).toBeUndefined();
  });
});
