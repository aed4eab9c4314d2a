import { notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { isFailure } from './failure.js';

/**
 * What is refused goes from the screen: who could read something a moment ago, and may no more, does not go on reading it, whatever
 * took it away (a move, a role, a team, a date, a restriction). It is the one rule for all losses of access.
 */
const queryCache = new QueryCache({
  onError: (error, query) => {
    if (query.state.data !== undefined && isFailure(error, 'not-found', 'not-permitted'))
      query.setState({ data: undefined, dataUpdatedAt: 0 });
  },
});

// In the frame of the key or click itself: by a timer, as it is by default, what was done is seen one frame later.
notifyManager.setScheduler(queueMicrotask);

export const queryClient = new QueryClient({
  queryCache,
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && isFailure(error, 'offline', 'unavailable', 'internal-error'),
      // The socket says what changed; a focused window has nothing to ask.
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
