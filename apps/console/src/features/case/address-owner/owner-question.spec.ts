import { ownerQuestion, type OwnerAnswer } from './owner-question.js';

const camille = { id: 'camille', name: 'Camille Delorme' };
const marc = { id: undefined, name: 'Marc Nouveau' };
const address = '06 39 98 12 11';
const found = { owner: camille, isSomebodyElse: true, unnamed: null };
const answered = (meant: OwnerAnswer['meant']): OwnerAnswer => ({
  ...{ address, owner: camille, unnamed: null, named: marc, meant },
});
const asked = { address, who: marc, isFixed: false, found, answer: undefined };

describe('the question who is meant by an address', () => {
  it('is asked where it is somebody else’s, and nowhere else', () => {
    expect(ownerQuestion(asked)).toEqual({
      ...{ address, owner: camille, unnamed: null, named: marc },
      meant: undefined,
    });
    expect(ownerQuestion({ ...asked, found: { ...found, isSomebodyElse: false } })).toBeUndefined();
    expect(ownerQuestion({ ...asked, found: undefined })).toBeUndefined();
  });

  it('stays with its answer, so that the other one can still be chosen', () => {
    const answer = answered('owner');
    const isNow = { ...asked, who: camille, found: { owner: camille, isSomebodyElse: false, unnamed: null }, answer };
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

  it('is asked of one without a name, and its answer stays while the name is corrected', () => {
    const unnamed = { reference: 'GCH-2026-000040', lastEntryAt: '2026-03-03T09:00:00.000Z' };
    const nameless = { ...asked, found: { owner: null, isSomebodyElse: true, unnamed } };
    const open = { address, owner: null, unnamed, named: marc, meant: undefined };
    expect(ownerQuestion(nameless)).toEqual(open);
    for (const meant of ['owner', 'named'] as const) {
      const answer: OwnerAnswer = { ...open, meant };
      expect(ownerQuestion({ ...nameless, answer })).toEqual(answer);
      const corrected = { id: undefined, name: 'Marc Nouvot' };
      expect(ownerQuestion({ ...nameless, who: corrected, answer })).toEqual({ ...answer, named: corrected });
    }
    // Somebody who was chosen is not the one without a name.
    const chosen = { owner: null, isSomebodyElse: false, unnamed: null };
    expect(ownerQuestion({ ...nameless, who: camille, found: chosen, answer: { ...open, meant: 'owner' } })).toBe(
      undefined,
    );
  });
});
