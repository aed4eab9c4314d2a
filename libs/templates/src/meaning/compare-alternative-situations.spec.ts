import { compareAlternativeSituations } from './compare-alternative-situations.js';

const isTurned = (full: string, short: string, language: 'en' | 'fr' = 'en') => compareAlternativeSituations(full, short, language).length > 0; // prettier-ignore

describe('two cases that a text tells apart', () => {
  it.each([
    ['Small items go in a bag on the bin, while large ones need a collection.', 'Large items in a bag on the bin, small ones by collection.'],
    ['Applicants under 25 see our adviser. Those who are 25 or older go to the Hub.', 'Under 25: Hub. 25 or older: our adviser.'],
    ['Residents apply online, while visitors apply at the harbour office.', 'Visitors apply online, residents at harbour office.'],
    ['Should you agree, sign it and post it back. Should you disagree, ring us.', 'If you agree, ring us; if you disagree, sign it and post it back.'],
    ['For an allergy that a doctor has found, bring a packed lunch. For mere taste, the child gets the dish of the day.', 'Allergy found by a doctor: dish of the day. Mere taste: bring packed lunch.'],
  ])('are turned: %s / %s', (full, short) => expect(isTurned(full, short)).toBe(true)); // prettier-ignore

  it.each([
    ['Small items go in a bag on the bin, while large ones need a collection.', 'Large items by collection, small ones in a bag on the bin.'],
    ['Applicants under 25 see our adviser. Those who are 25 or older go to the Hub.', 'Our adviser sees those under 25, the Hub those 25 or older.'],
    ['Residents apply online, while visitors apply at the harbour office.', 'Apply: residents online; visitors harbour office.'],
    ['Both adults and children need a ticket.', 'Children and adults need a ticket.'],
    ['The library opens at nine. The pool opens at ten.', 'Pool opens at ten. Library opens at nine.'],
  ])('are not: %s / %s', (full, short) => expect(isTurned(full, short)).toBe(false)); // prettier-ignore

  it('are read in French as well', () => {
    const full = 'Les propriétaires envoient le titre ; les locataires envoient le bail.';
    expect(isTurned(full, 'Locataires : titre ; propriétaires : bail.', 'fr')).toBe(true);
    expect(isTurned(full, 'Locataires : bail ; propriétaires : titre.', 'fr')).toBe(false);
  });

  it('are not found in what is the same', () => {
    const text = Array.from({ length: 40 }, (_, n) => `The word number${n} stands in sentence${n}.`).join(' ');
    expect(isTurned(text, text)).toBe(false);
  });
});
