import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../session/use-session.js';
import classes from './library.module.css';
import { NewTemplate } from './new-template.js';
import tabs from './tabs.module.css';

/** All templates, or how far the answers made from them keep to what was approved. */
export function Library() {
  const { t } = useTranslation();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h1>{t('library.title')}</h1>
          <p>{t('library.lead')}</p>
        </div>
        {may('template.write') && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setCreating(true)}>
            {t('library.new')}
          </Button>
        )}
      </header>
      <nav className={tabs.tabs} aria-label={t('library.pages')}>
        <Link className={tabs.tab} to="/templates" activeOptions={{ exact: true, includeSearch: false }}>
          {t('library.page.all')}
        </Link>
        <Link className={tabs.tab} to="/templates/consistency">
          {t('library.page.consistency')}
        </Link>
      </nav>
      <Outlet />
      {creating && <NewTemplate onClose={() => setCreating(false)} />}
    </main>
  );
}
