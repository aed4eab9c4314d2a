import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';

export const signInProvidersQuery = queryOptions({
  queryKey: ['sign-in-providers'],
  queryFn: async () => (await call('listSignInProviders')).items,
});

export const signInLinksQuery = queryOptions({
  queryKey: ['sign-in-links'],
  queryFn: async () => (await call('listSignInLinks')).items,
});
