import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cedeToastRoom } from '../../../shared/layout/cede-toast-room.js';
import { useScrollPlace } from './use-scroll-place.js';
import { useSettingsPages } from './use-settings-pages.js';
import classes from './settings-layout.module.css';

export function SettingsLayout() {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const page = useScrollPlace();
  // On a phone the pages are in one row, of which a part is in sight.
  useEffect(() => {
    nav.current?.querySelector('[data-status=active]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  const pages = useSettingsPages();
  return (
    <div ref={cedeToastRoom} className={classes.settings} data-toasts-float>
      <nav ref={nav} className={classes.nav} aria-label={t('settings.title')}>
        <p className={classes.title}>{t('settings.title')}</p>
        {pages.map(({ to, label, icon: Glyph }) => (
          <Link key={to} to={to} className={classes.link}>
            <Glyph size={17} stroke={1.5} aria-hidden />
            {label}
          </Link>
        ))}
      </nav>
      <main ref={page.ref} id="main" className={classes.page} tabIndex={-1} onScroll={page.note}>
        <Outlet />
      </main>
    </div>
  );
}
