import { useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { CaseScreen } from './case-screen.js';

/** The component of the case routes: the case pane beside the list from which the case was opened. */
export function CaseRoute() {
  const { caseId } = useParams({ strict: false });
  const { at } = useSearch({ strict: false });
  const navigate = useNavigate();
  const inSearch = useRouterState({ select: (state) => state.location.pathname.startsWith('/search') });
  if (!caseId) return null;
  const back = () =>
    void navigate({
      to: inSearch ? '/search' : '/inbox/$view',
      params: true,
      search: (before: object) => ({ ...before, at: undefined, file: undefined }),
    } as never);
  const open = (id: string) =>
    void navigate({
      to: inSearch ? '/search/$caseId' : '/inbox/$view/$caseId',
      params: (before: object) => ({ ...before, caseId: id }),
      search: (before: object) => ({ ...before, at: undefined, file: undefined }),
    } as never);
  return <CaseScreen key={caseId} caseId={caseId} at={at} onBack={back} onOpen={open} />;
}
