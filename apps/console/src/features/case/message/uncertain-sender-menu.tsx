import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowsExchange,
  IconChevronDown,
  IconInfoCircle,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useLateOverlay } from '../../../shared/layout/use-late-overlay.js';
import marks from './mark-with-reason.module.css';
import classes from './uncertain-sender-menu.module.css';
import { useNameSender } from './use-name-sender.js';
import { useOtherSenders } from './use-other-senders.js';

interface Props {
  entry: MessageEntry;
  item: CaseDetail;
  className: string | undefined;
}

interface MarkProps {
  text: string;
  icon: Icon;
  className: string | undefined;
  children: ReactNode;
}

/** A mark that opens a menu, which is made when it is first opened. */
function MarkWithMenu({ text, icon: Glyph, className, children }: MarkProps) {
  const { button, overlay } = useLateOverlay('menu');
  return (
    <>
      <button type="button" className={`${marks.mark} ${className ?? ''}`} {...button}>
        <Glyph size={13} stroke={1.75} aria-hidden />
        {text}
        <IconChevronDown size={13} stroke={1.75} aria-hidden />
      </button>
      {overlay && (
        <Menu position="bottom-start" width="min(380px, calc(100vw - 24px))" {...overlay.props}>
          <Menu.Target>{overlay.target}</Menu.Target>
          <Menu.Dropdown>{children}</Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** The mark of a message of which it is not certain who wrote it: it opens who else uses the number, and the ways to say who did. */
export function UncertainSenderMenu({ entry, item, className }: Props) {
  const { t } = useTexts();
  return (
    <MarkWithMenu text={t('case.flag.sender-uncertain')} icon={IconInfoCircle} className={className}>
      <Choices entry={entry} item={item} />
    </MarkWithMenu>
  );
}

function Choices({ entry, item }: Omit<Props, 'className'>) {
  const { t } = useTexts();
  const others = useOtherSenders(entry, item);
  const { own } = useNameSender(entry, item);
  if (!others) return null;
  return (
    <>
      <Menu.Label className={classes.text}>{others.text}</Menu.Label>
      {own && (
        <Menu.Item
          className={classes.choice}
          leftSection={<IconUserCheck size={16} stroke={1.5} />}
          onClick={() => void own.name()}
        >
          {t('case.otherSender.itWas', { name: own.text })}
        </Menu.Item>
      )}
      {others.moves.map(({ key, text, title, begin }) => (
        <Menu.Item
          key={key}
          title={title}
          className={classes.choice}
          leftSection={<IconArrowsExchange size={16} stroke={1.5} />}
          onClick={begin}
        >
          {text}
        </Menu.Item>
      ))}
    </>
  );
}

/** The mark of a message of which an agent has said who wrote it: it opens who and when, and takes it back. */
export function NamedSenderMenu({
  entry,
  item,
  named,
  className,
}: Props & { named: NonNullable<MessageEntry['senderNamed']> }) {
  const { t } = useTexts();
  return (
    <MarkWithMenu text={t('case.otherSender.accordingTo', { by: named.by })} icon={IconUserCheck} className={className}>
      <Statement entry={entry} item={item} named={named} />
    </MarkWithMenu>
  );
}

function Statement({ entry, item, named }: Omit<Parameters<typeof NamedSenderMenu>[0], 'className'>) {
  const { t } = useTexts();
  const formats = useFormats();
  const { takeBack } = useNameSender(entry, item);
  const said = { by: named.by, name: displayName(named.citizen.name), at: formats.dateTime(named.at) };
  return (
    <>
      <Menu.Label className={classes.text}>{t('case.otherSender.said', said)}</Menu.Label>
      {takeBack && (
        <Menu.Item leftSection={<IconArrowBackUp size={16} stroke={1.5} />} onClick={() => void takeBack()}>
          {t('case.otherSender.takeBack')}
        </Menu.Item>
      )}
    </>
  );
}
