import type { MetricName } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { Trouble } from '../shell/trouble.js';
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
      <Course metric={metric} asked={asked} />
    </Card>
  );
}

function Course({ metric, asked }: Props) {
  const { data: result, error, refetch } = useQuery(metricQuery(metric, ask(asked, asked.grain)));
  if (error && !result) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!result) return <CardLoading />;
  return (
    <>
      <Total metric={metric} result={result} />
      <OverTime metric={metric} result={result} asked={asked} />
    </>
  );
}
