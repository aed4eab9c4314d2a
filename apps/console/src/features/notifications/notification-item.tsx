import type { Notification } from '@guichet/contracts';
import {
  IconArrowBackUp,
  IconArrowsTransferUp,
  IconCircleCheck,
  IconCircleOff,
  IconEye,
  IconEyeCheck,
  IconAt,
  IconChevronDown,
  IconClock,
  IconClockExclamation,
  IconDeviceLaptop,
  IconFingerprint,
  IconLock,
  IconLockOpen,
  IconLockX,
  IconMailX,
  IconMessage,
  IconRefresh,
  IconShieldOff,
  IconTransfer,
  IconUserPlus,
  IconUserShare,
  type Icon,
  IconUserUp,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import { displayName } from '../../shared/i18n/display-name.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useNow } from '../../shared/i18n/use-now.js';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useTemplateNames } from '../../shared/i18n/use-template-names.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { isUrgent } from './new-and-urgent-notifications.js';
import classes from './notification-panel.module.css';
import { casesOf, type NotificationGroup } from './group-alike-notifications.js';
import { NAMES_CITIZEN, useNotificationText, useNotificationGroupText } from './use-notification-text.js';

const icons: Record<Notification['about']['type'], Icon> = {
  'sla-threshold': IconClock,
  assigned: IconUserPlus,
  'handed-over': IconTransfer,
  substitute: IconUserShare,
  'cases-to-give-back': IconArrowBackUp,
  'taken-over': IconUserUp,
  'many-given': IconTransfer,
  'team-handover': IconArrowsTransferUp,
  'second-factor-reset': IconShieldOff,
  'passkey-added': IconFingerprint,
  'passkey-removed': IconShieldOff,
  'passkeys-removed': IconShieldOff,
  mentioned: IconAt,
  'followed-case': IconEyeCheck,
  'citizen-replied': IconMessage,
  'delivery-failed': IconMailX,
  'break-glass': IconLockOpen,
  'named-for-restricted': IconLock,
  'new-device': IconDeviceLaptop,
  'refused-sign-ins': IconLockX,
  'template-returned': IconArrowBackUp,
  'template-submitted': IconEye,
  'template-approved': IconCircleCheck,
  'template-withdrawn': IconCircleOff,
  'block-changed': IconRefresh,
};

/** So many texts fit on the lines of a notification. */
const NAMED_TEXTS = 3;

/** A text in which one part is never broken at the end of a line. */
function Whole({ text, part }: { text: string; part: string | undefined }) {
  const at = part ? text.indexOf(part) : -1;
  if (!part || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <span className={classes.whole}>{part}</span>
      {text.slice(at + part.length)}
    </>
  );
}

function Side({ at, unread }: { at: string; unread: boolean }) {
  const { t } = useTexts();
  return (
    <span className={classes.side}>
      <ShortTime at={at} />
      {unread && <span className={classes.dot} role="img" aria-label={t('notifications.isUnread')} />}
    </span>
  );
}

/** What else there is to know of it: why, what somebody says of it, or which texts it is about. */
function Details({ about }: Pick<Notification, 'about'>) {
  const { t } = useTexts();
  const formats = useFormats();
  const { titleOf } = useTemplateNames();
  const textsOf = ({ texts = [], count }: Extract<Notification['about'], { type: 'block-changed' }>) => {
    const named = texts.slice(0, NAMED_TEXTS).map(titleOf);
    const more = count - named.length;
    return named.length === 0
      ? ''
      : formats.list(more > 0 ? [...named, t('notifications.moreTexts', { count: more })] : named);
  };
  const words =
    about.type === 'template-returned' || about.type === 'template-withdrawn'
      ? about.reason
      : about.type === 'team-handover'
        ? about.summary
        : about.type === 'block-changed' && textsOf(about);
  return words && <bdi className={classes.subject}>{words}</bdi>;
}

interface ItemProps {
  one: Notification;
  onOpen: () => void;
  /** Its stack says already what happened. */
  stacked?: boolean;
}

export function NotificationItem({ one, onOpen, stacked = false }: ItemProps) {
  const { t } = useTexts();
  const now = useNow();
  const words = useNotificationText();
  const urgent = isUrgent(one);
  const Glyph = urgent && one.about.type === 'sla-threshold' ? IconClockExclamation : icons[one.about.type];
  return (
    <li>
      <button type="button" className={classes.item} data-unread={one.readAt === null || undefined} onClick={onOpen}>
        {!stacked && <Glyph size={18} stroke={1.5} aria-hidden data-urgent={urgent || undefined} />}
        <span className={classes.words}>
          <bdi className={classes.what}>
            {stacked ? (
              (one.case?.reference ?? t('notifications.inaccessibleCase'))
            ) : (
              <Whole text={words(one, now)} part={one.case?.reference} />
            )}
          </bdi>
          {one.case && (
            <span className={classes.subject}>
              {one.case.citizen && !NAMES_CITIZEN.includes(one.about.type) && (
                <bdi>{displayName(one.case.citizen)} · </bdi>
              )}
              <bdi>{one.case.subject || t('common.noSubject')}</bdi>
            </span>
          )}
          <Details about={one.about} />
        </span>
        <Side at={one.at} unread={one.readAt === null} />
      </button>
    </li>
  );
}

/** A group of notifications as one line that opens. */
export function NotificationGroupItem({
  stack,
  onOpen,
}: {
  stack: NotificationGroup;
  onOpen: (one: Notification) => void;
}) {
  const { items } = stack;
  const [opened, setOpened] = useState(false);
  const words = useNotificationGroupText();
  const id = useId();
  const unread = items.some(({ readAt }) => readAt === null);
  const isMissed = stack.about.type === 'sla-threshold';
  const Glyph = isMissed ? IconClockExclamation : icons[stack.about.type];
  return (
    <li>
      <button
        type="button"
        className={classes.item}
        data-unread={unread || undefined}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        <Glyph size={18} stroke={1.5} aria-hidden data-urgent={isMissed || undefined} />
        <span className={classes.words}>
          <span className={classes.what}>{words(stack)}</span>
          <bdi className={classes.subject}>
            {casesOf(stack)
              .flatMap((item) => item?.reference ?? [])
              .join(', ')}
          </bdi>
        </span>
        <IconChevronDown size={16} stroke={1.5} aria-hidden className={classes.chevron} />
        <Side at={items[0].at} unread={unread} />
      </button>
      <ul id={id} className={classes.within} hidden={!opened}>
        {opened && items.map((one) => <NotificationItem key={one.id} one={one} stacked onOpen={() => onOpen(one)} />)}
      </ul>
    </li>
  );
}
