import type { CaseView } from '@guichet/contracts';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countsQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import { prefer, usePreferences } from '../session/preferences.js';
import { SearchField } from '../shell/search-field.js';
import { FilterChips, FilterMenu } from './filters.js';
import type { InboxSearch } from './inbox-search.js';
import classes from './list-head.module.css';

const views: readonly CaseView[] = ['mine', 'unassigned', 'team', 'all'];

function TextFilter({ search, change }: { search: InboxSearch; change: (next: Partial<InboxSearch>) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(search.q ?? '');
  useEffect(() => setText(search.q ?? ''), [search.q]);
  const apply = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), 250);
  return (
    <SearchField
      className={classes.text}
      size="xs"
      label={t('inbox.filterText')}
      placeholder={t('inbox.filterText')}
      value={text}
      onText={(next) => {
        setText(next);
        apply(next);
      }}
      onClear={() => {
        setText('');
        change({ q: undefined });
      }}
    />
  );
}

function Display({ search, change }: { search: InboxSearch; change: (next: Partial<InboxSearch>) => void }) {
  const { t } = useTranslation();
  const { density } = usePreferences();
  const check = (on: boolean) => (on ? <IconCheck size={15} stroke={1.75} /> : <span style={{ width: 15 }} />);
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <Tooltip label={t('inbox.display')}>
          <ActionIcon aria-label={t('inbox.display')}>
            <IconAdjustmentsHorizontal size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('inbox.order')}</Menu.Label>
        <Menu.Item leftSection={check(!search.sort)} onClick={() => change({ sort: undefined })}>
          {t('inbox.newest')}
        </Menu.Item>
        <Menu.Item leftSection={check(search.sort === 'oldest')} onClick={() => change({ sort: 'oldest' })}>
          {t('inbox.oldest')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('inbox.density')}</Menu.Label>
        {(['cosy', 'compact'] as const).map((one) => (
          <Menu.Item key={one} leftSection={check(density === one)} onClick={() => prefer({ density: one })}>
            {t(`inbox.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function ListHead({ view, search }: { view: CaseView; search: InboxSearch }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const times = useTimes();
  const { data: counts } = useQuery(countsQuery);
  const compact = new Intl.NumberFormat(i18n.language, { notation: 'compact', maximumFractionDigits: 1 });
  const change = (next: Partial<InboxSearch>) =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...next, at: undefined }), replace: true });

  return (
    <header className={classes.head}>
      <div className={classes.bar}>
        <h1>{t('inbox.title')}</h1>
        <Display search={search} change={change} />
      </div>
      <nav className={classes.views} aria-label={t('inbox.views')}>
        {views.map((one) => (
          <Link
            key={one}
            to="/inbox/$view"
            params={{ view: one }}
            search={search}
            className={classes.view}
            aria-current={one === view ? 'page' : undefined}
          >
            {t(`inbox.view.${one}`)}
            {counts && (
              <span className={classes.count} title={t('cases', { count: counts[one] })}>
                {counts[one] < 10_000 ? times.number(counts[one]) : compact.format(counts[one])}
              </span>
            )}
          </Link>
        ))}
      </nav>
      <div className={classes.filters}>
        <TextFilter search={search} change={change} />
        <FilterMenu search={search} change={change} />
      </div>
      <FilterChips search={search} change={change} />
    </header>
  );
}
