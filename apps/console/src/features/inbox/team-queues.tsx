import type { CaseView } from '@guichet/contracts';
import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { countsQuery, teamsQuery } from '../../shared/api/queries.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import type { InboxSearch } from '../../shared/cases/inbox-search-params.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './team-queues.module.css';

interface Props {
  view: CaseView;
  search: InboxSearch;
}

/** The queues of the teams with the number of unassigned cases and of all; each number opens its list. */
export function TeamQueues({ view, search }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { data: counts } = useQuery(countsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  const queues = (counts?.teams ?? [])
    .flatMap((queue) => {
      const name = names.get(queue.id);
      return name === undefined ? [] : [{ ...queue, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
  // A view that narrows to a team is what is open then, and not the queue.
  const here = search.team && search.saved === undefined ? names.get(search.team) : undefined;

  const link = (id: string, { name, to, count }: { name: string; to: 'unassigned' | 'all'; count: number }) => (
    <Link
      to="/inbox/$view"
      params={{ view: to }}
      search={{ team: id, sort: search.sort }}
      className={classes.number}
      data-none={count === 0 || undefined}
      aria-label={t(to === 'all' ? 'inbox.queues.allOf' : 'inbox.queues.unassignedOf', { name, count })}
      aria-current={search.team === id && view === to ? 'page' : undefined}
      onClick={() => setOpen(false)}
    >
      {formats.number(count)}
    </Link>
  );

  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.target}
          data-chosen={here ? '' : undefined}
          onClick={() => setOpen(!open)}
        >
          <bdi>{here || t('inbox.queues.title')}</bdi>
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} w="min(320px, calc(100vw - 16px))" aria-label={t('inbox.queues.title')}>
        {queues.length === 0 ? (
          <p className={classes.none}>{t('inbox.queues.none')}</p>
        ) : (
          <table className={classes.queues}>
            <thead>
              <tr>
                <th scope="col">
                  {here ? (
                    <Link
                      to="/inbox/$view"
                      params={{ view }}
                      search={{ ...search, team: undefined }}
                      className={classes.everything}
                      onClick={() => setOpen(false)}
                    >
                      {t('inbox.queues.everything')}
                    </Link>
                  ) : (
                    t('common.facet.team')
                  )}
                </th>
                <th scope="col">{t('inbox.queues.unassigned')}</th>
                <th scope="col">{t('inbox.queues.all')}</th>
              </tr>
            </thead>
            <tbody>
              {queues.map(({ id, name, unassigned, all }) => (
                <tr key={id} data-here={(here !== undefined && id === search.team) || undefined}>
                  <th scope="row">
                    <Link
                      to="/inbox/$view"
                      params={{ view: 'unassigned' }}
                      search={{ team: id, sort: search.sort }}
                      className={classes.name}
                      onClick={() => setOpen(false)}
                    >
                      <bdi>{name}</bdi>
                    </Link>
                  </th>
                  <td>{link(id, { name, to: 'unassigned', count: unassigned })}</td>
                  <td>{link(id, { name, to: 'all', count: all })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
