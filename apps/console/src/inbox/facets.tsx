import { ChannelMark, StatusMark } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, kindsQuery, tagsQuery, teamsQuery } from '../api/queries.js';
import type { Choice } from '../case/chooser.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { dues, problems, statuses, type InboxSearch } from './inbox-search.js';

export interface FilterProps {
  search: InboxSearch;
  change: (next: Partial<InboxSearch>) => void;
}

export type Facet = 'status' | 'channel' | 'team' | 'assignee' | 'kind' | 'due' | 'problem' | 'tag';
/** What a list can be filtered by, and what there is of each. */
export function useFacets(): { facet: Facet; options: Choice[] }[] {
  const { t } = useTranslation();
  const channels = useChannelWords();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: kinds = [] } = useQuery(kindsQuery);
  return [
    {
      facet: 'status',
      options: [
        ...statuses.map((status) => ({
          value: status,
          label: t(`status.${status}`),
          mark: <StatusMark bare status={status} label={t(`status.${status}`)} />,
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
    { facet: 'kind', options: kinds.map(({ id, name }) => ({ value: id, label: name })) },
    { facet: 'due', options: dues.map((due) => ({ value: due, label: t(`desk.filter.${due}`) })) },
    { facet: 'problem', options: problems.map((problem) => ({ value: problem, label: t(`desk.filter.${problem}`) })) },
    { facet: 'tag', options: tags.map((tag) => ({ value: tag, label: tag })) },
  ];
}
