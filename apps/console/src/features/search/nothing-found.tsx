import { EmptyState } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconLock, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { channelsQuery, restrictedCaseQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';
import { hasUnimportedOlderMail } from './has-unimported-older-mail.js';

/** What may be a whole reference, as people read it to each other: with its letters and its year. Which one, the server tells. */
const REFERENCE = /^(?=.{1,40}$)(?:.*[^a-z])?[a-z]{2,6}[^a-z\d]*\d{4}[^a-z\d]*\d{1,9}$/i;

/** Says what to try next; to whoever may break its glass, that a reference which finds nothing is that of a restricted case. */
export function NothingFound({ q }: { q: string }) {
  const { t } = useTexts();
  const may = useMay();
  const navigate = useNavigate();
  const { data: channels = [] } = useQuery(channelsQuery);
  const reference = q.trim();
  const { data: restricted } = useQuery({
    ...restrictedCaseQuery(reference),
    enabled: may('case.break-glass') && REFERENCE.test(reference),
  });
  if (restricted)
    return (
      <EmptyState
        icon={IconLock}
        title={t('search.restricted')}
        action={
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/search/$caseId', params: { caseId: restricted.id }, search: { q } })}
          >
            {t('search.openRestricted')}
          </Button>
        }
      >
        {t('search.restrictedText', { reference: restricted.reference })}
      </EmptyState>
    );
  return (
    <EmptyState icon={IconSearchOff} title={t('search.none', { q })}>
      {t(REFERENCE.test(reference) ? 'search.noneOfReference' : 'search.noneText')}
      {hasUnimportedOlderMail(channels) && !REFERENCE.test(reference) && <p>{t('search.noneOlder')}</p>}
    </EmptyState>
  );
}
