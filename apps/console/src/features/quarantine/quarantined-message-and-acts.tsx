import type { QuarantinedEnvelope } from '@guichet/contracts';
import { Button, Checkbox } from '@mantine/core';
import {
  IconArchiveOff,
  IconDownload,
  IconEye,
  IconEyeOff,
  IconInbox,
  IconPaperclip,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { addressOf } from '../../shared/api/client.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { WorkRow } from '../../shared/layout/work-list-page.js';
import { useMay } from '../../shared/session/use-session.js';
import { QuarantinePreview } from './quarantine-preview.js';
import classes from './quarantine-page.module.css';
import type { QuarantineDecisions } from './use-quarantine-decisions.js';

/** Reasons to which a parser's own words add something. They are meant for whoever operates the server, and are English. */
const unexpected: readonly string[] = ['unparsable', 'too-slow', 'too-big', 'failed-repeatedly'];

/** Reasons that name addresses. */
const aboutAddresses: readonly string[] = ['unmatched-bounce', 'complaint', 'address-unknown'];

/** Names what a button does to one message after the message: many rows have the same buttons. */
function useNamed(items: readonly QuarantinedEnvelope[]): (act: string) => string | undefined {
  const { t } = useTexts();
  const [item] = items;
  return (act) =>
    item && items.length === 1
      ? t('quarantine.actOn', {
          act,
          subject: item.subject || t('common.noSubject'),
          from: item.from ?? t('case.message.nobody'),
        })
      : undefined;
}

/** What is shown of an envelope, and how it is selected. */
export interface QuarantinedMessageProps {
  item: QuarantinedEnvelope;
  selected: boolean;
  /** Absent where there is nothing to do with several. */
  onSelect: ((range: boolean) => void) | undefined;
  children: ReactNode;
}

/** An envelope in the list: what is known of it, and what can be done with it. */
export function QuarantinedMessage({ item, selected, onSelect, children }: QuarantinedMessageProps) {
  const { t } = useTexts();
  const named = useNamed([item]);
  const [isRead, setRead] = useState(false);
  const previewId = useId();
  const subject = item.subject || t('common.noSubject');
  const from = item.from ?? t('case.message.nobody');
  return (
    <WorkRow className={classes.message} data-envelope-id={item.id} selected={selected} tabIndex={-1}>
      {onSelect && (
        <Checkbox
          className={classes.box}
          size="sm"
          aria-label={t('quarantine.select', { subject, from })}
          checked={selected}
          onChange={() => {}}
          onClick={(event) => onSelect(event.shiftKey)}
        />
      )}
      <div className={classes.words}>
        <h2>
          <bdi>{subject}</bdi>
        </h2>
        <p className={classes.reason}>{t(`quarantine.reason.${item.reason}`)}</p>
        {unexpected.includes(item.reason) && item.detail && (
          <p className={classes.detail}>
            {t('quarantine.technical')}{' '}
            <span lang="en" dir="auto">
              {item.detail}
            </span>
          </p>
        )}
        {aboutAddresses.includes(item.reason) && item.detail && (
          <p className={classes.detail}>
            {t('quarantine.about')} <bdi>{item.detail}</bdi>
          </p>
        )}
        <Discarded item={item} />
        <Facts item={item} />
        <Button
          className={classes.read}
          variant="subtle"
          size="compact-sm"
          aria-expanded={isRead}
          aria-controls={isRead ? previewId : undefined}
          aria-label={named(t(isRead ? 'quarantine.hide' : 'quarantine.read'))}
          leftSection={isRead ? <IconEyeOff size={15} stroke={1.5} /> : <IconEye size={15} stroke={1.5} />}
          onClick={() => setRead(!isRead)}
        >
          {t(isRead ? 'quarantine.hide' : 'quarantine.read')}
        </Button>
        {isRead && <QuarantinePreview id={previewId} item={item} />}
      </div>
      <div className={classes.acts}>
        {children}
        <Button
          component="a"
          aria-label={named(t('case.message.original'))}
          href={addressOf('getQuarantinedOriginal', { params: { id: item.id } })}
          download
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} stroke={1.5} />}
        >
          {t('case.message.original')}
        </Button>
      </div>
    </WorkRow>
  );
}

/** Who has discarded it, when and why. */
function Discarded({ item: { discarded } }: { item: QuarantinedEnvelope }) {
  const { t } = useTexts();
  const formats = useFormats();
  if (!discarded) return null;
  const { by, at, reason, note } = discarded;
  return (
    <p className={classes.discarded}>
      {t('quarantine.discardedBy', {
        name: by,
        at: formats.dateTime(at),
        why: t(`quarantine.discardReason.${reason}`),
      })}
      {note && (
        <>
          {' · '}
          <bdi>{note}</bdi>
        </>
      )}
    </p>
  );
}

function Facts({ item }: { item: QuarantinedEnvelope }) {
  const { t } = useTexts();
  const formats = useFormats();
  // A mailbox often has its address for a name.
  const isNamed = item.to.some((address) => address.toLowerCase() === item.channelName?.toLowerCase());
  return (
    <p className={classes.facts}>
      <span>
        {t('case.message.from')} <bdi>{item.from ?? t('case.message.nobody')}</bdi>
      </span>
      {item.to.length > 0 && (
        <span>
          {t('case.message.to')} <bdi>{item.to.join(', ')}</bdi>
        </span>
      )}
      {!isNamed && <span>{item.channelName ?? t('quarantine.noChannel')}</span>}
      <span>{formats.size(item.size)}</span>
      <ShortTime at={item.receivedAt} within="ago" />
      {item.attempts > 1 && <span>{t('quarantine.attempts', { count: item.attempts })}</span>}
    </p>
  );
}

interface ActsProps {
  items: readonly QuarantinedEnvelope[];
  decisions: QuarantineDecisions;
  /** Opens the dialog of an act that asks for something. */
  onAsk: (what: 'attach' | 'discard', items: readonly QuarantinedEnvelope[]) => void;
  size?: 'xs' | 'compact-sm';
}

/** What can be done with one envelope or several that are still to be decided. */
export function QuarantineActs({ items, decisions, onAsk, size = 'xs' }: ActsProps) {
  const { t } = useTexts();
  const may = useMay();
  const icon = { size: 15, stroke: 1.5 };
  const common = { size, variant: 'default', disabled: decisions.isPending };
  // In the bar of a selection the words alone say it.
  const ofItem = useNamed(items);
  const named = (act: string) => (size === 'xs' ? { 'aria-label': ofItem(act) } : {});
  const attach = t(size === 'xs' ? 'quarantine.attach' : 'quarantine.attachShort');
  return (
    <>
      {may('quarantine.decide') && (
        <>
          <Button
            {...common}
            {...named(t('quarantine.open'))}
            variant="light"
            leftSection={<IconInbox {...icon} />}
            onClick={() => void decisions.open(items)}
          >
            {t('quarantine.open')}
          </Button>
          <Button
            {...common}
            {...named(attach)}
            leftSection={<IconPaperclip {...icon} />}
            onClick={() => onAsk('attach', items)}
          >
            {attach}
          </Button>
          <Button
            {...common}
            {...named(t('quarantine.discard'))}
            leftSection={<IconTrash {...icon} />}
            onClick={() => onAsk('discard', items)}
          >
            {t('quarantine.discard')}
          </Button>
        </>
      )}
      {may('quarantine.replay') && (
        <Button
          {...common}
          {...named(t('quarantine.replay'))}
          leftSection={<IconRefresh {...icon} />}
          onClick={() => void decisions.replay(items)}
        >
          {t('quarantine.replay')}
        </Button>
      )}
    </>
  );
}

/** What can be done with one envelope or several that were discarded. */
export function RestoreButton({ items, decisions, size = 'xs' }: Pick<ActsProps, 'items' | 'decisions' | 'size'>) {
  const { t } = useTexts();
  const may = useMay();
  const named = useNamed(items);
  if (!may('quarantine.decide')) return null;
  return (
    <Button
      aria-label={size === 'xs' ? named(t('quarantine.restore')) : undefined}
      size={size}
      variant="light"
      disabled={decisions.isPending}
      leftSection={<IconArchiveOff size={15} stroke={1.5} />}
      onClick={() => void decisions.restore(items)}
    >
      {t('quarantine.restore')}
    </Button>
  );
}
