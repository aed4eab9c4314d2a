import {
  ordersOfMetricCases,
  type CaseSummary,
  type MetricCasesOrder,
  type MetricName,
  type MetricUnit,
} from '@guichet/contracts';
import { EmptyState, ErrorState } from '@guichet/ui';
import { Button, Drawer, Skeleton } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../../shared/api/client.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CaseRow } from '../../inbox/index.js';
import classes from './drill-down-drawer.module.css';
import { OrderChoice, PartChoice } from './order-and-part-choice.js';
import { ExportFormatsMenu } from '../history/export-formats-menu.js';
import { behindOf, type AskedBy } from '../history/history-search-and-requests.js';
import { metricCasesQuery, metricsQuery } from '../dashboard-queries.js';
import { useMetricFormats } from '../metrics/use-metric-formats.js';
import { usePointLabels } from '../metrics/use-point-labels.js';
import { useSetHistorySearch } from '../history/use-set-history-search.js';

interface Props {
  word: string;
  asked: AskedBy;
  /** In which order they are listed; undefined: in the usual one. */
  order: MetricCasesOrder | undefined;
  /** Of a share: which part of it alone is listed. */
  within: 'yes' | 'no' | undefined;
}

/** What happened to a case when it counted: the list goes by that, while each row shows when its last message came. */
const momentOf = (metric: MetricName) =>
  metric === 'breaches' ? 'missed' : metric === 'backlog' ? 'opened' : 'counted';

interface CountedCaseProps {
  metric: MetricName;
  item: CaseSummary;
  /** Its own value, where it says more than that it counted. */
  value: string | undefined;
  at: string;
}

/** A case behind a number: its row, its own value, and when it counted. */
function CountedCase({ metric, item, value, at }: CountedCaseProps) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <li>
      <div className={classes.row}>
        <CaseRow
          item={item}
          link={(content) => (
            <Link to="/inbox/$view/$caseId" params={{ view: 'all', caseId: item.id }}>
              {content}
            </Link>
          )}
        />
      </div>
      <p className={classes.value}>
        {value !== undefined && (
          <span>
            {t('dashboards.history.valueOf', { metric: t(`dashboards.metric.${metric}.title`) })}{' '}
            <strong>{value}</strong>
          </span>
        )}
        <time dateTime={at}>{t(`dashboards.history.moment.${momentOf(metric)}`, { at: formats.dateTime(at) })}</time>
      </p>
    </li>
  );
}

/** A drawer that lists the cases which a number counts, each with its own value. */
export function DrillDownDrawer({ word, asked, order, within }: Props) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  const setSearch = useSetHistorySearch();
  const { metric, point } = behindOf(word);
  const { data: metrics, isPending } = useQuery(metricsQuery);
  const info = metrics?.find(({ name }) => name === metric);
  // One that another figure has, and this one has not, came with the address.
  const orders = info ? ordersOfMetricCases(info) : [];
  const chosen = order && orders.includes(order) ? order : orders[0];
  // A share is made of cases that are in it, or are not.
  const unit: MetricUnit = info?.unit ?? 'count';
  const behind = {
    from: asked.from,
    to: asked.to,
    ...asked.filters,
    ...point,
    order: chosen,
    within: unit === 'share' ? within : undefined,
  };
  const query = useInfiniteQuery({ ...metricCasesQuery(metric, behind), enabled: !isPending });
  const pages = query.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const of = (value: number) =>
    unit === 'share'
      ? t(`dashboards.history.${value >= 1 ? 'yes' : value > 0 ? 'partly' : 'no'}`)
      : unit === 'count' && value === 1
        ? undefined
        : amounts.of(value, unit);
  const dated = point.groupBy === 'day' || point.groupBy === 'week' || point.groupBy === 'month';
  const about = [
    point.groupBy && point.key && (dated || point.groupBy === 'hour' || point.groupBy === 'channel')
      ? labels.of(point.groupBy, point.key)
      : undefined,
    point.by === 'channel' && point.series ? labels.of('channel', point.series) : undefined,
    dated ? undefined : labels.days({ from: point.from ?? asked.from, to: point.to ?? asked.to }),
  ].filter(Boolean);
  return (
    <Drawer
      opened
      onClose={() => setSearch({ behind: undefined, order: undefined, within: undefined })}
      position="right"
      size={480}
      title={
        <span className={classes.title}>
          {t(`dashboards.metric.${metric}.title`)}
          <span>{about.join(' · ')}</span>
        </span>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ body: classes.body }}
      transitionProps={{ duration: 140 }}
    >
      {unit === 'share' && <PartChoice metric={metric} within={within} />}
      {query.error && items.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        Array.from({ length: 6 }, (_, index) => <Skeleton key={index} height={52} m="8px 16px" width="auto" />)
      ) : items.length === 0 ? (
        <EmptyState icon={IconListSearch} title={t('dashboards.history.noCases')}>
          {t(behind.within ? 'dashboards.history.within.none' : 'dashboards.history.noCasesText')}
        </EmptyState>
      ) : (
        <>
          <div className={classes.head}>
            <p className={classes.total} role="status">
              {t('common.cases', { count: pages[0]!.total })}
            </p>
            <ExportFormatsMenu
              of="cases"
              addressOfFile={(format) =>
                addressOf('exportMetricCases', {
                  params: { name: metric },
                  query: { ...behind, format, language: shownLanguage(i18n) },
                })
              }
            />
          </div>
          {pages[0]!.total > 1 && chosen && (
            <>
              <OrderChoice unit={unit} orders={orders} chosen={chosen} />
              {chosen !== 'worst' && (
                <p className={classes.sorted}>{t(`dashboards.history.sortedBy.${momentOf(metric)}`)}</p>
              )}
            </>
          )}
          <ul className={classes.list} aria-busy={query.isPlaceholderData}>
            {items.map(({ case: item, value, at }) => (
              <CountedCase key={item.id} metric={metric} item={item} value={of(value)} at={at} />
            ))}
          </ul>
          {query.hasNextPage && (
            <Button
              variant="default"
              m={16}
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('dashboards.history.moreOf', { number: formats.number(pages[0]!.total) })}
            </Button>
          )}
        </>
      )}
    </Drawer>
  );
}
