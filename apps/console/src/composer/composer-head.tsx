import type { CaseDetail } from '@guichet/contracts';
import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ChannelSwitch, ReachState } from './channel-switch.js';
import classes from './composer.module.css';
import type { Envelope, Via } from './reach.js';
import { Recipients } from './recipients.js';
import type { Content } from './restore.js';
import type { Way } from './use-way.js';

interface Props {
  item: CaseDetail;
  note: boolean;
  way: Way;
  /** Of the template: it counts where nothing was written to answer to. */
  templateSubject: string | null | undefined;
  onTurn: (mode: Content['mode']) => void;
  onChoose: (via: Via) => void;
  onAddress: (envelope: Envelope) => void;
  onFold: () => void;
}

/** Reply or note; by which way, and to whom. */
export function ComposerHead({ item, note, way, templateSubject, onTurn, onChoose, onAddress, onFold }: Props) {
  const { t } = useTranslation();
  const { option, envelope } = way;
  return (
    <header className={classes.head}>
      <div className={classes.tabs} role="group" aria-label={t('composer.kind')}>
        <button type="button" aria-pressed={!note} onClick={() => onTurn('reply')}>
          <IconArrowBackUp size={15} stroke={1.5} aria-hidden />
          {t('composer.reply')}
        </button>
        <button type="button" aria-pressed={note} onClick={() => onTurn('note')}>
          <IconLock size={15} stroke={1.5} aria-hidden />
          {t('note')}
        </button>
      </div>
      {note ? (
        <span className={classes.only}>{t('composer.noteOnly')}</span>
      ) : (
        <div className={classes.recipients}>
          {option && <ChannelSwitch options={way.options} chosen={option} onChoose={onChoose} />}
          <Recipients
            key={`${envelope.channelId} ${option?.to.value}`}
            item={item}
            option={option}
            envelope={envelope}
            capabilities={way.capabilities}
            accounts={way.accounts}
            subject={item.replyTo?.subject || templateSubject || item.subject}
            onChange={onAddress}
          />
          {option?.state === 'ready' && <ReachState option={option} />}
        </div>
      )}
      <ActionIcon aria-label={t('composer.fold')} onClick={onFold}>
        <IconChevronDown size={17} stroke={1.5} />
      </ActionIcon>
    </header>
  );
}
