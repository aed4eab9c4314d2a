import { doubtAboutTyped } from './doubt-about-typed.js';

const asTyped = { isLeft: false, isFound: true, isOptional: false };

describe('what was typed over what is chosen in a field', () => {
  it('is in doubt where it names nobody, also in a field that may stay empty', () => {
    const unknown = { ...asTyped, typed: 'inez', isFound: false };
    expect(doubtAboutTyped(unknown)).toBe('unknown');
    expect(doubtAboutTyped({ ...unknown, isLeft: true, isOptional: true })).toBe('unknown');
  });

  it('is in doubt once the field was left before it was chosen, and not while it is typed', () => {
    expect(doubtAboutTyped({ ...asTyped, typed: 'in' })).toBeUndefined();
    expect(doubtAboutTyped({ ...asTyped, typed: 'in', isLeft: true })).toBe('unchosen');
  });

  it('is in doubt where it is nothing, unless nothing may be chosen', () => {
    expect(doubtAboutTyped({ ...asTyped, typed: ' ', isFound: false })).toBe('unchosen');
    expect(doubtAboutTyped({ ...asTyped, typed: '', isFound: false, isOptional: true })).toBeUndefined();
  });

  it('is in no doubt where the field shows what is chosen', () =>
    expect(doubtAboutTyped({ ...asTyped, typed: undefined, isLeft: true })).toBeUndefined());
});
