import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { press } from '../../../shared/keyboard/shortcut-listener.js';
import classes from './spam-banner.module.css';

/** Says of a case that it is spam and what that means, with the way back. */
export function SpamBanner({ item }: { item: CaseDetail }) {
  const { t } = useTexts();
  if (item.status !== 'spam' || item.mergedInto) return null;
  return (
    <div className={classes.banner} role="note">
      <IconMailOff size={16} stroke={1.5} aria-hidden />
      <span className={classes.text}>
        {t('case.spam.title')} <span className={classes.more}>{t('case.spam.text')}</span>
      </span>
      <Button size="compact-sm" variant="light" onClick={() => press('spam', 'open')}>
        {t('case.action.notSpam')}
      </Button>
    </div>
  );
}
