import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, channelsQuery, caseTypesQuery, teamsQuery } from '../api/queries.js';
import { useMay } from '../session/use-session.js';
import { shownLanguage } from './shown-language.js';
import { useChannelTexts } from './use-channel-texts.js';
import { useLanguages } from './use-languages.js';

interface Named {
  id: string;
  name: string;
}
const none: never[] = [];
const choices = (items: readonly Named[]) => items.map(({ id, name }) => ({ value: id, label: name }));

/**
 * Returns the names of teams, agents, case types and accounts by id, and the choices of each for rules and SLA
 * targets.
 */
export function useEntityNames() {
  const { t, i18n } = useTranslation();
  const channels = useChannelTexts();
  const may = useMay();
  const languages = useLanguages();
  const { data: teams = none } = useQuery(teamsQuery);
  const { data: agents = none } = useQuery(agentsQuery);
  const { data: caseTypes = none } = useQuery({ ...caseTypesQuery, enabled: may('routing.read') });
  const { data: accounts = none } = useQuery(channelsQuery);
  const named = (items: readonly Named[]) => (id: string) =>
    items.find((item) => item.id === id)?.name ?? t('common.list.deleted');
  return {
    team: named(teams),
    agent: named(agents),
    caseType: named(caseTypes),
    account: (id: string) => {
      const account = accounts.find((one) => one.id === id);
      if (account) return channels.account(account);
      // Agents do not get the accounts of teams that they do not see.
      return t(may('channel.manage') ? 'common.list.deleted' : 'common.list.notShown');
    },
    channel: channels.name,
    language: languages.name,
    teams: choices(teams),
    agents: (chosen: string) => choices(agents.filter(({ id, active }) => active || id === chosen)),
    caseTypes: (chosen: readonly string[]) =>
      choices(caseTypes.filter(({ id, active }) => active || chosen.includes(id))),
    accounts: accounts.map((account) => ({ value: account.id, label: channels.account(account) })),
    channels: channels.kinds
      .map(({ kind }) => ({ value: kind, label: channels.title(kind) }))
      .toSorted((a, b) => a.label.localeCompare(b.label, shownLanguage(i18n))),
    languages: languages.choices,
  };
}
export type EntityNames = ReturnType<typeof useEntityNames>;
