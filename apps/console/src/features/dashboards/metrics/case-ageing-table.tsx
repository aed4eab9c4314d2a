import { DataTable, ErrorState } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './case-ageing-table.module.css';
import { MetricSkeleton } from './metric-section.js';
import card from './metric-section.module.css';
import { ageingQuery } from '../dashboard-queries.js';

const ages = ['day', 'days3', 'week', 'month', 'older'] as const;

/** A table of the age of open cases by team; the older they are, the darker the cell. */
export function CaseAgeingTable({ team }: { team: string | undefined }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data, error, refetch } = useQuery(ageingQuery);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <MetricSkeleton />;
  const items = data.filter((item) => team === undefined || item.team.id === team);
  const old = items.reduce((sum, { counts }) => sum + counts[4], 0);
  const of = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...items.map(({ counts }) => of(counts)));
  if (items.length === 0) return <p className={card.empty}>{t('dashboards.history.nothing')}</p>;
  return (
    <>
      <p className={card.finding}>{t('dashboards.history.old', { count: old, number: formats.number(old) })}</p>
      <DataTable
        caption={t('dashboards.history.ageing')}
        order={{ column: 5, down: true }}
        columns={[
          { key: 'team', title: t('dashboards.team') },
          ...ages.map((age) => ({ key: age, title: t(`dashboards.history.age.${age}`) })),
          { key: 'all', title: t('dashboards.history.together') },
        ]}
        rows={items.map(({ team: { id, name }, counts }) => ({
          key: id,
          cells: [
            {
              sort: name,
              shown: (
                <span className={classes.team}>
                  <Link to="/inbox/$view" params={{ view: 'all' }} search={{ team: id, sort: 'oldest' }}>
                    {name}
                  </Link>
                  <span className={classes.bar} aria-hidden>
                    {counts.map((count, index) => (
                      <span key={ages[index]} data-age={index} style={{ width: `${(count / most) * 100}%` }} />
                    ))}
                  </span>
                </span>
              ),
            },
            ...counts.map((count) => ({ sort: count, shown: formats.number(count) })),
            { sort: of(counts), shown: formats.number(of(counts)) },
          ],
        }))}
      />
    </>
  );
}
