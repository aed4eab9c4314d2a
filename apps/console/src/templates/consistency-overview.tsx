import { Blank } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { consistencyOverviewQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import { Trouble } from '../shell/trouble.js';
import { Period, useDays } from './period.js';
import report from './report.module.css';
import classes from './table.module.css';

/** Per intention, how many answers do not say what was approved. */
export function Overview() {
  const { t } = useTranslation();
  const { days } = useSearch({ strict: false });
  const { data: items, error, refetch } = useQuery(consistencyOverviewQuery(useDays()));
  const compared = items?.filter(({ answers }) => answers > 0);
  return (
    <>
      <div className={report.bar} style={{ marginTop: 16 }}>
        <p className={report.lead}>{t('library.consistency.lead')}</p>
        <Period />
      </div>
      {error && !compared ? (
        <Trouble error={error} what={t('library.consistency.failed')} onRetry={() => void refetch()} />
      ) : !compared ? (
        <Skeleton height={220} />
      ) : compared.length === 0 ? (
        <Blank icon={IconScale} title={t('library.consistency.none')}>
          {t('library.consistency.noneText')}
        </Blank>
      ) : (
        <div className={classes.scroller} tabIndex={0} role="region" aria-label={t('library.page.consistency')}>
          <table className={classes.table} data-overview>
            <thead>
              <tr>
                <th scope="col">{t('library.consistency.template')}</th>
                <th scope="col" className={classes.number}>
                  {t('library.consistency.contradicting')}
                </th>
                <th scope="col" className={classes.number}>
                  {t('library.consistency.incomplete')}
                </th>
                <th scope="col" className={classes.number}>
                  {t('library.consistency.answers')}
                </th>
              </tr>
            </thead>
            <tbody>
              {compared.map(({ templateId, title, answers, contradicting, incomplete }) => (
                <tr key={templateId}>
                  <th scope="row">
                    <Link to="/templates/$templateId/consistency" params={{ templateId }} search={{ days }}>
                      <bdi>{title}</bdi>
                    </Link>
                  </th>
                  <Count value={contradicting} tone="danger" />
                  <Count value={incomplete} tone="soon" />
                  <Count value={answers} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Count({ value, tone }: { value: number; tone?: 'danger' | 'soon' }) {
  const times = useTimes();
  const faulty = value > 0 ? tone : undefined;
  return (
    <td className={classes.number} data-tone={faulty}>
      {faulty && <IconAlertTriangle size={14} stroke={1.75} aria-hidden />}
      {times.number(value)}
    </td>
  );
}
