import { Dialog } from '@guichet/ui';
import { Button, Menu } from '@mantine/core';
import { IconCalendarTime, IconChevronUp, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { FutureTimePicker } from '../../../shared/cases/future-time-picker.js';
import { presetTimes } from '../../../shared/cases/preset-times.js';
import { useOfferComposerCommand, type ComposerCommand } from '../../../shared/drafts/composer-commands.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { setPreferences, usePreferences } from '../../../shared/session/browser-preferences.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './send-button.module.css';

export interface SendOptions {
  closing?: boolean;
  sendAt?: string;
  cancelIfCitizenReplies?: boolean;
}

interface Props {
  disabled: boolean;
  /** Until when the channel takes words of one's own; undefined: always, or only words that were approved. */
  freeUntil: string | undefined;
  onSend: (options: SendOptions) => void;
}

/** What is to be known of a moment at which a reply would leave. */
type Remark = (at: Date) => string | undefined;

interface SendLaterDialogProps {
  remark: Remark;
  onChoose: (at: Date) => void;
  onClose: () => void;
}

function SendLaterDialog({ remark, onChoose, onClose }: SendLaterDialogProps) {
  const { t } = useTexts();
  return (
    <Dialog opened onClose={onClose} title={t('composer.sendLater')} size={380} yOffset="12vh" centered={false}>
      <FutureTimePicker
        label={t('composer.sendLater')}
        action={t('composer.sendThen')}
        remark={remark}
        onChoose={onChoose}
      />
    </Dialog>
  );
}

interface SendLaterItemsProps {
  remark: Remark;
  onSend: (at: Date) => void;
  onOwn: () => void;
}

/** The times at which a reply is sent later, by a preset or by one's own. */
function SendLaterItems({ remark, onSend, onOwn }: SendLaterItemsProps) {
  const { t } = useTexts();
  const formats = useFormats();
  return (
    <>
      <Menu.Label>{t('composer.sendLater')}</Menu.Label>
      {presetTimes(Date.now())
        .filter(({ preset }) => preset !== 'twoWeeks')
        .map(({ preset, at }) => (
          <Menu.Item key={preset} leftSection={<IconClock size={16} stroke={1.5} />} onClick={() => onSend(at)}>
            {formats.dateTime(at.getTime())}
            {remark(at) && <span className={classes.remark}>{remark(at)}</span>}
          </Menu.Item>
        ))}
      <Menu.Item leftSection={<IconCalendarTime size={16} stroke={1.5} />} onClick={onOwn}>
        {t('composer.sendAtOwn')}
      </Menu.Item>
    </>
  );
}

/** What else the send button does: it sends with closing the case, or later. */
export function SendOptionsMenu({ disabled, freeUntil, onSend }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const { cancelIfCitizenReplies } = usePreferences();
  const [isChoosing, setChoosing] = useState(false);
  const sendAndClose = () => onSend({ closing: true });
  const offered = (command: ComposerCommand) => (disabled ? undefined : command);
  useOfferComposerCommand(
    may('case.close')
      ? offered({ id: 'sendAndClose', label: t('composer.sendAndClose'), run: sendAndClose })
      : undefined,
  );
  useOfferComposerCommand(offered({ id: 'sendLater', label: t('composer.sendLater'), run: () => setChoosing(true) }));
  const remark: Remark = (at) =>
    freeUntil !== undefined && at.toISOString() > freeUntil ? t('composer.reach.overThen') : undefined;
  const sendAt = (at: Date) => {
    setChoosing(false);
    onSend({ sendAt: at.toISOString(), cancelIfCitizenReplies });
  };
  return (
    <>
      <Menu position="top-end" width={340}>
        <Menu.Target>
          <Button className={classes.options} disabled={disabled} aria-label={t('composer.sendOptions')}>
            <IconChevronUp size={16} stroke={1.75} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may('case.close') && (
            <>
              <Menu.Item leftSection={<IconCircleCheck size={16} stroke={1.5} />} onClick={sendAndClose}>
                {t('composer.sendAndClose')}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <SendLaterItems remark={remark} onSend={sendAt} onOwn={() => setChoosing(true)} />
          <Menu.CheckboxItem
            classNames={{ itemIndicator: classes.indicator }}
            checked={cancelIfCitizenReplies}
            onChange={(checked) => setPreferences({ cancelIfCitizenReplies: checked })}
          >
            {t('composer.cancelIfCitizenReplies')}
          </Menu.CheckboxItem>
        </Menu.Dropdown>
      </Menu>
      {isChoosing && <SendLaterDialog remark={remark} onChoose={sendAt} onClose={() => setChoosing(false)} />}
    </>
  );
}
