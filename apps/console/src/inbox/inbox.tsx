import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery, type CaseFilter } from '../api/queries.js';
import { usePreferences } from '../session/preferences.js';
import { Split } from '../shell/split.js';
import { BulkBar } from './bulk-bar.js';
import { CaseList } from './case-list.js';
import { lay, useDesk } from './desk.js';
import { ListHead } from './list-head.js';

const route = getRouteApi('/desk/inbox/$view');

export function Inbox() {
  const { t } = useTranslation();
  const { view } = route.useParams();
  const search = route.useSearch();
  const { sort: own } = usePreferences();
  const filter = useMemo<CaseFilter>(() => {
    const { status, channel, team, assignee, tag, kind, due, problem, q, sort = own } = search;
    return { view, status, channel, team, assignee, tag, kind, due, problem, q, sort };
  }, [view, search, own]);
  // Names for chips and pickers; asked for once, kept true by the log.
  useQuery(agentsQuery);
  useQuery(teamsQuery);
  const selecting = useDesk((desk) => desk.selected.size > 0);
  useEffect(() => () => lay({ selected: new Set() }), [view]);

  return (
    <Split
      label={t('inbox.title')}
      list={
        <>
          <ListHead view={view} search={search} />
          <CaseList filter={filter} />
          {selecting && <BulkBar />}
        </>
      }
    >
      <Outlet />
    </Split>
  );
}
