import {
  LONGEST_ADDRESS,
  type CaseDetail,
  type Capabilities,
  type ChannelAccount,
  type ReplyRoute,
} from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowBackUpDouble } from '@tabler/icons-react';
import { useState } from 'react';
import { isWithinLimits } from '../../../shared/addresses/addresses-fault.js';
import { AddressesInput } from '../../../shared/addresses/addresses-input.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import classes from './reply-recipients.module.css';
import { recipientOfRoute } from './reply-route-menu.js';
import { inOneLine } from '../../../shared/i18n/display-name.js';
import { othersToReplyTo, withCopiesTo } from './others-to-reply-to.js';
import type { Envelope } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useShortcutKeys } from '../../../shared/keyboard/shortcut-keys.js';

interface Props {
  item: CaseDetail;
  option: ReplyRoute | undefined;
  /** Whoever the route reaches is named beside their address. */
  named: boolean;
  envelope: Envelope;
  capabilities: Capabilities | undefined;
  /** Accounts to choose from where nobody can be reached by any way yet. */
  accounts: readonly ChannelAccount[];
  /** What it will be unless the agent writes another. */
  subject: string;
  /** The language of the reply; undefined: not known. */
  language: string | undefined;
  onChange: (envelope: Envelope) => void;
  /** The others get it as well; the button that offered it is gone. */
  onCopied: () => void;
}

/** Offers to answer those, too, to whom the citizen has written as well: in the account that they wrote to. */
function ReplyAll({ item, envelope, onChange, onCopied }: Pick<Props, 'item' | 'envelope' | 'onChange' | 'onCopied'>) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const formats = useFormats();
  const missing = othersToReplyTo(item, envelope);
  if (missing.length === 0) return null;
  const names = formats.list(missing.map(({ name, value }) => name || value));
  return (
    <Button
      size="compact-sm"
      variant="light"
      leftSection={<IconArrowBackUpDouble size={14} stroke={1.75} aria-hidden />}
      title={missing.map(({ value }) => value).join(', ')}
      classNames={{ root: classes.all, label: classes.allNames }}
      aria-keyshortcuts={keys.aria('replyAll')}
      onClick={() => {
        onChange(withCopiesTo(envelope, missing));
        onCopied();
      }}
    >
      {t('composer.replyAll', { names, count: missing.length })}
    </Button>
  );
}

/** The recipients of a reply. One line until somebody edits them, which only some channels allow. */
export function ReplyRecipients({
  item,
  option,
  named,
  envelope,
  capabilities,
  accounts,
  subject,
  language,
  onChange,
  onCopied,
}: Props) {
  const { t } = useTexts();
  const [opened, setOpened] = useState(false);
  const known = [...new Set(item.participants.filter(({ type }) => type === 'email').map(({ value }) => value))];
  const many = capabilities?.recipients === 'many';
  const open = opened || envelope.to.length === 0 || !isWithinLimits(envelope);
  const recipient = (value: string) =>
    value === option?.to.value ? recipientOfRoute(option, named) : inOneLine(value);
  const copies = (['cc', 'bcc'] as const).filter((list) => envelope[list].length > 0);
  const line = t('composer.to', { address: envelope.to.map(recipient).join(', ') });

  const change = (part: Partial<Envelope>) => {
    setOpened(true);
    onChange({ ...envelope, ...part });
  };

  if (!open && !many && !capabilities?.paper) return <span className={classes.to}>{line}</span>;
  const replyAll = many && <ReplyAll item={item} envelope={envelope} onChange={onChange} onCopied={onCopied} />;
  if (!open)
    return (
      <>
        <button type="button" className={classes.to} title={t('composer.changeTo')} onClick={() => setOpened(true)}>
          {line}
          {copies.map((list) => ` · ${t(`case.message.${list}`)} ${envelope[list].join(', ')}`)}
        </button>
        {replyAll}
      </>
    );
  return (
    <div className={classes.fields} data-fields>
      {replyAll}
      {accounts.length > 1 && (
        <Select
          size="xs"
          label={t('common.facet.channel')}
          data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          leftSection={accounts.map(
            ({ id, kind }) => id === envelope.channelAccountId && <ChannelMark key={id} kind={kind} />,
          )}
          allowDeselect={false}
          value={envelope.channelAccountId ?? null}
          onChange={(channelAccountId) => change({ channelAccountId: channelAccountId! })}
        />
      )}
      {many ? (
        (['to', 'cc', 'bcc'] as const).map((list) => (
          <AddressesInput
            key={list}
            size="xs"
            label={t(`case.message.${list}`)}
            description={list === 'bcc' && envelope.bcc.length > 0 ? t('composer.bccHint') : undefined}
            known={known}
            value={envelope[list]}
            onChange={(addresses) => change({ [list]: addresses })}
          />
        ))
      ) : capabilities?.paper ? (
        <Textarea
          size="xs"
          autosize
          minRows={3}
          maxRows={7}
          label={t('composer.postalTo')}
          placeholder={t('people.postalExample')}
          maxLength={LONGEST_ADDRESS}
          value={envelope.to[0] ?? ''}
          onChange={({ currentTarget: { value } }) => change({ to: value.trim() ? [value] : [] })}
        />
      ) : (
        <TextInput
          size="xs"
          label={t('case.message.to')}
          maxLength={LONGEST_ADDRESS}
          value={envelope.to[0] ?? ''}
          onChange={({ currentTarget: { value } }) => change({ to: value.trim() ? [value] : [] })}
        />
      )}
      {capabilities?.subject && (
        <TextInput
          size="xs"
          label={t('case.message.subject')}
          maxLength={250}
          lang={language}
          dir="auto"
          value={envelope.subject ?? subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
