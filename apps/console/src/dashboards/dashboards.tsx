import { Button } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.js';
import tabs from '../templates/tabs.module.css';
import classes from './dashboards.module.css';

/** How things stand, how they went, what people say, and what is mailed of it. */
export function Dashboards() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const wall = () => {
    // A browser that does not let a page fill the screen shows the wall in its window.
    void document.documentElement.requestFullscreen?.().catch(() => {});
    void navigate({ to: '/dashboards/wall' });
  };
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <header className={classes.head}>
        <h1>{t('boards.title')}</h1>
        <Button variant="default" size="xs" leftSection={<IconDeviceTv size={16} stroke={1.5} />} onClick={wall}>
          {t('boards.wall')}
        </Button>
      </header>
      <nav className={tabs.tabs} aria-label={t('dashboards.pages')}>
        <Link className={tabs.tab} to="/dashboards" activeOptions={{ exact: true, includeSearch: false }}>
          {t('dashboards.page.now')}
        </Link>
        <Link className={tabs.tab} to="/dashboards/history">
          {t('dashboards.page.history')}
        </Link>
        <Link className={tabs.tab} to="/dashboards/voices">
          {t('dashboards.page.voices')}
        </Link>
        {may('report.manage') && (
          <Link className={tabs.tab} to="/dashboards/reports">
            {t('dashboards.page.reports')}
          </Link>
        )}
      </nav>
      <Outlet />
    </main>
  );
}
