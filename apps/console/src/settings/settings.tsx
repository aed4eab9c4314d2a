import { Link, Outlet } from '@tanstack/react-router';
import { IconMailCog, IconUser, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.js';
import classes from './settings.module.css';

export function Settings() {
  const { t } = useTranslation();
  const may = useMay();
  const pages = [
    { to: '/settings/account', label: t('settings.account'), icon: IconUser, shown: true },
    { to: '/settings/channels', label: t('settings.channels'), icon: IconMailCog, shown: may('channel.read') },
    { to: '/settings/agents', label: t('settings.agents'), icon: IconUsers, shown: may('agent.read') },
    { to: '/settings/teams', label: t('settings.teams'), icon: IconUsersGroup, shown: may('team.read') },
  ] as const;
  return (
    <div className={classes.settings}>
      <nav className={classes.nav} aria-label={t('settings.title')}>
        <p className={classes.title}>{t('settings.title')}</p>
        {pages
          .filter((page) => page.shown)
          .map(({ to, label, icon: Glyph }) => (
            <Link key={to} to={to} className={classes.link}>
              <Glyph size={17} stroke={1.5} aria-hidden />
              {label}
            </Link>
          ))}
      </nav>
      <main id="main" className={classes.page} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
