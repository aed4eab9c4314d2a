import type { Rule, RoutingTrial } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { Select, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './rule-trial-panel.module.css';
import { TrialResultGroup } from './trial-result-group.js';
import { groupTrialResults } from './group-trial-results.js';

interface Props {
  tried: UseQueryResult<RoutingTrial>;
  rules: readonly Rule[];
  dirty: boolean;
  latest: number;
  onLatest: (latest: number) => void;
}

const sizes = [100, 500, 2000, 5000];

/** Tries the rules as they are on the screen with the latest messages. */
export function RuleTrialPanel({ tried, rules, dirty, latest, onLatest }: Props) {
  const { t } = useTexts();
  return (
    <section className={classes.panel} data-stale={tried.isPlaceholderData || undefined} aria-labelledby="try">
      <div className={classes.head}>
        <h2 id="try">{t('routing.try.title')}</h2>
        <Select
          aria-label={t('routing.try.latest')}
          size="xs"
          w={210}
          data={sizes.map((count) => ({ value: String(count), label: t('routing.try.latestOf', { count }) }))}
          value={String(latest)}
          onChange={(value) => onLatest(Number(value))}
          allowDeselect={false}
        />
      </div>
      <p className={classes.what}>{t('routing.try.what')}</p>
      {tried.error && !tried.data ? (
        <ErrorState error={tried.error} what={t('routing.try.failed')} onRetry={() => void tried.refetch()} />
      ) : tried.data ? (
        <Result tried={tried.data} rules={rules} dirty={dirty} />
      ) : (
        <Skeleton height={64} />
      )}
    </section>
  );
}

function Result({ tried, rules, dirty }: { tried: RoutingTrial; rules: readonly Rule[]; dirty: boolean }) {
  const { t } = useTexts();
  const formats = useFormats();
  const read = formats.number(tried.checked);
  if (tried.checked === 0) return <p className={classes.result}>{t('routing.try.none')}</p>;
  if (tried.changed === 0)
    return (
      <p className={classes.result} role="status">
        {dirty ? t('routing.try.nothing', { read }) : t('routing.try.asSaved')}
      </p>
    );
  return (
    <>
      <p className={classes.result} role="status">
        {t('routing.try.changed', { count: tried.changed, read })}{' '}
        {tried.items.length < tried.changed && <small>{t('routing.try.first', { count: tried.items.length })}</small>}
      </p>
      {groupTrialResults(tried.items, rules).map((messages) => (
        <TrialResultGroup key={messages[0].caseId} messages={messages} rules={rules} />
      ))}
    </>
  );
}
