import { caseFieldText, type BulkAction, type BulkActionStatus, type UpdateCase } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseFieldsQuery, checklistStepsQuery } from '../../../shared/api/case-field-and-checklist-queries.js';
import { agentsQuery, caseTypesQuery, teamsQuery } from '../../../shared/api/queries.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';

/** How much of a long text is repeated. */
const SAID = 60;

/** Returns what an action does to each case, in words: “Status: Closed · + cantine”. */
export function useBulkActionWords(kind: BulkAction['kind']) {
  const { t, i18n } = useTranslation();
  const language = shownLanguage(i18n);
  const formats = useFormats();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: false });
  const { data: fields = [] } = useQuery({ ...caseFieldsQuery, enabled: kind === 'field' });
  const { data: steps = [] } = useQuery({ ...checklistStepsQuery, enabled: kind === 'steps' });
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
  const filledIn = ({ fieldId, value }: Extract<BulkAction, { kind: 'field' }>): string => {
    const field = fields.find(({ id }) => id === fieldId);
    if (!field) return t('bulk.does.field');
    const text = caseFieldText(field, value, language);
    return t('common.labelled', {
      label: field.label[language],
      value: text.length > SAID ? `${text.slice(0, SAID - 1)}…` : text,
    });
  };
  const ticked = (stepIds: readonly string[]): string => {
    const labels = steps.filter(({ id }) => stepIds.includes(id)).map(({ label }) => label[language]);
    return labels.length > 0 ? t('case.checklist.ticked', { label: labels.join(', ') }) : t('bulk.does.steps');
  };
  return ({ action, macro }: Pick<BulkActionStatus, 'action' | 'macro'>): string => {
    if (action.kind === 'reply') return t('bulk.does.reply');
    if (action.kind === 'macro') return t('macros.named', { name: macro ?? '' });
    if (action.kind === 'give-back') return t('bulk.does.giveBack', { name: nameIn(agents, action.agentId) });
    if (action.kind === 'read') return t('bulk.does.read');
    if (action.kind === 'field') return filledIn(action);
    if (action.kind === 'steps') return ticked(action.stepIds);
    const added = action.addTags.map((tag) => `+ ${tag}`);
    const removed = action.removeTags.map((tag) => `− ${tag}`);
    return [...changed(action.change), ...added, ...removed].join(' · ');
  };
}
