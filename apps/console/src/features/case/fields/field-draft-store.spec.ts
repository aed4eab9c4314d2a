import type { FieldAction } from './field-drafts.js';
import { changeFieldDrafts, fieldDraftsOf, keepWhatIsRefused, showFieldDrafts } from './field-draft-store.js';

const entered = { type: 'entered', id: 'school', entered: 'x', stored: null } as const;
const refused = (): FieldAction & { problem: string } => ({ ...entered, type: 'refused', problem: 'Too long.' });
const refusedDraft = { school: { entered: 'x', was: null, problem: 'Too long.' } };

describe('what is entered in the fields of a case', () => {
  it('is still there, with the reason, for whoever comes back to a case that they left before it was refused', async () => {
    const onUnseen = jest.fn();
    const show = jest.fn();
    const leave = showFieldDrafts('a', show);
    const { promise: sent, reject } = Promise.withResolvers<void>();
    const kept = keepWhatIsRefused({ caseId: 'a', sent, refusal: refused, onUnseen });
    leave();
    reject(new Error('refused'));
    await kept;

    expect(onUnseen).toHaveBeenCalledWith('Too long.');
    expect(show).not.toHaveBeenCalled();
    expect(fieldDraftsOf('a')).toEqual(refusedDraft);
    expect(fieldDraftsOf('b')).toEqual({});
  });

  it('is shown without further words where the case is on screen', async () => {
    const onUnseen = jest.fn();
    const show = jest.fn();
    const leave = showFieldDrafts('c', show);
    await keepWhatIsRefused({ caseId: 'c', sent: Promise.reject(new Error('no')), refusal: refused, onUnseen });
    leave();

    expect(show).toHaveBeenCalledTimes(1);
    expect(onUnseen).not.toHaveBeenCalled();
    expect(fieldDraftsOf('c')).toEqual(refusedDraft);
  });

  it('is forgotten once it is saved', () => {
    changeFieldDrafts('d', entered);
    expect(fieldDraftsOf('d')).toEqual({ school: { entered: 'x', was: null } });
    changeFieldDrafts('d', { type: 'saved', id: 'school' });
    expect(fieldDraftsOf('d')).toEqual({});
  });
});
