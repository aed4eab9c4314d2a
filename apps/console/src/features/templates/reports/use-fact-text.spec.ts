import { spelled } from './use-fact-text.js';

describe('a fact as people write it', () => {
  it.each([
    ['date', '2026-12-18', 'fr', '18 décembre 2026'],
    ['date', '2026-12-01', 'fr', '1er décembre 2026'],
    ['date', '2026-12-18', 'en-GB', '18 December 2026'],
    ['amount', 'EUR 42.50', 'fr', '42,50 €'],
    ['amount', 'EUR 42', 'en-GB', '€42'],
    ['duration', 'P2M', 'fr', '2 mois'],
    ['duration', 'PT48H', 'en-GB', '48 hours'],
    ['duration', 'P1Y2M', 'fr', 'P1Y2M'],
    ['phone', '+33380000000', 'fr', '+33380000000'],
  ] as const)('%s %s in %s', (kind, value, language, expected) => {
    expect(spelled(kind, value, language).replace(/[\u00A0\u202F]/g, ' ')).toBe(expected);
  });
});
