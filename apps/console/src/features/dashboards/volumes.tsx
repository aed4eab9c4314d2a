import { DataTable, ErrorState } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Breakdown } from './breakdown.js';
import { DrillDownLink } from './drill-down-link.js';
import { Card, CardLoading } from './card.js';
import { ask, behindWord, type AskedBy, type BehindPoint } from './history-search.js';
import { largest, linesOf, OTHERS, sum } from './lines.js';
import card from './metric-card.module.css';
import { metricQuery } from './queries.js';
import { Total } from './total.js';
import { Trend } from './trend.js';
import { Under } from './under.js';
import { useAmounts } from './use-amounts.js';
import { useLabels } from './use-labels.js';
import { useSentence } from './use-sentence.js';
import { useSetSearch } from './use-search.js';
import classes from './volumes.module.css';

/** So many channels have a line of their own. */
const LINES = 4;

/** How much comes in, by which channel, and which of them grows. */
export function Volumes({ asked }: { asked: AskedBy }) {
  return (
    <Card metric="contacts" wide>
      <div className={classes.volumes}>
        <div>
          <VolumeChart asked={asked} />
        </div>
        <div>
          <Breakdown metric="contacts" asked={asked} split="channel" />
        </div>
      </div>
    </Card>
  );
}

function VolumeChart({ asked }: { asked: AskedBy }) {
  const { t } = useTranslation();
  const amounts = useAmounts();
  const labels = useLabels();
  const sentence = useSentence();
  const setSearch = useSetSearch();
  const { granularity } = asked;
  const { data: result, error, refetch } = useQuery(metricQuery('contacts', ask(asked, granularity, 'channel')));
  if (error && !result) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!result) return <CardLoading />;
  const all = linesOf(result, false);
  const shown = largest(all, LINES);
  const name = (key: string) => (key === OTHERS ? t('dashboards.history.others') : labels.of('channel', key));
  const together = all.keys.map((_, index) => sum(all.lines.map(({ values }) => values[index] ?? null)));
  const number = (value: number, point: BehindPoint) => ({
    sort: value,
    shown: (
      <DrillDownLink metric="contacts" point={point} count={value}>
        {amounts.of(value, 'count')}
      </DrillDownLink>
    ),
  });
  const title = t('dashboards.metric.contacts.title');
  return (
    <>
      <Total metric="contacts" result={result} />
      {all.lines.length === 0 ? (
        <p className={card.empty}>{t('dashboards.history.nothing')}</p>
      ) : (
        <>
          <Trend
            sentence={`${sentence(title, 'count', granularity, all.keys, together)} ${shown.lines
              .map(({ key, values }) => `${name(key)}: ${amounts.of(sum(values), 'count')}`)
              .join(', ')}.`}
            unit="count"
            tall
            group={granularity}
            keys={shown.keys}
            lines={shown.lines.map((line) => ({ ...line, label: name(line.key) }))}
            onPick={(key) => setSearch({ behind: behindWord('contacts', { groupBy: granularity, key }) })}
          />
          <Under running={asked.running ? granularity : undefined}>
            <DataTable
              caption={title}
              columns={[
                { key: 'key', title: t(`dashboards.history.granularity.${granularity}`) },
                { key: 'all', title },
                ...all.lines.map(({ key }) => ({ key, title: name(key) })),
              ]}
              rows={all.keys.map((key, index) => ({
                key,
                cells: [
                  { sort: key, shown: labels.of(granularity, key) },
                  number(together[index]!, { groupBy: granularity, key }),
                  ...all.lines.map((line) =>
                    number(line.values[index] ?? 0, { groupBy: granularity, key, by: 'channel', series: line.key }),
                  ),
                ],
              }))}
            />
          </Under>
        </>
      )}
    </>
  );
}
