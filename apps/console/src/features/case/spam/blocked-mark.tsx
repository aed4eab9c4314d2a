import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './spam-banner.module.css';
import { useBlockedSender } from './use-blocked-sender.js';

/** That the sender of a message is blocked, beside their name. */
export function BlockedMark({ entry: { from }, item }: { entry: MessageEntry; item: CaseDetail }) {
  const { t } = useTranslation();
  const blocked = useBlockedSender(item.id, from);
  if (!blocked) return null;
  const why = t(`case.block.reason.${blocked.reason}`);
  return (
    <span className={classes.blocked} title={why}>
      <IconBan size={14} stroke={1.75} aria-hidden />
      {t('case.block.mark')}
    </span>
  );
}
