import i18next from 'i18next';
import { displayName, isNameShown } from './display-name.js';

beforeAll(() => i18next.init({ lng: 'cimode' }));

describe('the name of a person', () => {
  it.each([
    ['messenger:108824017345866/7100000000000103', 'nobody'],
    ['telegram:700102', 'nobody'],
    ['whatsapp:FR.1a2b3c', 'nobody'],
    ['visitor:0197', 'visitor'],
    ['', 'nobody'],
  ])('is not an id: %s', (id, word) => {
    expect([displayName(id), isNameShown(id)]).toEqual([`common.${word}`, false]);
  });

  it.each(['Jean-Noël Truchard', 'mastodon:alex2@social.example', 'zoe@citizen.test', 'Note : 2e étage'])(
    'is what somebody calls themselves, or an address that can be read: %s',
    (name) => {
      expect([displayName(name), isNameShown(name)]).toEqual([name, true]);
    },
  );
});
