import type { MetricName } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { MetricSection, MetricSkeleton } from './metric-section.js';
import { ask, type AskedBy } from '../history/history-search-and-requests.js';
import { MetricOverTime } from './metric-over-time.js';
import { metricQuery } from '../dashboard-queries.js';
import { WaitingAndLateCasesLine } from './waiting-and-late-cases-line.js';
import { MetricTotal } from './metric-total.js';

interface Props {
  metric: MetricName;
  asked: AskedBy;
}

/** A section with the total of a metric, its change and its chart. */
export function MetricOverTimeSection({ metric, asked }: Props) {
  return (
    <MetricSection metric={metric}>
      <MetricChart metric={metric} asked={asked} />
    </MetricSection>
  );
}

function MetricChart({ metric, asked }: Props) {
  const { data: result, error, refetch } = useQuery(metricQuery(metric, ask(asked, asked.granularity)));
  if (error && !result) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!result) return <MetricSkeleton />;
  return (
    <>
      <MetricTotal metric={metric} result={result} />
      {metric === 'first-response' && <WaitingAndLateCasesLine asked={asked} />}
      <MetricOverTime metric={metric} result={result} asked={asked} />
    </>
  );
}
