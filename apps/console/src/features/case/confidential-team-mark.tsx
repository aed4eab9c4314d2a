import type { CaseDetail } from '@guichet/contracts';
import { Text } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './confidential-team-mark.module.css';
import { MarkWithReason } from './message/mark-with-reason.js';

/** Says of a case that its team is confidential, and what that means for replies. */
export function ConfidentialTeamMark({ item: { team } }: { item: CaseDetail }) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  if (!teams.some(({ id, confidential }) => id === team.id && confidential)) return null;
  const label = t('case.confidential.label');
  return (
    <MarkWithReason
      label={label}
      className={classes.mark}
      reason={<Text size="sm">{t('case.confidential.why', { team: team.name })}</Text>}
    >
      <IconShieldLock size={15} stroke={1.5} aria-hidden />
      {label}
    </MarkWithReason>
  );
}
