import type { ChannelKind } from '@guichet/contracts';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { agentsQuery, caseTypesQuery, teamsQuery } from '../../../shared/api/queries.js';
import { sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import type { HistorySearch } from './history-search-and-requests.js';
import classes from './period-bar.module.css';
import { boardQuery } from '../dashboard-queries.js';
import { useSetHistorySearch } from './use-set-history-search.js';

interface Choice {
  value: string;
  label: string;
}

/** The filters of the figures, and what no filter brings in. Agents may not see figures of other agents, so they have no filter by agent. */
export function FilterBar({ search, children }: { search: HistorySearch; children?: ReactNode }) {
  const { t } = useTexts();
  const set = useSetHistorySearch();
  const words = useChannelTexts();
  const { agent } = useSession();
  const { data: board } = useQuery({ ...boardQuery, staleTime: Infinity });
  const { data: caseTypes = [] } = useQuery(caseTypesQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const known = teams.filter(({ id, sectorId }) => sectorId && board?.teams.some((team) => team.id === id));
  // Who sees the figures of one sector alone has nothing to choose.
  const reached = sectors.filter(({ id }) => known.some(({ sectorId }) => sectorId === id));
  const named = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name });
  const filters: { name: 'sector' | 'team' | 'channel' | 'caseType' | 'agent'; choices: Choice[] }[] = [
    ...(reached.length > 1 ? [{ name: 'sector' as const, choices: reached.map(named) }] : []),
    { name: 'team', choices: (board?.teams ?? []).map(named) },
    { name: 'channel', choices: words.kinds.map(({ kind }) => ({ value: kind, label: words.title(kind) })) },
    {
      name: 'caseType',
      choices: [{ value: 'none', label: t('dashboards.history.none.caseType') }, ...caseTypes.map(named)],
    },
    ...(agent.role === 'agent' ? [] : [{ name: 'agent' as const, choices: agents.map(named) }]),
  ];
  return (
    <>
      <div className={classes.filters} role="group" aria-label={t('dashboards.history.filters')}>
        {filters.map(({ name, choices }) => (
          <Select
            key={name}
            size="xs"
            aria-label={t(`dashboards.${name}`)}
            placeholder={t(`dashboards.history.all.${name}`)}
            data={choices.toSorted((a, b) => a.label.localeCompare(b.label))}
            value={search[name] ?? null}
            onChange={(value) => set({ [name]: (value as ChannelKind | null) ?? undefined })}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t(`dashboards.history.all.${name}`) }}
            nothingFoundMessage={t('choose.none')}
          />
        ))}
        {children}
      </div>
      <p className={classes.note}>{t('dashboards.history.withoutRestricted')}</p>
    </>
  );
}
