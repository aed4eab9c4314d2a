import { Keycaps } from '@guichet/ui';
import { useMediaQuery } from '@mantine/hooks';
import { usePreferences } from '../session/browser-preferences.js';
import classes from './no-case-selected.module.css';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';
import { useTexts } from '../i18n/use-texts.js';

/** The pane beside the list while no case is open. */
export function NoCaseSelected() {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const { shortcuts } = usePreferences();
  if (useMediaQuery('(max-width: 768px)')) return null;
  return (
    <main id="main" className={classes.pane} tabIndex={-1}>
      <p className={classes.title}>{t('app.noCase.title')}</p>
      {shortcuts && (
        <dl className={classes.keys}>
          <dt>
            <Keycaps keys={[keys.keycap('next'), keys.keycap('previous')]} />
          </dt>
          <dd>{t('app.noCase.move')}</dd>
          <dt>
            <Keycaps keys={[keys.keycap('open')]} />
          </dt>
          <dd>{t('app.noCase.open')}</dd>
          <dt>
            <Keycaps keys={[keys.keycap('search')]} />
          </dt>
          <dd>{t('app.noCase.search')}</dd>
          <dt>
            <Keycaps keys={[keys.keycap('sheet')]} />
          </dt>
          <dd>{t('app.noCase.all')}</dd>
        </dl>
      )}
    </main>
  );
}
