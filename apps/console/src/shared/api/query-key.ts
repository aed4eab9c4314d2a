/**
 * What the console keeps of the server, by name. The name is the first part of each query key; what follows it narrows the
 * query. It is registered with the query client, so that a key which nobody reads can neither be refreshed nor written.
 */
export type QueryName =
  | 'agents'
  | 'ageing'
  | 'blocked-senders'
  | 'quarantine-preview'
  | 'board'
  | 'open-glasses'
  | 'businessHours'
  | 'capacity'
  | 'case'
  | 'case-types'
  | 'cases'
  | 'channel-kinds'
  | 'channels'
  | 'citizen'
  | 'citizens'
  | 'counts'
  | 'emergency-access'
  | 'enclosed-message'
  | 'groups'
  | 'message-check'
  | 'metrics'
  | 'notifications'
  | 'organisation'
  | 'agent-access'
  | 'passkeys'
  | 'password-link'
  | 'password-links'
  | 'presence'
  | 'profile'
  | 'quarantine'
  | 'queue'
  | 'reach'
  | 'reports'
  | 'restricted-case'
  | 'rights'
  | 'roles'
  | 'routing'
  | 'search'
  | 'second-factor'
  | 'sectors'
  | 'service-accounts'
  | 'session'
  | 'sessions'
  | 'refused-sign-ins'
  | 'setup'
  | 'sign-in-links'
  | 'sign-in-options'
  | 'sign-in-providers'
  | 'sign-in-rules'
  | 'sign-ins-without-account'
  | 'sla'
  | 'survey-responses'
  | 'surveys'
  | 'tags'
  | 'targets'
  | 'teams'
  | 'template-preview'
  | 'template-variables'
  | 'templates'
  | 'timeline'
  | 'tokens';

export type QueryKey = readonly [QueryName, ...unknown[]];

declare module '@tanstack/react-query' {
  interface Register {
    queryKey: QueryKey;
  }
}
