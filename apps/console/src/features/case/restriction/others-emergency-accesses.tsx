import type { OpenGlass } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../shared/api/client.js';
import { openGlassesQuery } from '../../../shared/api/queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import classes from './restriction.module.css';

/** Says who else sees the case without being named, and ends that. Nothing is shown to whoever may not know it. */
export function OthersEmergencyAccesses({ caseId }: { caseId: string }) {
  const { agent } = useSession();
  const { data = [] } = useQuery({ ...openGlassesQuery(caseId), retry: false, throwOnError: false });
  const others = data.filter((glass) => glass.agent.id !== agent.id);
  return others.map((glass) => <OpenGlassOf key={glass.agent.id} caseId={caseId} glass={glass} />);
}

function OpenGlassOf({ caseId, glass }: { caseId: string; glass: OpenGlass }) {
  const { t } = useTexts();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const { agent, reason, until } = glass;
  const { queryKey } = openGlassesQuery(caseId);
  useEffect(() => {
    const timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey }), Date.parse(until) - Date.now());
    return () => clearTimeout(timer);
  }, [queryClient, queryKey, until]);
  const end = useMutation({
    mutationFn: () => call('endBreakGlassOf', { params: { id: caseId, agentId: agent.id } }),
    onSuccess: () => {
      toast({ message: t('case.restriction.glass.endedOf', { name: agent.name }) });
      return queryClient.invalidateQueries({ queryKey });
    },
    onError: (error) => toastFailure(t('case.restriction.glass.notEnded'), problemText(error)),
  });
  return (
    <div className={classes.banner} role="note">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span className={classes.text}>
        {t('case.restriction.glass.of', { name: agent.name, until: formats.dateTime(until) })}{' '}
        <span className={classes.more}>{t('case.restriction.glass.reason', { reason })}</span>
      </span>
      <Button size="compact-sm" variant="light" loading={end.isPending} onClick={() => end.mutate()}>
        {t('case.restriction.glass.endOf')}
      </Button>
    </div>
  );
}
