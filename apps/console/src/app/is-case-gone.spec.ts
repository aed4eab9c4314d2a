import { Failure } from '../shared/api/failure.js';
import { isCaseGone } from './is-case-gone.js';

const refused = new Failure('not-found');

describe('a case', () => {
  it('is gone for an agent to whom the server has refused it', () => {
    expect(isCaseGone({ data: undefined, error: refused })).toBe(true);
    expect(isCaseGone({ data: undefined, error: new Failure('not-permitted') })).toBe(true);
  });

  it('is there where it is shown, still asked for, or could not be asked for', () => {
    expect(isCaseGone(undefined)).toBe(false);
    expect(isCaseGone({ data: undefined, error: null })).toBe(false);
    expect(isCaseGone({ data: undefined, error: new Failure('offline') })).toBe(false);
    expect(isCaseGone({ data: undefined, error: new Failure('internal-error') })).toBe(false);
    expect(isCaseGone({ data: { id: 'one' }, error: new Failure('offline') })).toBe(false);
    expect(isCaseGone({ data: { id: 'one' }, error: refused })).toBe(false);
  });
});
