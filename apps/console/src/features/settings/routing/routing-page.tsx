import type { Routing as Document } from '@guichet/contracts';
import { ErrorState, PageHead } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { routingQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { RuleList } from './rule-list.js';
import { CaseRoutingExplanation } from './case-routing-explanation.js';

/** The page of the routing rules; with a case in the address, the explanation of its routing. */
export function RoutingPage() {
  const { t } = useTexts();
  const { case: caseId } = useSearch({ from: '/console/settings/routing' });
  const { data, error, refetch } = useQuery(routingQuery);
  const shown = (saved: Document) =>
    caseId ? <CaseRoutingExplanation caseId={caseId} rules={saved.rules} /> : <RuleList saved={saved} />;
  if (error && !data) return <ErrorState error={error} what={t('routing.failed')} onRetry={() => void refetch()} />;
  if (data) return shown(data);
  return (
    <div aria-busy>
      <PageHead>
        <h1>{t('routing.title')}</h1>
      </PageHead>
      <Skeleton height={240} />
    </div>
  );
}
