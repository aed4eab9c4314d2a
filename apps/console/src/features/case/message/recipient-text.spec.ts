import { recipientText } from './recipient-text.js';

it.each([
  ['a name', { type: 'email', value: 'zoe@citizen.test', name: 'Zoé Martin' }, 'Zoé Martin'],
  ['a mail address', { type: 'email', value: 'zoe@citizen.test' }, 'zoe@citizen.test'],
  ['a number in its groups', { type: 'phone', value: '+33639981240' }, '06 39 98 12 40'],
  ['a number without its sign', { type: 'account', value: '33140000000' }, '01 40 00 00 00'],
  ['a number that stands for a name', { type: 'account', value: 'whatsapp:1', name: '33140000000' }, '01 40 00 00 00'],
  ['the account, of an id', { type: 'account', value: 'telegram:7200000001' }, 'Telegram de la mairie'],
] as const)('a recipient is %s', (_, handle, text) =>
  expect(recipientText(handle, 'Telegram de la mairie')?.replaceAll('\u00a0', ' ')).toBe(text),
);

it('an id that only a provider knows is not shown where its account has no name', () =>
  expect(recipientText({ type: 'account', value: 'telegram:7200000001' }, undefined)).toBeUndefined());
