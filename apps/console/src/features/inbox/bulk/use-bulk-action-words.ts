import type { BulkActionStatus, UpdateCase } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, caseTypesQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';

/** Returns what an action does to each case, in words: “Status: Closed · + cantine”. */
export function useBulkActionWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: false });
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? '…';

  const changed = ({ status, snoozeUntil, teamId, assigneeId, caseTypeId, priority }: UpdateCase): string[] => [
    ...(snoozeUntil ? [t('bulk.does.snooze', { until: formats.dateTime(snoozeUntil) })] : []),
    ...(status && !snoozeUntil ? [t('bulk.does.status', { status: t(`common.status.${status}`) })] : []),
    ...(teamId ? [t('bulk.does.team', { team: nameIn(teams, teamId) })] : []),
    ...(assigneeId ? [t('bulk.does.assign', { name: nameIn(agents, assigneeId) })] : []),
    ...(assigneeId === null && !teamId ? [t('bulk.does.unassign')] : []),
    ...(caseTypeId ? [t('bulk.does.caseType', { caseType: nameIn(caseTypes, caseTypeId) })] : []),
    ...(caseTypeId === null ? [t('bulk.does.noCaseType')] : []),
    ...(priority ? [t('bulk.does.priority', { priority: t(`common.priority.${priority}`) })] : []),
  ];
  return ({ action, macro }: Pick<BulkActionStatus, 'action' | 'macro'>): string => {
    if (action.kind === 'reply') return t('bulk.does.reply');
    if (action.kind === 'macro') return t('macros.named', { name: macro ?? '' });
    if (action.kind === 'give-back') return t('bulk.does.giveBack', { name: nameIn(agents, action.agentId) });
    if (action.kind === 'read') return t('bulk.does.read');
    const added = action.addTags.map((tag) => `+ ${tag}`);
    const removed = action.removeTags.map((tag) => `− ${tag}`);
    return [...changed(action.change), ...added, ...removed].join(' · ');
  };
}
