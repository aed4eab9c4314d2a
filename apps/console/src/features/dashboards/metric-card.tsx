import type { MetricName } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { Card, CardLoading } from './card.js';
import { ask, type AskedBy } from './history-search.js';
import { OverTime } from './over-time.js';
import { metricQuery } from './queries.js';
import { Total } from './total.js';

interface Props {
  metric: MetricName;
  asked: AskedBy;
}

/** A metric with its number, its comparison and its course. */
export function MetricCard({ metric, asked }: Props) {
  return (
    <Card metric={metric}>
      <MetricChart metric={metric} asked={asked} />
    </Card>
  );
}

function MetricChart({ metric, asked }: Props) {
  const { data: result, error, refetch } = useQuery(metricQuery(metric, ask(asked, asked.granularity)));
  if (error && !result) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!result) return <CardLoading />;
  return (
    <>
      <Total metric={metric} result={result} />
      <OverTime metric={metric} result={result} asked={asked} />
    </>
  );
}
