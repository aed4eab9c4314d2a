import { Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../shared/i18n/use-formats.js';
import { useTexts } from '../shared/i18n/use-texts.js';
import { useSession } from '../shared/session/use-session.js';
import classes from './page-banner.module.css';

/** Says until when a second factor is to be set up that a role of the agent requires, and leads there. */
export function SecondFactorBanner() {
  const { t } = useTexts();
  const formats = useFormats();
  const { secondFactorDueAt: due } = useSession();
  if (!due) return null;
  return (
    <div className={classes.banner} role="region" aria-label={t('account.secondFactor.title')}>
      <IconShieldLock size={18} stroke={1.5} aria-hidden />
      <p>
        {t('account.secondFactor.due', { date: formats.dateTime(due) })} <span>{t('account.secondFactor.dueWhy')}</span>
      </p>
      <Button size="xs" variant="default" component={Link} to="/settings/account" hash="second-factor">
        {t('account.secondFactor.dueGo')}
      </Button>
    </div>
  );
}
