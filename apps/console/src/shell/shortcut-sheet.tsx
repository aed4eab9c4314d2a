import { Keys } from '@guichet/ui';
import { Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { prefer, usePreferences } from '../session/preferences.js';
import classes from './shortcut-sheet.module.css';
import { isMac, shortcuts, type Shortcut } from './shortcuts.js';

const names = Object.keys(shortcuts) as Shortcut[];
const keycap = (key: string) => ({ Enter: '↵', Escape: 'Esc', A: '⇧ A' })[key] ?? key.toUpperCase();

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const preferences = usePreferences();
  return (
    <Modal opened onClose={onClose} title={t('sheet.title')} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className={classes.groups}>
        {(['list', 'case', 'all'] as const).map((group) => (
          <section key={group}>
            <h3 className={classes.title}>{t(`sheet.group.${group}`)}</h3>
            <dl className={classes.keys}>
              {names
                .filter((name) => shortcuts[name].group === group)
                .map((name) => (
                  <div key={name}>
                    <dt>{name === 'search' ? t('sheet.searchWhere') : t(`shortcut.${name}`)}</dt>
                    <dd>
                      <Keys keys={shortcuts[name].keys.map(keycap)} />
                      <span className="g-sr">{shortcuts[name].keys.join(', ')}</span>
                    </dd>
                  </div>
                ))}
              {group === 'all' && (
                <div>
                  <dt>{t('palette.open')}</dt>
                  <dd>
                    <Keys keys={[isMac ? '⌘' : 'Ctrl', 'K']} />
                  </dd>
                </div>
              )}
              {group === 'case' && (
                <div>
                  <dt>{t('sheet.send')}</dt>
                  <dd>
                    <Keys keys={[isMac ? '⌘' : 'Ctrl', '↵']} />
                  </dd>
                </div>
              )}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt="lg"
        label={t('account.shortcuts')}
        description={t('account.shortcutsHint')}
        checked={preferences.shortcuts}
        onChange={(event) => prefer({ shortcuts: event.currentTarget.checked })}
      />
    </Modal>
  );
}
