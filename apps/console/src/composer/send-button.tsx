import { Button, Menu } from '@mantine/core';
import { IconChevronUp, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { moments } from '../case/snooze.js';
import { useTimes } from '../i18n/time.js';
import { isMac } from '../shell/shortcuts.js';
import classes from './send-button.module.css';

export interface SendOptions {
  closing?: boolean;
  sendAt?: string;
}

/** Says by what it sends; beside it, sending later or closing with it. */
export function SendButton({
  label,
  disabled,
  onSend,
}: {
  label: string;
  disabled: boolean;
  onSend: (options: SendOptions) => void;
}) {
  const { t } = useTranslation();
  const times = useTimes();
  return (
    <Button.Group>
      <Button
        disabled={disabled}
        onClick={() => onSend({})}
        aria-keyshortcuts="Control+Enter"
        title={isMac ? '⌘ ↵' : 'Ctrl ↵'}
      >
        {label}
      </Button>
      <Menu position="top-end" width={270}>
        <Menu.Target>
          <Button className={classes.options} disabled={disabled} aria-label={t('composer.sendOptions')}>
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
                onClick={() => onSend({ sendAt: at.toISOString() })}
              >
                {times.dateTime(at.getTime())}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
