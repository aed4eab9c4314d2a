import type { EmergencyAccess } from '@guichet/contracts';
import { ErrorState, PageHead, PageLead } from '@guichet/ui';
import { Button, Group, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { call } from '../../shared/api/client.js';
import { emergencyAccessQuery } from '../../shared/api/queries.js';
import { toast, toastFailure } from '../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useNow } from '../../shared/i18n/use-now.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';
import classes from './emergency-access-page.module.css';

const route = getRouteApi('/console/emergency-access/$accessId');

/** Who opened a restricted case without being named, when, why and until when; whoever may ends it. Nothing of the case is shown. */
export function EmergencyAccessPage() {
  const { t } = useTexts();
  const { accessId } = route.useParams();
  const may = useMay();
  const mayList = may('case.restrict') || may('case.break-glass');
  const { data, error, refetch } = useQuery(emergencyAccessQuery(accessId));
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      {mayList && (
        <Link to="/settings/emergency-access" className={classes.all}>
          <IconArrowLeft size={14} stroke={1.75} aria-hidden />
          {t('emergencyAccess.all')}
        </Link>
      )}
      {error && !data ? (
        <ErrorState error={error} what={t('emergencyAccess.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <Access access={data} />
      ) : (
        <Skeleton height={220} />
      )}
    </main>
  );
}

function Access({ access }: { access: EmergencyAccess }) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  const navigate = useNavigate();
  const { by, reference, caseId, reason, at, until, endedAt, endedBy, mayEnd } = access;
  const isOpen = endedAt === null && Date.parse(until) > now;
  const facts: [string, string][] = [
    [t('emergencyAccess.who'), by.name],
    [t('emergencyAccess.case'), reference ?? t('emergencyAccess.elsewhere')],
    [t('emergencyAccess.reason'), reason],
    [t('emergencyAccess.at'), formats.dateTime(at)],
    [t(isOpen ? 'emergencyAccess.until' : 'emergencyAccess.ended'), formats.dateTime(endedAt ?? until)],
    ...(endedBy ? [[t('emergencyAccess.endedBy'), endedBy.name] satisfies [string, string]] : []),
  ];
  return (
    <>
      <PageHead>
        <h1>{t('emergencyAccess.title')}</h1>
      </PageHead>
      <PageLead>{t(isOpen ? 'emergencyAccess.isOpen' : 'emergencyAccess.isOver')}</PageLead>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Group>
        {mayEnd && isOpen && caseId && <EndAccess access={access} caseId={caseId} />}
        {caseId && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId }, search: {} })}
          >
            {t('emergencyAccess.toCase')}
          </Button>
        )}
      </Group>
    </>
  );
}

function EndAccess({ access, caseId }: { access: EmergencyAccess; caseId: string }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const { by } = access;
  const end = useMutation({
    mutationFn: () => call('endBreakGlassOf', { params: { id: caseId, agentId: by.id } }),
    onSuccess: () => {
      toast({ message: t('case.restriction.glass.endedOf', { name: by.name }) });
      return queryClient.invalidateQueries({ queryKey: ['emergency-access'] });
    },
    onError: (error) => toastFailure(t('case.restriction.glass.notEnded'), problemText(error)),
  });
  return (
    <Button color="red" loading={end.isPending} onClick={() => end.mutate()}>
      {t('case.restriction.glass.endOf')}
    </Button>
  );
}
