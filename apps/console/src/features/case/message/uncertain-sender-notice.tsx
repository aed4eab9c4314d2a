import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange, IconUserCheck } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './uncertain-sender-notice.module.css';
import { useNameSender } from './use-name-sender.js';
import { useOtherSenders } from './use-other-senders.js';

/** Who else uses the number of a message of which it is not certain who wrote it, and the ways to say who did. */
export function UncertainSenderNotice({ entry, item }: { entry: MessageEntry; item: CaseDetail }) {
  const { t } = useTexts();
  const others = useOtherSenders(entry, item);
  const { own } = useNameSender(entry, item);
  if (!others) return null;
  return (
    <div role="note" className={classes.notice}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className={classes.text}>{others.text}</span>
      {own && (
        <Button
          variant="default"
          size="compact-sm"
          className={classes.move}
          leftSection={<IconUserCheck size={15} stroke={1.5} aria-hidden />}
          onClick={() => void own.name()}
        >
          {t('case.otherSender.itWas', { name: own.text })}
        </Button>
      )}
      {others.moves.map(({ key, text, title, begin }) => (
        <Button
          key={key}
          variant="default"
          size="compact-sm"
          className={classes.move}
          title={title}
          leftSection={<IconArrowsExchange size={15} stroke={1.5} aria-hidden />}
          onClick={begin}
        >
          {text}
        </Button>
      ))}
    </div>
  );
}
