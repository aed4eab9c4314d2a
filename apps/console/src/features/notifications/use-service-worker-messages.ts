import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { caseSearch } from '../../shared/router/text-and-case-search-params.js';

/** What the service worker (`public/sw.mjs`) says to the pages of the console. */
type WorkerMessage = { type: 'open'; url: string } | { type: 'listens' } | { type: 'shows'; caseId: string };

const CASE_PATH = '/cases/';

/** Goes to what was clicked on the device, in this page, and tells the worker whether a case is in sight here. */
export function useServiceWorkerMessages(): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const go = (url: string) => {
      const { pathname, searchParams } = new URL(url, location.origin);
      const caseId = pathname.startsWith(CASE_PATH) ? pathname.slice(CASE_PATH.length) : undefined;
      const search = caseSearch(Object.fromEntries(searchParams));
      if (caseId) void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId }, search });
      else void navigate({ to: '/' });
    };
    // Only the worker of this origin, which is ours, reaches a page by it.
    const listen = (event: MessageEvent<WorkerMessage>) => {
      const { data, ports } = event;
      if (data.type === 'open') go(data.url);
      else if (data.type === 'listens') ports[0]?.postMessage(true);
      else ports[0]?.postMessage(document.visibilityState === 'visible' && location.pathname.includes(data.caseId));
    };
    const { serviceWorker } = navigator;
    serviceWorker.addEventListener('message', listen);
    return () => serviceWorker.removeEventListener('message', listen);
  }, [navigate]);
}
