import type { CaseStatus } from '@guichet/contracts';
import { ChannelMark, StatusMark } from '@guichet/ui';
import { Button, CloseButton, Menu } from '@mantine/core';
import { IconCheck, IconFilter2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, tagsQuery, teamsQuery } from '../api/queries.js';
import { statuses, type InboxSearch } from './inbox-search.js';
import classes from './list-head.module.css';

interface Props {
  search: InboxSearch;
  change: (next: Partial<InboxSearch>) => void;
}

type Facet = 'status' | 'channel' | 'team' | 'assignee' | 'tag';
interface Option {
  value: string;
  label: string;
  mark?: ReactNode;
}

function useFacets(): { facet: Facet; options: Option[] }[] {
  const { t } = useTranslation();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: tags = [] } = useQuery(tagsQuery);
  return [
    {
      facet: 'status',
      options: [
        ...statuses.map((status) => ({
          value: status,
          label: t(`status.${status}`),
          mark: <StatusMark status={status} label={t(`status.${status}`)} />,
        })),
        { value: 'any', label: t('inbox.anyStatus') },
      ],
    },
    {
      facet: 'channel',
      options: [
        {
          value: 'email',
          label: t('channel.email.name'),
          mark: (
            <>
              <ChannelMark kind="email" /> {t('channel.email.name')}
            </>
          ),
        },
      ],
    },
    { facet: 'team', options: teams.map(({ id, name }) => ({ value: id, label: name })) },
    {
      facet: 'assignee',
      options: agents.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
    },
    { facet: 'tag', options: tags.map((tag) => ({ value: tag, label: tag })) },
  ];
}

export function FilterMenu({ search, change }: Props) {
  const { t } = useTranslation();
  const facets = useFacets();
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconFilter2 size={15} stroke={1.5} aria-hidden />}>
          {t('inbox.filter')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {facets.map(({ facet, options }) => (
          <Menu.Sub key={facet} position="right-start">
            <Menu.Sub.Target>
              <Menu.Sub.Item disabled={options.length === 0}>{t(`facet.${facet}`)}</Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown mah={340} style={{ overflowY: 'auto' }}>
              {options.map(({ value, label, mark }) => (
                <Menu.Item
                  key={value}
                  rightSection={search[facet] === value ? <IconCheck size={15} /> : undefined}
                  onClick={() => change({ [facet]: search[facet] === value ? undefined : value })}
                >
                  {mark ?? label}
                </Menu.Item>
              ))}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function FilterChips({ search, change }: Props) {
  const { t } = useTranslation();
  const facets = useFacets();
  const chips = facets.flatMap(({ facet, options }) => {
    const value = search[facet];
    if (!value) return [];
    const label =
      facet === 'status' && value.includes(',')
        ? value
            .split(',')
            .map((status) => t(`status.${status as CaseStatus}`))
            .join(', ')
        : (options.find((option) => option.value === value)?.label ?? value);
    return [{ facet, label }];
  });
  if (chips.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t('inbox.activeFilters')}>
      {chips.map(({ facet, label }) => (
        <li key={facet} className={classes.chip}>
          <span>
            <em>{t(`facet.${facet}`)}</em> {label}
          </span>
          <CloseButton
            size={24}
            iconSize={12}
            aria-label={t('inbox.removeFilter', { filter: `${t(`facet.${facet}`)} ${label}` })}
            onClick={() => change({ [facet]: undefined })}
          />
        </li>
      ))}
    </ul>
  );
}
