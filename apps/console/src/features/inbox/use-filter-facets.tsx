import {
  caseDues,
  casePriorities,
  caseProblems,
  caseStatuses,
  openedDays,
  openedPeriods,
  readOwnDays,
} from '@guichet/contracts';
import { ChannelMark, type Choice, StatusMark } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery, caseTypesQuery, tagsQuery, teamsQuery } from '../../shared/api/queries.js';
import { townDay } from '../../shared/i18n/organisation-time-zone.js';
import { useChannelTexts } from '../../shared/i18n/use-channel-texts.js';
import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';

export interface FilterProps {
  search: InboxSearch;
  change: (next: Partial<InboxSearch>) => void;
}

export type Facet =
  | 'status'
  | 'channel'
  | 'team'
  | 'assignee'
  | 'caseType'
  | 'priority'
  | 'due'
  | 'opened'
  | 'problem'
  | 'tag';

export interface FilterFacet {
  facet: Facet;
  options: Choice[];
  /** What a value of it is called, also of several with commas, or of own days. */
  labelOf: (value: string) => string;
}

/** With which own days are chosen in the place of a period. */
export const OWN_DAYS = 'own';

const labelIn = (options: readonly Choice[]) => (value: string) =>
  value
    .split(',')
    .map((one) => options.find((option) => option.value === one)?.label ?? one)
    .join(', ');

/** Returns the filters of the list, each with its possible values. */
export function useFilterFacets(): FilterFacet[] {
  const { t } = useTexts();
  const may = useMay();
  const channels = useChannelTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: may('routing.read') });
  const opened = useOpenedChoices();
  const facets: Omit<FilterFacet, 'labelOf'>[] = [
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
      // Those who have left have cases still, be they closed.
      options: agents
        .toSorted((one, other) => Number(other.active) - Number(one.active))
        .map(({ id, name, active }) => ({
          value: id,
          label: name,
          hint: active ? undefined : t('inbox.deactivatedAgent'),
        })),
    },
    { facet: 'caseType', options: caseTypes.map(({ id, name }) => ({ value: id, label: name })) },
    {
      facet: 'priority',
      options: casePriorities.map((priority) => ({ value: priority, label: t(`common.priority.${priority}`) })),
    },
    { facet: 'due', options: caseDues.map((due) => ({ value: due, label: t(`inbox.dueFilter.${due}`) })) },
    { facet: 'opened', options: opened.options },
    {
      facet: 'problem',
      options: caseProblems.map((problem) => ({ value: problem, label: t(`inbox.dueFilter.${problem}`) })),
    },
    { facet: 'tag', options: tags.map((tag) => ({ value: tag, label: tag })) },
  ];
  return facets.map((one) => ({
    ...one,
    labelOf: one.facet === 'opened' ? opened.labelOf : labelIn(one.options),
  }));
}

/** The periods in which cases were opened, each with its days, and days of one's own. */
function useOpenedChoices() {
  const { t } = useTexts();
  const { days } = useFormats();
  const today = townDay(Date.now());
  const options: Choice[] = [
    ...openedPeriods.map((period) => ({
      value: period,
      label: t(`inbox.opened.${period}`),
      hint: days(openedDays(period, today)),
    })),
    { value: OWN_DAYS, label: t('inbox.opened.own') },
  ];
  const labelOf = (value: string) => {
    const own = readOwnDays(value);
    return own ? days(own) : labelIn(options)(value);
  };
  return { options, labelOf };
}
