import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Returns how to go to a case in which something was not sent; whoever is there already stays in the list in which they are. */
export function useOpenCaseOfUnsent(): (caseId: string) => void {
  const navigate = useNavigate();
  const router = useRouter();
  return useCallback(
    (caseId) => {
      if (router.state.location.pathname.endsWith(`/${caseId}`)) return;
      void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId }, search: {} });
    },
    [navigate, router],
  );
}
