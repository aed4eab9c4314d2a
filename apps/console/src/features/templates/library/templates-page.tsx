import { Tabs } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './templates-page.module.css';
import { NewTemplateDialog } from './new-template-dialog.js';

/** The page of all templates, with a tab for the consistency of their replies. */
export function TemplatesPage() {
  const { t } = useTexts();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h1>{t('templates.title')}</h1>
          <p>{t('templates.lead')}</p>
        </div>
        {(may('template.write') || may('case.reply')) && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setCreating(true)}>
            {t('templates.new')}
          </Button>
        )}
      </header>
      <Tabs aria-label={t('templates.pages')}>
        <Link to="/templates" activeOptions={{ exact: true, includeSearch: false }}>
          {t('templates.page.all')}
        </Link>
        <Link to="/templates/consistency">{t('templates.page.consistency')}</Link>
        <Link to="/templates/answers">{t('templates.page.answers')}</Link>
      </Tabs>
      <Outlet />
      {creating && <NewTemplateDialog onClose={() => setCreating(false)} />}
    </main>
  );
}
