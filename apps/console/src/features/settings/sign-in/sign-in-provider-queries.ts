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

/** Who was sent by a provider and has no account here. */
export const withoutAccountQuery = (providerId: string) =>
  queryOptions({
    queryKey: ['sign-ins-without-account', providerId],
    queryFn: async ({ signal }) =>
      (await call('listSignInsWithoutAccount', { params: { id: providerId }, signal })).items,
    // It is read to see who has just come.
    staleTime: 0,
  });
