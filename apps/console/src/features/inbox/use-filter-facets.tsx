import { caseDues, casePriorities, caseProblems, caseStatuses } from '@guichet/contracts';
import { ChannelMark, type Choice, StatusMark } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, caseTypesQuery, tagsQuery, teamsQuery } from '../../shared/api/queries.js';
import { useChannelTexts } from '../../shared/i18n/use-channel-texts.js';
import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';
import { useMay } from '../../shared/session/use-session.js';

export interface FilterProps {
  search: InboxSearch;
  change: (next: Partial<InboxSearch>) => void;
}

export type Facet = 'status' | 'channel' | 'team' | 'assignee' | 'caseType' | 'priority' | 'due' | 'problem' | 'tag';
/** Returns the filters of the list, each with its possible values. */
export function useFilterFacets(): { facet: Facet; options: Choice[] }[] {
  const { t } = useTranslation();
  const may = useMay();
  const channels = useChannelTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: may('routing.read') });
  return [
    {
      facet: 'status',
      options: [
        ...caseStatuses
          .filter((status) => status !== 'spam')
          .map((status) => ({
            value: status,
            label: t(`common.status.${status}`),
            mark: <StatusMark iconOnly status={status} label={t(`common.status.${status}`)} />,
          })),
        { value: 'any', label: t('inbox.anyStatus') },
      ],
    },
    {
      facet: 'channel',
      options: channels.kinds.map(({ kind }) => ({
        value: kind,
        label: channels.title(kind),
        mark: <ChannelMark kind={kind} />,
      })),
    },
    { facet: 'team', options: teams.map(({ id, name }) => ({ value: id, label: name })) },
    {
      facet: 'assignee',
      options: agents.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
    },
    { facet: 'caseType', options: caseTypes.map(({ id, name }) => ({ value: id, label: name })) },
    {
      facet: 'priority',
      options: casePriorities.map((priority) => ({ value: priority, label: t(`common.priority.${priority}`) })),
    },
    { facet: 'due', options: caseDues.map((due) => ({ value: due, label: t(`inbox.dueFilter.${due}`) })) },
    {
      facet: 'problem',
      options: caseProblems.map((problem) => ({ value: problem, label: t(`inbox.dueFilter.${problem}`) })),
    },
    { facet: 'tag', options: tags.map((tag) => ({ value: tag, label: tag })) },
  ];
}
