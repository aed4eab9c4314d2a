import type { Capabilities } from '@guichet/contracts';
import { Keycaps } from '@guichet/ui';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPaperclip, IconTemplate } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { importWithRetry } from '../../shared/api/import-with-retry.js';
import { textToHtml } from '../../shared/drafts/text-to-html.js';
import { ComposerFoot } from './composer-foot.js';
import classes from './composer.module.css';
import { AttachmentList } from '../../shared/attachments/attachment-list.js';
import { SignatureStrip } from './signature/signature-strip.js';
import type { ReplySignature } from './signature/use-reply-signature.js';
import { TextLengthMeter } from './sending/text-length-meter.js';
import { applyPlainTextEdits } from './editor/apply-plain-text-edits.js';
import { PlainTextField } from './editor/plain-text-field.js';
import type { DraftContent } from '../../shared/drafts/draft-content.js';
import type { Uploading } from '../../shared/attachments/use-uploads.js';

const loadEditor = () =>
  import('./editor/formatted-text-editor.js').then((module) => ({ default: module.FormattedTextEditor }));
const Editor = lazy(() => importWithRetry(loadEditor));

/** The editor is fetched while the case is being read, so that the first key already lands in it. */
export function usePreloadedEditor() {
  useEffect(() => {
    const timer = setTimeout(() => void loadEditor().catch(() => {}), 600);
    return () => clearTimeout(timer);
  }, []);
}

interface Props {
  content: DraftContent;
  /** The language of the reply; undefined: not known. */
  language: string | undefined;
  /** What is added when it is sent. */
  signature: ReplySignature;
  /** Below the signature: what becomes of it on paper. */
  letter: ReactNode;
  version: number;
  /** Take the caret as soon as there is a field for it. */
  caret: boolean;
  uploading: readonly Uploading[];
  /** Of the channel it goes by; undefined: not known yet. */
  capabilities: Capabilities | undefined;
  onChange: (change: Partial<DraftContent>) => void;
  onFiles: (files: File[]) => void;
  /** Opens the picker; undefined: templates are not for this reader. */
  onTemplate: (() => void) | undefined;
  /** State of the draft and the send button, at the end of the one line below the text. */
  end: ReactNode;
}

function Attach({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <Tooltip label={t('common.files.attach')}>
        <ActionIcon aria-label={t('common.files.attach')} onClick={() => field.current?.click()}>
          <IconPaperclip size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** Opens the picker, and says by which key. */
export function InsertTemplate({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      className={classes.insert}
      leftSection={<IconTemplate size={16} stroke={1.5} aria-hidden />}
      rightSection={<Keycaps keys={['/']} />}
      aria-keyshortcuts="/"
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      {t('composer.template.insert')}
    </Button>
  );
}

export function ReplyBody(props: Props) {
  const {
    content,
    language,
    signature,
    letter,
    version,
    caret,
    uploading,
    capabilities,
    onChange,
    onFiles,
    onTemplate,
    end,
  } = props;
  const { t } = useTranslation();
  const handed = useRef<string | null>(null);
  const named = { label: t('composer.reply'), placeholder: t('composer.replyPlaceholder'), language };
  const remove = (id: string) => onChange({ attachments: content.attachments.filter((file) => file.id !== id) });
  const limits = capabilities?.attachments;
  const below = (
    <>
      <AttachmentList
        files={content.attachments}
        uploading={uploading}
        limits={limits}
        onRemove={remove}
        onLinked={(attachments) => onChange({ attachments })}
      />
      <SignatureStrip signature={signature} />
      {letter}
    </>
  );
  const attach = (
    <>
      <Attach onFiles={onFiles} />
      {onTemplate && <InsertTemplate onOpen={onTemplate} />}
    </>
  );
  // The length of a letter is its pages.
  const meter = capabilities && !capabilities.paper && (
    <TextLengthMeter text={content.text && content.text + signature.text} limits={capabilities} />
  );
  const plain = (
    <>
      <PlainTextField
        text={content.text}
        {...named}
        caret={caret}
        handed={handed}
        onText={(text) => onChange({ text, html: applyPlainTextEdits(content, text) })}
        onFiles={onFiles}
      />
      {below}
      <ComposerFoot>
        {attach}
        {meter}
        {end}
      </ComposerFoot>
    </>
  );
  if (capabilities && !capabilities.html) return plain;
  return (
    <Suspense fallback={plain}>
      <Editor
        version={version}
        caret={caret}
        initial={content.html ?? textToHtml(content.text, content.labels)}
        {...named}
        handed={handed}
        onChange={onChange}
        onFiles={onFiles}
        above={below}
        before={attach}
        after={
          <>
            {meter}
            {end}
          </>
        }
      />
    </Suspense>
  );
}
