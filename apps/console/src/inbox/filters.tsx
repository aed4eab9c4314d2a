import type { CaseStatus } from '@guichet/contracts';
import { ChannelMark, StatusMark } from '@guichet/ui';
import { Button, CloseButton, Popover } from '@mantine/core';
import { IconFilter2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import { Chooser, type Choice } from '../case/chooser.js';
import { agentsQuery, tagsQuery, teamsQuery } from '../api/queries.js';
import { statuses, type InboxSearch } from './inbox-search.js';
import classes from './list-head.module.css';

interface Props {
  search: InboxSearch;
  change: (next: Partial<InboxSearch>) => void;
}

type Facet = 'status' | 'channel' | 'team' | 'assignee' | 'tag';
function useFacets(): { facet: Facet; options: Choice[] }[] {
  const { t } = useTranslation();
  const channels = useChannelWords();
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
    { facet: 'tag', options: tags.map((tag) => ({ value: tag, label: tag })) },
  ];
}

/** First what to filter by, then its value; both by typing, arrows or pointer. */
export function FilterMenu({ search, change }: Props) {
  const { t } = useTranslation();
  const facets = useFacets();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Facet>();
  const facet = facets.find((one) => one.facet === chosen);
  const toggle = (next: boolean) => {
    setOpen(next);
    setChosen(undefined);
  };
  return (
    <Popover opened={open} onChange={toggle} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFilter2 size={15} stroke={1.5} aria-hidden />}
          onClick={() => toggle(!open)}
        >
          {t('inbox.filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4} w={250} aria-label={t('inbox.filterBy')}>
        {facet ? (
          <Chooser
            key={facet.facet}
            label={t(`facet.${facet.facet}`)}
            choices={facet.options}
            chosen={search[facet.facet]?.split(',') ?? []}
            onChoose={(value) => {
              change({ [facet.facet]: search[facet.facet] === value ? undefined : value });
              toggle(false);
            }}
          />
        ) : (
          <Chooser
            label={t('inbox.filterBy')}
            choices={facets
              .filter(({ options }) => options.length > 0)
              .map((one) => ({ value: one.facet, label: t(`facet.${one.facet}`) }))}
            chosen={facets.map((one) => one.facet).filter((one) => search[one])}
            onChoose={(value) => setChosen(value as Facet)}
          />
        )}
      </Popover.Dropdown>
    </Popover>
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
