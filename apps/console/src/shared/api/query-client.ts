import { QueryClient } from '@tanstack/react-query';
import { isFailure } from './failure.js';

export const queryClient = new QueryClient({
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
