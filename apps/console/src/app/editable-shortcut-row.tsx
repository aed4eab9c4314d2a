import { Keycaps } from '@guichet/ui';
import { ActionIcon } from '@mantine/core';
import { IconRotate } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../shared/i18n/use-texts.js';
import { isFixed, keycapOf, setKey, useShortcutKeys, whyNotKey } from '../shared/keyboard/shortcut-keys.js';
import { shortcuts, type Shortcut } from '../shared/keyboard/shortcut-list.js';
import classes from './shortcut-sheet.module.css';

/** What a shortcut does, in words. */
function useShortcutText() {
  const { t } = useTexts();
  return (name: Shortcut) => (name === 'search' ? t('shortcutSheet.searchWhere') : t(`app.shortcut.${name}`));
}

function useKeyTexts() {
  const { t } = useTexts();
  return {
    keycap: (key: string) => ({ Enter: '↵', Escape: t('app.key.escape') })[key] ?? keycapOf(key),
    spoken: (key: string) => ({ Enter: t('app.key.enter'), Escape: t('app.key.escape') })[key] ?? key,
  };
}

/** Takes the next key that is pressed for a shortcut, before anything else hears of it. Escape leaves it as it was. */
function useRecording(name: Shortcut) {
  const [isOn, setOn] = useState(false);
  const [refusal, setRefusal] = useState<ReturnType<typeof whyNotKey>>();
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') return setOn(false);
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      const why = event.key === 'Escape' ? undefined : whyNotKey(name, event.key);
      setRefusal(why);
      if (why) return;
      if (event.key !== 'Escape') setKey(name, event.key);
      setOn(false);
    };
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isOn, name]);
  const toggle = () => {
    setRefusal(undefined);
    setOn(!isOn);
  };
  return { isOn, refusal: isOn ? refusal : undefined, toggle, stop: () => setOn(false) };
}

function OwnKey({ name, keys }: { name: Shortcut; keys: readonly string[] }) {
  const { t } = useTexts();
  const text = useShortcutText();
  const { keycap, spoken } = useKeyTexts();
  const { isOn, refusal, toggle, stop } = useRecording(name);
  const isOwn = keys !== shortcuts[name].keys;
  return (
    <>
      {isOwn && !isOn && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t('shortcutSheet.reset', { what: text(name) })}
          title={t('shortcutSheet.reset', { what: text(name) })}
          onClick={() => setKey(name, undefined)}
        >
          <IconRotate size={14} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
      <button
        type="button"
        className={classes.key}
        data-recording={isOn || undefined}
        aria-label={t('shortcutSheet.change', { what: text(name), key: keys.map(spoken).join(', ') })}
        title={t('shortcutSheet.changeHint')}
        onClick={toggle}
        onBlur={stop}
      >
        {isOn ? t('shortcutSheet.press') : <Keycaps keys={keys.map(keycap)} />}
      </button>
      <span role="status" className={classes.refusal}>
        {refusal &&
          (refusal.reason === 'taken'
            ? t('shortcutSheet.taken', { what: text(refusal.by) })
            : t('shortcutSheet.noLetter'))}
      </span>
    </>
  );
}

/** A shortcut and its key, which can be another one. */
export function EditableShortcutRow({ name }: { name: Shortcut }) {
  const text = useShortcutText();
  const { keycap, spoken } = useKeyTexts();
  const keys = useShortcutKeys().keysOf(name);
  return (
    <div>
      <dt>{text(name)}</dt>
      <dd>
        {isFixed(name) ? (
          <>
            <Keycaps keys={keys.length > 3 ? [`${keys[0]} – ${keys.at(-1)}`] : keys.map(keycap)} />
            <span className="g-sr">{keys.map(spoken).join(', ')}</span>
          </>
        ) : (
          <OwnKey name={name} keys={keys} />
        )}
      </dd>
    </div>
  );
}
