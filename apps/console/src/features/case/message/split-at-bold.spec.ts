import { splitAtBold } from './split-at-bold.js';

describe('words between stars', () => {
  it.each([
    ['Apportez *votre pièce d’identité*, merci.', ['Apportez ', 'votre pièce d’identité', ', merci.']],
    ['*Horaires*\n*9 h*', ['', 'Horaires', '\n', '9 h', '']],
  ])('are bold in %j', (text, pieces) => expect(splitAtBold(text)).toEqual(pieces));
  it.each(['2 * 3 * 4', '* un\n* deux', 'a*b*c', '**', '*sur\ndeux lignes*'])('are none in %j', (text) =>
    expect(splitAtBold(text)).toEqual([text]),
  );
});
