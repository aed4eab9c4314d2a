import { splitAddress } from './split-address.js';

describe('an address', () => {
  it.each([
    ['direction.valbourg@courrier-pro.test', ['direction.valbourg', '@courrier-pro.test']],
    ['"a@b"@c.example', ['"a@b"', '@c.example']],
    ['Zoé Martin', undefined],
    ['Zoé @ ville.example', undefined],
    ['@zoe', undefined],
    ['zoe@', undefined],
  ])('%s has the parts %j', (text, parts) => {
    expect(splitAddress(text)).toEqual(parts);
  });
});
