import { firstAndMore } from './first-and-more.js';

describe('those who are named in a sentence', () => {
  it('are all where there is room for them, else the first, with how many more there are', () => {
    expect(firstAndMore(['Ada', 'Brice'], 2)).toEqual({ first: ['Ada', 'Brice'], more: 0 });
    expect(firstAndMore(['Ada', 'Brice', 'Chloé', 'Denis'], 2)).toEqual({ first: ['Ada', 'Brice'], more: 2 });
  });
});
