import { QueryObserver } from '@tanstack/react-query';
import { Failure } from './failure.js';
import { queryClient } from './query-client.js';

/** What stays on screen of a case that was read once, and whose next reading fails so. */
async function leftAfter(error: Failure) {
  let answer: () => Promise<string> = () => Promise.resolve('what it says');
  const observer = new QueryObserver(queryClient, {
    queryKey: ['case', 'a'],
    queryFn: () => answer(),
    retry: false,
    staleTime: 0,
  });
  const stop = observer.subscribe(() => {});
  await observer.refetch();
  expect(observer.getCurrentResult().data).toBe('what it says');
  answer = () => Promise.reject(error);
  await observer.refetch();
  const { data, isError } = observer.getCurrentResult();
  stop();
  queryClient.clear();
  return { data, isError };
}

describe('what was read and is refused now', () => {
  // Threats: A018.
  it.each(['not-found', 'not-permitted'] as const)('goes from the screen: %s', async (code) => {
    expect(await leftAfter(new Failure(code))).toEqual({ data: undefined, isError: true });
  });

  it('stays while the server is only away', async () => {
    expect(await leftAfter(new Failure('offline'))).toEqual({ data: 'what it says', isError: true });
  });
});
