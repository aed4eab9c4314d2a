import { ownerQuestion, type OwnerAnswer } from './owner-question.js';

const camille = { id: 'camille', name: 'Camille Delorme' };
const marc = { id: undefined, name: 'Marc Nouveau' };
const address = '06 39 98 12 11';
const found = { owner: camille, isSomebodyElse: true };
const answered = (meant: OwnerAnswer['meant']): OwnerAnswer => ({ address, owner: camille, named: marc, meant });
const asked = { address, who: marc, isFixed: false, found, answer: undefined };

describe('the question who is meant by an address', () => {
  it('is asked where it is somebody else’s, and nowhere else', () => {
    expect(ownerQuestion(asked)).toEqual({ address, owner: camille, named: marc, meant: undefined });
    expect(ownerQuestion({ ...asked, found: { ...found, isSomebodyElse: false } })).toBeUndefined();
    expect(ownerQuestion({ ...asked, found: undefined })).toBeUndefined();
  });

  it('stays with its answer, so that the other one can still be chosen', () => {
    const answer = answered('owner');
    const isNow = { ...asked, who: camille, found: { owner: camille, isSomebodyElse: false }, answer };
    expect(ownerQuestion(isNow)).toEqual(answer);
    expect(ownerQuestion({ ...asked, answer: answered('named') })?.meant).toBe('named');
    // Also while it is looked up anew whose the address is.
    expect(ownerQuestion({ ...asked, found: undefined, answer: answered('named') })).toEqual(answered('named'));
  });

  it('is open again once another person is named instead of the owner, or another address', () => {
    expect(ownerQuestion({ ...asked, answer: answered('owner') })?.meant).toBeUndefined();
    expect(ownerQuestion({ ...asked, address: '06 39 98 12 12', answer: answered('named') })?.meant).toBeUndefined();
  });

  it('is answered beside the person of an open case, who stays', () => {
    const who = { id: 'rokia', name: 'Rokia Maillard' };
    expect(ownerQuestion({ ...asked, who, isFixed: true, answer: answered('owner') })?.meant).toBe('owner');
  });
});
