import type { BlockedSender, CaseDetail, MessageEntry } from '@guichet/contracts';
import { IconBan } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './spam-banner.module.css';
import { useBlockedSender } from './use-blocked-sender-and-unblock.js';

function Mark({ blocked: { reason } }: { blocked: BlockedSender }) {
  const { t } = useTexts();
  return (
    <span className={classes.blocked} title={t(`case.block.reason.${reason}`)}>
      <IconBan size={14} stroke={1.75} aria-hidden />
      {t('case.block.mark')}
    </span>
  );
}

/** That the sender of a message is blocked, beside their name. */
export function BlockedSenderMark({ entry: { from }, item }: { entry: MessageEntry; item: CaseDetail }) {
  const blocked = useBlockedSender(item.id, from);
  return blocked && <Mark blocked={blocked} />;
}
