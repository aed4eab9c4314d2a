import { EmptyState, ErrorState, PageHead, PageLead } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deliverabilityQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DomainSection } from './domain-section.js';

/** The domains from which mail is sent, what their DNS lacks, and the keys by which they sign. */
export function DeliverabilityPage() {
  const { t } = useTexts();
  const { data: domains, error, refetch } = useQuery(deliverabilityQuery);
  return (
    <>
      <PageHead>
        <h1>{t('deliverability.title')}</h1>
      </PageHead>
      <PageLead>{t('deliverability.lead')}</PageLead>
      {error && !domains ? (
        <ErrorState error={error} what={t('deliverability.failed')} onRetry={() => void refetch()} />
      ) : !domains ? (
        <Skeleton height={280} />
      ) : domains.length === 0 ? (
        <EmptyState
          icon={IconMailCheck}
          title={t('deliverability.empty')}
          action={
            <Button component={Link} to="/settings/channels">
              {t('deliverability.channels')}
            </Button>
          }
        >
          {t('deliverability.emptyText')}
        </EmptyState>
      ) : (
        domains.map((domain) => <DomainSection key={domain.domain} domain={domain} />)
      )}
    </>
  );
}
