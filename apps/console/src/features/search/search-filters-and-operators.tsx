import type { CaseStatus, ChannelKind, SearchFilter, SearchOperator } from '@guichet/contracts';
import { ChannelMark, FilterChips } from '@guichet/ui';
import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../shared/api/queries.js';
import { caseFieldsQuery } from '../../shared/api/case-field-and-checklist-queries.js';
import { useChannelTexts } from '../../shared/i18n/use-channel-texts.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useSession } from '../../shared/session/use-session.js';
import { fieldFilterText } from './field-filter-text.js';
import { namesATeam } from './names-a-team.js';
import classes from './search-filters-and-operators.module.css';

const operators = [
  'from',
  'channel',
  'team',
  'status',
  'tag',
  'before',
  'after',
  'has',
  'field',
] as const satisfies SearchOperator[];

/** Returns the words for what narrows a search. */
function useFilterLabel() {
  const { t, i18n } = useTranslation();
  const { data: fields = [] } = useQuery(caseFieldsQuery);
  const formats = useFormats();
  const { title } = useChannelTexts();
  return ({ operator, value, isKnown }: SearchFilter): string => {
    if (!isKnown) return value;
    if (operator === 'channel') return title(value as ChannelKind);
    if (operator === 'status') return t(`common.status.${value as CaseStatus}`);
    if (operator === 'before' || operator === 'after') return formats.date(value);
    if (operator === 'field') return fieldFilterText(value, fields, shownLanguage(i18n));
    return operator === 'has' ? t('search.file') : value;
  };
}

/** The sign of a channel, as rows and the filters of lists have it. */
const markOf = ({ operator, value, isKnown }: SearchFilter): ReactNode =>
  operator === 'channel' && isKnown ? <ChannelMark kind={value as ChannelKind} /> : undefined;

interface Props {
  filters: readonly SearchFilter[];
  /** Takes a part of what was typed away. */
  onRemove: (text: string) => void;
}

/** What narrows the search, as it was understood. */
export function SearchFilters({ filters, onRemove }: Props) {
  const { t } = useTexts();
  const labelOf = useFilterLabel();
  const { data: teams } = useQuery({ ...teamsQuery, enabled: filters.some(({ operator }) => operator === 'team') });
  const isKnown = ({ operator, value, isKnown }: SearchFilter) =>
    operator === 'team' && teams ? namesATeam(value, teams) : isKnown;
  const chips = filters.map((filter) => {
    const [facet, label] = [t(`search.facet.${filter.operator}`), labelOf(filter)];
    return {
      ...{ key: filter.text, facet, label, mark: markOf(filter) },
      ...(!isKnown(filter) && { unknown: t('search.unknown') }),
      removeLabel: t('inbox.removeFilter', { filter: `${facet} ${label}` }),
      onRemove: () => onRemove(filter.text),
    };
  });
  return <FilterChips label={t('inbox.activeFilters')} chips={chips} />;
}

/** The name of a team that there is: one of the agent's own, where they have one. */
function useTeamExample(): string | undefined {
  const { agent } = useSession();
  const { data: teams = [] } = useQuery(teamsQuery);
  return (teams.find(({ id }) => agent.teamIds.includes(id)) ?? teams[0])?.name;
}

/** What a search can be narrowed by: each is written into the field by a click. */
export function SearchOperators({ onChoose }: { onChoose: (text: string) => void }) {
  const { t } = useTexts();
  const team = useTeamExample();
  return (
    <dl className={classes.operators} aria-label={t('search.operators')}>
      {operators.map((operator) => (
        <div key={operator}>
          <dt>
            <UnstyledButton className={classes.operator} onClick={() => onChoose(t(`search.operator.${operator}`))}>
              <code>
                {operator === 'team' && team
                  ? `${t('search.operator.team')}"${team}"`
                  : t(`search.example.${operator}`)}
              </code>
            </UnstyledButton>
          </dt>
          <dd>{t(`search.meaning.${operator}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
