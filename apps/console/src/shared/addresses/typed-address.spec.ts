import { withTyped } from './typed-address.js';

describe('an address that is typed behind others', () => {
  it.each([
    ['counts once it is complete', 'zoe@mairie.fr', ['ali@mairie.fr', 'zoe@mairie.fr']],
    ['counts once', 'ali@mairie.fr', ['ali@mairie.fr']],
    ['does not count without its domain', 'zoe@mairie', ['ali@mairie.fr']],
    ['does not count before its end', 'zoe@mairie.f', ['ali@mairie.fr']],
    ['does not count where it is a name', 'Zoé', ['ali@mairie.fr']],
  ])('%s', (_, typed, expected) => expect(withTyped(['ali@mairie.fr'], typed)).toEqual(expected));
});
