import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useTexts } from '../shared/i18n/use-texts.js';
import { stopViewing, viewedAs } from '../shared/session/viewed-as.js';
import classes from './page-banner.module.css';

/** Says whose screens are shown, and leads back to one’s own. */
export function ViewedAsBanner() {
  const { t } = useTexts();
  if (!viewedAs) return null;
  return (
    <div className={classes.banner} role="region" aria-label={t('app.viewedAs.label')}>
      <IconEye size={18} stroke={1.5} aria-hidden />
      <p>
        {t('app.viewedAs.whose', { name: viewedAs.name })} <span>{t('app.viewedAs.what')}</span>
      </p>
      <Button size="xs" variant="default" onClick={() => stopViewing()}>
        {t('app.viewedAs.stop')}
      </Button>
    </div>
  );
}
