import { Button } from '@mantine/core';
import { IconArrowBackUp, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../shared/session/use-session.js';
import { useChannelTexts } from '../../shared/i18n/use-channel-texts.js';
import { ReachNote, addressText } from './reply-routes/reply-route-menu.js';
import classes from './composer.module.css';
import type { DraftContent } from '../../shared/drafts/draft-content.js';
import type { RouteChoice } from './reply-routes/use-reply-route.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';

/** The composer before anybody writes: a button that names the reply route. */
export function CollapsedComposer({
  route: { option, kind },
  onTurn,
}: {
  route: RouteChoice;
  onTurn: (mode: DraftContent['mode']) => void;
}) {
  const { t } = useTranslation();
  const keys = useShortcutKeys();
  const may = useMay();
  const channels = useChannelTexts();
  return (
    <div className={classes.closed}>
      {may('case.reply') && (
        <button
          type="button"
          className={classes.openReply}
          onClick={() => onTurn('reply')}
          aria-keyshortcuts={keys.aria('reply')}
        >
          <IconArrowBackUp size={17} stroke={1.5} aria-hidden />
          <span>
            {option && kind
              ? t('composer.replyBy', { channel: channels.name(kind), address: addressText(option) })
              : t('composer.reply')}
          </span>
          {option && <ReachNote option={option} />}
        </button>
      )}
      {may('case.note') && (
        <Button
          variant="default"
          className={classes.openNote}
          leftSection={<IconLock size={15} stroke={1.5} />}
          onClick={() => onTurn('note')}
          aria-keyshortcuts={keys.aria('note')}
        >
          {t('common.note')}
        </Button>
      )}
    </div>
  );
}
