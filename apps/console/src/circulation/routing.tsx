import type { Routing as Document } from '@guichet/contracts';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { routingQuery } from '../api/circulation.js';
import settings from '../settings/settings.module.css';
import { Trouble } from '../shell/trouble.js';
import { RuleList } from './rule-list.js';
import { WhyHere } from './why-here.js';

/** Which way new cases go; with a case in the address, why that one went where it is. */
export function Routing() {
  const { t } = useTranslation();
  const { case: caseId } = useSearch({ from: '/desk/settings/routing' });
  const { data, error, refetch } = useQuery(routingQuery);
  const shown = (saved: Document) =>
    caseId ? <WhyHere caseId={caseId} rules={saved.rules} /> : <RuleList saved={saved} />;
  if (error && !data)
    return <Trouble error={error} what={t('circulation.routing.failed')} onRetry={() => void refetch()} />;
  if (data) return shown(data);
  return (
    <div aria-busy>
      <header className={settings.head}>
        <h1>{t('circulation.routing.title')}</h1>
      </header>
      <Skeleton height={240} />
    </div>
  );
}
