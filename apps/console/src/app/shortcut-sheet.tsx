import { Dialog, Keycaps } from '@guichet/ui';
import { Switch } from '@mantine/core';
import { useTexts } from '../shared/i18n/use-texts.js';
import { setPreferences, usePreferences } from '../shared/session/browser-preferences.js';
import classes from './shortcut-sheet.module.css';
import { EditableShortcutRow } from './editable-shortcut-row.js';
import { mayPress } from '../shared/keyboard/shortcut-rights.js';
import { useMayTakeNext } from '../shared/session/use-may-take-next.js';
import { useMay } from '../shared/session/use-session.js';
import { isMac } from '../shared/keyboard/shortcut-listener.js';
import { shortcuts, type Shortcut } from '../shared/keyboard/shortcut-list.js';

const control = isMac ? '⌘' : 'Ctrl';
const names = Object.keys(shortcuts) as Shortcut[];

/** A dialog that lists the keyboard shortcuts of what one may do. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const may = useMay();
  const mayWrite = may('case.reply') || may('case.note');
  const mayTakeNext = useMayTakeNext();
  const shown = names.filter((name) => mayPress(name, may) && (mayTakeNext || name !== 'takeNext'));
  const groups = (['list', 'all', 'case'] as const).filter((group) =>
    shown.some((name) => shortcuts[name].group === group),
  );
  const preferences = usePreferences();
  return (
    <Dialog opened onClose={onClose} title={t('shortcutSheet.title')} size={620}>
      {!preferences.shortcuts && (
        <p className={classes.off} role="status">
          {t('shortcutSheet.off', { palette: `${control} K`, send: `${control} ↵` })}
        </p>
      )}
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={classes.title}>{t(`shortcutSheet.group.${group}`)}</h3>
            <dl className={classes.keys}>
              {shown
                .filter((name) => shortcuts[name].group === group)
                .map((name) => (
                  <EditableShortcutRow key={name} name={name} />
                ))}
              {group === 'all' && (
                <div>
                  <dt>{t('app.palette.open')}</dt>
                  <dd>
                    <Keycaps keys={[control, 'K']} />
                  </dd>
                </div>
              )}
              {group === 'case' && mayWrite && (
                <div>
                  <dt>{t('shortcutSheet.send')}</dt>
                  <dd>
                    <Keycaps keys={[control, '↵']} />
                  </dd>
                </div>
              )}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes.hint}>{t('shortcutSheet.changeHow')}</p>
      <Switch
        mt="lg"
        label={t('account.shortcuts')}
        description={t('account.shortcutsHint')}
        checked={preferences.shortcuts}
        onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
      />
    </Dialog>
  );
}
