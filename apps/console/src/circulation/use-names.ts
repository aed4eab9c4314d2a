import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { agentsQuery, channelsQuery, kindsQuery, teamsQuery } from '../api/queries.js';
import { useChannelWords } from '../i18n/channel-words.js';
import { useLanguages } from './languages.js';

interface Named {
  id: string;
  name: string;
}
const none: never[] = [];
const choices = (items: readonly Named[]) => items.map(({ id, name }) => ({ value: id, label: name }));

/** What rules and targets speak of, by name, and what may be chosen. What is chosen already may be so still. */
export function useNames() {
  const { t } = useTranslation();
  const channels = useChannelWords();
  const languages = useLanguages();
  const { data: teams = none } = useQuery(teamsQuery);
  const { data: agents = none } = useQuery(agentsQuery);
  const { data: kinds = none } = useQuery(kindsQuery);
  const { data: accounts = none } = useQuery(channelsQuery);
  const named = (items: readonly Named[]) => (id: string) =>
    items.find((item) => item.id === id)?.name ?? t('circulation.gone');
  return {
    team: named(teams),
    agent: named(agents),
    kind: named(kinds),
    account: (id: string) => {
      const account = accounts.find((one) => one.id === id);
      return account ? channels.account(account) : t('circulation.gone');
    },
    channel: channels.name,
    language: languages.name,
    teams: choices(teams),
    agents: (chosen: string) => choices(agents.filter(({ id, active }) => active || id === chosen)),
    kinds: (chosen: readonly string[]) => choices(kinds.filter(({ id, active }) => active || chosen.includes(id))),
    accounts: accounts.map((account) => ({ value: account.id, label: channels.account(account) })),
    channels: channels.kinds.map(({ kind }) => ({ value: kind, label: channels.title(kind) })),
    languages: languages.choices,
  };
}
export type Names = ReturnType<typeof useNames>;
