import { Tabs } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { useMergedRef } from '@mantine/hooks';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { letToastsFloat } from '../../shared/layout/cede-toast-room.js';
import { useMay } from '../../shared/session/use-session.js';
import { useScrollByPage } from './use-scroll-by-page.js';
import classes from './dashboards-layout.module.css';

/** The dashboards: the present state, the history, survey results, and scheduled reports. */
export function DashboardsLayout() {
  const { t } = useTexts();
  const may = useMay();
  const navigate = useNavigate();
  const frame = useRef<HTMLElement>(null);
  useScrollByPage(frame);
  const mainRef = useMergedRef(letToastsFloat, frame);
  const wall = () => {
    // A browser that does not let a page fill the screen shows the wall in its window.
    void document.documentElement.requestFullscreen?.().catch(() => {});
    void navigate({ to: '/dashboards/wallboard' });
  };
  return (
    <main ref={mainRef} id="main" className={classes.page} tabIndex={-1}>
      <header className={classes.head}>
        <h1>{t('app.dashboards.title')}</h1>
        <Button variant="default" size="xs" leftSection={<IconDeviceTv size={16} stroke={1.5} />} onClick={wall}>
          {t('app.dashboards.wallboard')}
        </Button>
      </header>
      <Tabs aria-label={t('dashboards.pages')}>
        <Link to="/dashboards" activeOptions={{ exact: true, includeSearch: false }}>
          {t('dashboards.page.now')}
        </Link>
        <Link to="/dashboards/history">{t('dashboards.page.history')}</Link>
        <Link to="/dashboards/survey-responses">{t('dashboards.page.surveyResponses')}</Link>
        {may('report.manage') && <Link to="/dashboards/reports">{t('dashboards.page.reports')}</Link>}
      </Tabs>
      <Outlet />
    </main>
  );
}
