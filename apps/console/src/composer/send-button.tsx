import { Button, Menu, Popover } from '@mantine/core';
import { IconAlertTriangle, IconChevronUp, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { moments } from '../case/snooze.js';
import { useTimes } from '../i18n/time.js';
import { prefer, usePreferences } from '../session/preferences.js';
import { isMac } from '../shell/shortcuts.js';
import { CheckList, type Fixes } from './check-list.js';
import classes from './send-button.module.css';
import type { Check } from './use-check.js';

export interface SendOptions {
  closing?: boolean;
  sendAt?: string;
  unlessWritten?: boolean;
}

interface Props {
  label: string;
  disabled: boolean;
  /** It was asked for, and is done as soon as it can be. */
  soon: boolean;
  check: Check;
  fixes: Fixes;
  /** Whether what was found is on screen. */
  looking: boolean;
  onLook: (looking: boolean) => void;
  onSend: (options: SendOptions) => void;
}

/** Says by what it sends, or what to look at before; beside it, sending later or closing with it. */
export function SendButton({ label, disabled, soon, check, fixes, looking, onLook, onSend }: Props) {
  const { t } = useTranslation();
  const times = useTimes();
  const { unlessWritten } = usePreferences();
  const button = useRef<HTMLButtonElement>(null);
  const { open } = check;
  // All is said to be right: one more key sends it.
  const before = useRef(open);
  useEffect(() => {
    if (before.current > 0 && open === 0 && looking) {
      onLook(false);
      button.current?.focus();
    }
    before.current = open;
  }, [open, looking, onLook]);

  return (
    <Button.Group className={classes.group}>
      <Popover
        opened={looking && open > 0}
        onChange={onLook}
        position="top-end"
        width="min(420px, calc(100vw - 24px))"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            ref={button}
            className={open > 0 ? classes.check : undefined}
            disabled={disabled}
            loading={soon}
            leftSection={open > 0 ? <IconAlertTriangle size={16} stroke={1.75} aria-hidden /> : undefined}
            onClick={() => (open > 0 ? onLook(!looking) : onSend({}))}
            aria-keyshortcuts="Control+Enter"
            title={isMac ? '⌘ ↵' : 'Ctrl ↵'}
          >
            {open > 0 ? t('check.points', { count: open }) : label}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('check.title')}>
          <CheckList check={check} fixes={fixes} />
        </Popover.Dropdown>
      </Popover>
      <Menu position="top-end" width={300}>
        <Menu.Target>
          <Button className={classes.options} disabled={disabled || open > 0} aria-label={t('composer.sendOptions')}>
            <IconChevronUp size={16} stroke={1.75} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCircleCheck size={16} stroke={1.5} />} onClick={() => onSend({ closing: true })}>
            {t('composer.sendAndClose')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('composer.sendLater')}</Menu.Label>
          {moments(Date.now())
            .filter(({ moment }) => moment !== 'twoWeeks')
            .map(({ moment, at }) => (
              <Menu.Item
                key={moment}
                leftSection={<IconClock size={16} stroke={1.5} />}
                onClick={() => onSend({ sendAt: at.toISOString(), unlessWritten })}
              >
                {times.dateTime(at.getTime())}
              </Menu.Item>
            ))}
          <Menu.CheckboxItem checked={unlessWritten} onChange={(checked) => prefer({ unlessWritten: checked })}>
            {t('composer.unlessWritten')}
          </Menu.CheckboxItem>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
