import type { TransmissionPreview } from '@guichet/contracts';
import { ChannelMark } from '@guichet/ui';
import { Text } from '@mantine/core';
import type { RefObject } from 'react';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DisclosureFindingList } from '../../composer/index.js';
import { ExpandableText } from '../message/expandable-text.js';
import { useFilesOfCase } from '../side/files-to-forward.js';
import type { Findings } from '../side/use-side-disclosure-findings.js';
import type { TransmitForm } from './use-transmit-form.js';
import classes from './transmit-preview.module.css';

interface MessageProps {
  title: string;
  message: TransmissionPreview['notice'] & { quoted?: string };
  findings: Findings;
  isToOthers: boolean;
  /** The names of the files that go with it. */
  files?: readonly string[];
}

/** One of the two messages, as it will be sent, with what is to be confirmed in it. */
function Message({ title, message, findings, isToOthers, files = [] }: MessageProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const channels = useChannelTexts();
  const { channel, to, subject, text, quoted } = message;
  const names = to.map(({ name, value }) => (name && name !== value ? `${name} <${value}>` : value));
  return (
    <section className={classes.message} aria-label={title}>
      <h3 className={classes.title}>
        <ChannelMark kind={channel} /> {title}
      </h3>
      <p className={classes.line}>
        {channels.title(channel)} · {t('composer.to', { address: formats.list(names) })}
      </p>
      {subject && channels.info(channel)?.capabilities.subject && (
        <p className={classes.subject} dir="auto">
          {subject}
        </p>
      )}
      <div
        className={classes.text}
        dir="auto"
        tabIndex={0}
        role="group"
        aria-label={t('case.transmit.wordsOf', { title })}
      >
        {text}
      </div>
      {quoted && (
        <ExpandableText label={t('case.message.showQuoted')}>
          <div className={classes.text} dir="auto">
            {quoted}
          </div>
        </ExpandableText>
      )}
      {files.length > 0 && (
        <p className={classes.line}>{t('case.transmit.files', { names: formats.list([...files]) })}</p>
      )}
      {findings.findings.length > 0 && (
        <DisclosureFindingList
          check={findings}
          fixes={{ removeRecipient: undefined, otherRoute: undefined, isToOthers }}
        />
      )}
    </section>
  );
}

interface Props {
  form: TransmitForm;
  preview: TransmissionPreview;
  caseId: string;
  lead: RefObject<HTMLParagraphElement | null>;
}

/** Both messages of a transmission, side by side: they leave as they are here. */
export function TransmitPreview({ form, preview, caseId, lead }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const { draft } = form;
  const files = useFilesOfCase(caseId).filter(({ id }) => draft.forwarded.includes(id));
  return (
    <>
      <Text ref={lead} tabIndex={-1} size="sm" c="var(--g-text-2)">
        {t('case.transmit.previewLead')}
      </Text>
      <div className={classes.both}>
        {preview.forward ? (
          <Message
            title={t('case.transmit.toAuthority', { authority: draft.authority })}
            message={preview.forward}
            findings={form.inForward}
            isToOthers
            files={files.map(({ name }) => name)}
          />
        ) : (
          <section
            className={classes.message}
            aria-label={t('case.transmit.toAuthority', { authority: draft.authority })}
          >
            <h3 className={classes.title}>{t('case.transmit.toAuthority', { authority: draft.authority })}</h3>
            <p className={classes.line}>{t('case.transmit.nothingSent', { on: formats.date(draft.on) })}</p>
          </section>
        )}
        <Message
          title={t('case.transmit.toCitizen')}
          message={preview.notice}
          findings={form.inNotice}
          isToOthers={false}
        />
      </div>
    </>
  );
}
