import { Button } from '@mantine/core';
import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelWords } from '../i18n/channel-words.js';
import { ReachState, spoken } from './channel-switch.js';
import classes from './composer.module.css';
import type { Content } from './restore.js';
import type { Way } from './use-way.js';

/** The composer before anybody writes: by which way an answer would go. */
export function Folded({ way: { option, kind }, onTurn }: { way: Way; onTurn: (mode: Content['mode']) => void }) {
  const { t } = useTranslation();
  const channels = useChannelWords();
  return (
    <div className={classes.closed}>
      <button type="button" className={classes.openReply} onClick={() => onTurn('reply')} aria-keyshortcuts="r">
        <IconArrowBackUp size={17} stroke={1.5} aria-hidden />
        <span>
          {option && kind
            ? t('composer.replyBy', { channel: channels.name(kind), address: spoken(option) })
            : t('composer.reply')}
        </span>
        {option && <ReachState option={option} />}
      </button>
      <Button
        variant="default"
        className={classes.openNote}
        leftSection={<IconLock size={15} stroke={1.5} />}
        onClick={() => onTurn('note')}
        aria-keyshortcuts="n"
      >
        {t('note')}
      </Button>
    </div>
  );
}
