import type { MetricName } from '@guichet/contracts';
import { Skeleton } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { HistorySearch } from '../history/history-search-and-requests.js';
import classes from './metric-section.module.css';

/** True once it has been in sight: what is far below is not asked for before it is looked at. */
function useSeen() {
  const { ref, inViewport } = useInViewport<HTMLElement>();
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (inViewport) setSeen(true);
  }, [inViewport]);
  return { ref, seen };
}

interface Props {
  metric: MetricName;
  /** In place of the title of the metric. */
  title?: string;
  wide?: boolean;
  children: ReactNode;
}

/**
 * A section of the history about one metric: title, link to its page, and definition. Its content is loaded when it
 * comes into sight.
 */
export function MetricSection({ metric, title, wide, children }: Props) {
  const { t } = useTexts();
  const { ref, seen } = useSeen();
  const id = `metric-${metric}${title ? '-by' : ''}`;
  return (
    <section ref={ref} className={classes.card} data-wide={wide || undefined} aria-labelledby={id}>
      <h2 id={id}>
        <Link
          to="/dashboards/history/$metric"
          params={{ metric }}
          search={(before) => ({ ...(before as HistorySearch), behind: undefined })}
        >
          {title ?? t(`dashboards.metric.${metric}.title`)}
          <IconChevronRight size={15} stroke={1.75} aria-hidden />
        </Link>
      </h2>
      <p className={classes.definition}>{t(`dashboards.metric.${metric}.definition`)}</p>
      {seen ? children : <MetricSkeleton />}
    </section>
  );
}

/** The placeholder is as high as the content that replaces it. */
export function MetricSkeleton() {
  const { t } = useTexts();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton className={classes.placeholder} height={34} width={140} mb={30} />
      <Skeleton className={classes.placeholder} height={208} mb={34} />
    </div>
  );
}
