import { phoneText } from './phone-text.js';

describe('a phone number', () => {
  it.each([
    ['+33639970855', '06 39 97 08 55'],
    ['+441632960123', '+44 16 32 96 01 23'],
    ['+12025550143', '+1 202 555 0143'],
    ['+352621123456', '+352 621 12 34 56'],
  ])('%s is read as %s', (value, text) => expect(phoneText(value)?.replaceAll('\u00a0', ' ')).toBe(text));
  it.each(['06 39 97 08 55', 'zoe@citizen.test', 'Zoé', '+33', '39970855'])('is none where it is %s', (value) =>
    expect(phoneText(value)).toBeUndefined(),
  );
});
