import { Blank } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consistencyQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import { Trouble } from '../shell/trouble.js';
import { Deviations } from './deviations.js';
import { FactTable } from './fact-table.js';
import { Figure } from './figure.js';
import { Period, useDays } from './period.js';
import classes from './report.module.css';
import page from './template.module.css';
import { useTemplate } from './use-template.js';

/** Whether everybody was told the same: fact by fact, then answer by answer. */
export function Consistency() {
  const { t } = useTranslation();
  const times = useTimes();
  const { template } = useTemplate();
  const { data: report, error, refetch } = useQuery(consistencyQuery(template.id, useDays()));
  return (
    <div className={page.body}>
      <div className={classes.bar}>
        <p className={classes.lead}>{t('library.consistency.lead')}</p>
        <Period />
      </div>
      {error && !report ? (
        <Trouble error={error} what={t('library.consistency.failed')} onRetry={() => void refetch()} />
      ) : !report ? (
        <Skeleton height={280} />
      ) : report.answers === 0 ? (
        <Blank icon={IconScale} title={t('library.consistency.none')}>
          {t('library.consistency.noneText')}
        </Blank>
      ) : (
        <>
          <dl className={classes.figures}>
            <Figure title={t('library.consistency.answers')}>{times.number(report.answers)}</Figure>
            <Figure
              title={t('library.consistency.contradictingLong')}
              tone={report.contradicting > 0 ? 'danger' : undefined}
            >
              {times.number(report.contradicting)}
            </Figure>
            <Figure title={t('library.consistency.incompleteLong')} tone={report.incomplete > 0 ? 'soon' : undefined}>
              {times.number(report.incomplete)}
            </Figure>
            <Figure title={t('library.consistency.addingLong')}>{times.number(report.adding)}</Figure>
          </dl>
          <FactTable facts={report.facts} />
          <Deviations report={report} />
        </>
      )}
    </div>
  );
}
