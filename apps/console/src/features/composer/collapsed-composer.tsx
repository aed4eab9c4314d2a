import { Button } from '@mantine/core';
import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChannelTexts } from '../../shared/i18n/use-channel-texts.js';
import { ReachNote, addressText } from './reply-routes/reply-route-menu.js';
import classes from './composer.module.css';
import type { DraftContent } from '../../shared/drafts/draft-content.js';
import type { RouteChoice } from './reply-routes/use-reply-route.js';

/** The composer before anybody writes: a button that names the reply route. */
export function CollapsedComposer({
  route: { option, kind },
  onTurn,
}: {
  route: RouteChoice;
  onTurn: (mode: DraftContent['mode']) => void;
}) {
  const { t } = useTranslation();
  const channels = useChannelTexts();
  return (
    <div className={classes.closed}>
      <button type="button" className={classes.openReply} onClick={() => onTurn('reply')} aria-keyshortcuts="r">
        <IconArrowBackUp size={17} stroke={1.5} aria-hidden />
        <span>
          {option && kind
            ? t('composer.replyBy', { channel: channels.name(kind), address: addressText(option) })
            : t('composer.reply')}
        </span>
        {option && <ReachNote option={option} />}
      </button>
      <Button
        variant="default"
        className={classes.openNote}
        leftSection={<IconLock size={15} stroke={1.5} />}
        onClick={() => onTurn('note')}
        aria-keyshortcuts="n"
      >
        {t('common.note')}
      </Button>
    </div>
  );
}
