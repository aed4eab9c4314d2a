import { ErrorState } from '@guichet/ui';
import { createRootRoute, createRoute, Outlet, redirect, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isFailure } from '../api/failure.js';
import { sessionQuery } from '../api/queries.js';
import { queryClient } from '../api/query-client.js';
import { watchSession } from '../session/watch-session-end.js';
import { loadLaterTexts } from '../i18n/index.js';
import { firstScreenIsShown } from './wait-for-first-screen.js';
import { NotFound } from './not-found.js';

/** Stands in the place of a route that failed. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  // Its words are among the texts that wait for the first screen.
  useEffect(() => {
    firstScreenIsShown();
    void loadLaterTexts().catch(() => undefined);
  }, []);
  return (
    // The frame of the application lays its children out in a row.
    <div style={{ flex: 1, alignSelf: 'center', minWidth: 0 }}>
      <ErrorState error={error} onRetry={reset} />
    </div>
  );
}

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: RouteError,
});

/**
 * Everything behind the sign-in. Its component is the frame of the application, which `app` sets. Agents who are not
 * signed in are sent to the sign-in page and come back from there.
 */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'console',
  beforeLoad: async ({ location }) => {
    const failure: unknown = await queryClient.ensureQueryData(sessionQuery).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (isFailure(failure, 'not-signed-in')) {
      const to = location.href === '/' ? undefined : location.href;
      return redirect({ to: '/sign-in', search: { to }, replace: true, throw: true });
    }
    if (failure instanceof Error) throw failure;
    if (queryClient.getQueryData(sessionQuery.queryKey)?.secondFactor === 'missing')
      return redirect({ to: '/second-factor', search: { to: location.href }, replace: true, throw: true });
    watchSession();
  },
});

/** An address that leads nowhere, for whoever is signed in: the navigation stays. */
export const noPageRoute = createRoute({ getParentRoute: () => consoleRoute, path: '$', component: NotFound });
