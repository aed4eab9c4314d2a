import { Failure } from './failure.js';
import { keyAfter } from './use-idempotency-key.js';

describe('the key of a request that must not be carried out twice', () => {
  it.each([
    ['a lost response', () => new Failure('offline')],
    ['a fault of the server', () => new Failure('internal-error', { status: 500 })],
    ['a server that is being restarted', () => new Failure('unavailable', { status: 503 })],
    ['an answer that nobody can read', () => new Failure('not-found')],
    ['an error of the page', () => new TypeError('Failed to fetch')],
    ['a key that was used for other content', () => new Failure('idempotency-mismatch', { status: 409 })],
  ])('stays the same after %s, as it may have been carried out', (_, failed) => {
    expect(keyAfter('first', failed())).toBe('first');
  });

  it.each([
    ['disclosure-check', 409],
    ['case-changed', 412],
    ['invalid-request', 400],
  ] as const)('is another one after it was refused: %s', (code, status) => {
    expect(keyAfter('first', new Failure(code, { status }))).not.toBe('first');
  });
});
