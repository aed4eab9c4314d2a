import { Failure } from '../api/failure.js';
import { retryUntilAnswered } from './retry-until-answered.js';

describe('a request whose answer matters', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_000 }));
  afterEach(() => void jest.useRealTimers());

  it('is made again until the server has answered', async () => {
    const request = jest.fn().mockRejectedValueOnce(new Failure('offline')).mockResolvedValueOnce('stored');
    const answered = retryUntilAnswered(request, 60_000);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await answered).toBe('stored');
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('is not made again where the server has refused it', async () => {
    const request = jest.fn().mockRejectedValue(new Failure('not-found'));
    await expect(retryUntilAnswered(request, 60_000)).rejects.toMatchObject({ code: 'not-found' });
    expect(request).toHaveBeenCalledTimes(1);
  });

  it('is not made once it is too late for it', async () => {
    const request = jest.fn().mockResolvedValue('stored twice');
    await expect(retryUntilAnswered(request, 999)).rejects.toMatchObject({ code: 'offline' });
    expect(request).not.toHaveBeenCalled();
  });
});
