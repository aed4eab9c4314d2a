import type { OpenedWithoutMessage, Rule } from '@guichet/contracts';
import { ErrorState, Hint, PageHead, PageLead } from '@guichet/ui';
import { Button, Group, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ruleTrialQuery } from '../../../shared/api/settings-queries.js';
import { isFailure } from '../../../shared/api/failure.js';
import { caseQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CaseAssignmentHistory } from './case-assignment-history.js';
import { DecidedByRules } from './decided-by-rules.js';
import { RuleTraceView } from './rule-trace-view.js';
import classes from './case-routing-explanation.module.css';

/**
 * Shows where the rules of today route the first message of one case with what its fields hold today, and how the case came to its team and
 * agent. Everybody who may see the case can read it.
 */
export function CaseRoutingExplanation({ caseId, rules }: { caseId: string; rules: readonly Rule[] }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { data: item } = useQuery(caseQuery(caseId));
  const { data, error, refetch } = useQuery(ruleTrialQuery(rules, { caseId }));
  const message = data?.items.find((one) => one.caseId === caseId);
  // Rules that came since, or agents, have made it otherwise.
  const lacking = item ? (message?.then.tags ?? []).filter((tag) => !item.data.tags.includes(tag)).toSorted() : [];
  const withoutMessageText = ({ how, by, team, at }: OpenedWithoutMessage) =>
    how === 'agent' && by
      ? t('routing.here.byAgent', { who: by, team, at: formats.full(at) })
      : t(how === 'automatic' ? 'routing.here.automatic' : 'routing.here.moved', { at: formats.full(at) });
  const reference = message?.reference ?? item?.data.reference ?? '';
  return (
    <>
      <PageHead>
        <h1>{t('routing.here.title', { reference })}</h1>
        <Group gap="xs">
          <Button
            renderRoot={(props: object) => <Link to="/cases/$caseId" params={{ caseId }} {...props} />}
            variant="default"
            leftSection={<IconArrowLeft size={16} stroke={1.5} aria-hidden />}
          >
            {t('routing.here.back')}
          </Button>
          <Button component={Link} to="/settings/routing" variant="default">
            {t('routing.here.close')}
          </Button>
        </Group>
      </PageHead>
      {message && <PageLead>{t('routing.here.what')}</PageLead>}
      {isFailure(error, 'not-found') ? (
        <Hint>{t('routing.here.hidden')}</Hint>
      ) : data?.withoutMessage ? (
        <Hint>{withoutMessageText(data.withoutMessage)}</Hint>
      ) : error && !data ? (
        <ErrorState error={error} what={t('routing.try.failed')} onRetry={() => void refetch()} />
      ) : !message ? (
        <Skeleton height={160} />
      ) : (
        <>
          <p className={classes.message}>
            <bdi className={classes.subject}>{message.subject || t('common.noSubject')}</bdi>
            <bdi className={classes.preview}>{message.preview}</bdi>
          </p>
          <RuleTraceView trace={message.trace} rules={rules} />
          <DecidedByRules title={t('routing.here.result')} decided={message} rules={rules} lacking={lacking} />
        </>
      )}
      {item && <CaseAssignmentHistory item={item.data} />}
    </>
  );
}
