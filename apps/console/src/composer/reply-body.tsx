import type { Capabilities } from '@guichet/contracts';
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { patient } from '../shell/patient.js';
import classes from './composer.module.css';
import { Files } from './files.js';
import { Meter } from './meter.js';
import type { Content } from './restore.js';
import type { Uploading } from './use-uploads.js';

const loadEditor = () => import('./editor.js').then((module) => ({ default: module.Editor }));
const Editor = lazy(() => patient(loadEditor));

/** The editor is fetched while the case is being read, so that the first key already lands in it. */
export function usePreloadedEditor() {
  useEffect(() => {
    const timer = setTimeout(() => void loadEditor().catch(() => {}), 600);
    return () => clearTimeout(timer);
  }, []);
}

const sign = (letter: string) => `&#${letter.charCodeAt(0)};`;
const asHtml = (text: string) =>
  text
    .replace(/[&<>]/g, sign)
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
    .join('');

interface Props {
  content: Content;
  version: number;
  /** Take the caret as soon as there is a field for it. */
  caret: boolean;
  uploading: readonly Uploading[];
  /** Of the channel it goes by; undefined: not known yet. */
  capabilities: Capabilities | undefined;
  onChange: (change: Partial<Content>) => void;
  onFiles: (files: File[]) => void;
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
      <Tooltip label={t('files.attach')}>
        <ActionIcon aria-label={t('files.attach')} onClick={() => field.current?.click()}>
          <IconPaperclip size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

export function ReplyBody({ content, version, caret, uploading, capabilities, onChange, onFiles, end }: Props) {
  const { t } = useTranslation();
  const remove = (id: string) => onChange({ attachments: content.attachments.filter((file) => file.id !== id) });
  const limits = capabilities?.attachments;
  const files = <Files files={content.attachments} uploading={uploading} limits={limits} onRemove={remove} />;
  const attach = <Attach onFiles={onFiles} />;
  const meter = capabilities && <Meter text={content.text} limits={capabilities} />;
  const plain = (
    <>
      <textarea
        className={classes.early}
        aria-label={t('composer.reply')}
        placeholder={t('composer.replyPlaceholder')}
        autoFocus={caret}
        dir="auto"
        value={content.text}
        onChange={({ currentTarget: { value } }) => onChange({ text: value, html: asHtml(value) })}
        onPaste={(event) => {
          const pasted = [...event.clipboardData.files];
          if (pasted.length === 0) return;
          event.preventDefault();
          onFiles(pasted);
        }}
      />
      {files}
      <div className={classes.foot}>
        {attach}
        {meter}
        {end}
      </div>
    </>
  );
  if (capabilities && !capabilities.html) return plain;
  return (
    <Suspense fallback={plain}>
      <Editor
        version={version}
        caret={caret}
        initial={content.html ?? asHtml(content.text)}
        label={t('composer.reply')}
        placeholder={t('composer.replyPlaceholder')}
        onChange={onChange}
        onFiles={onFiles}
        above={files}
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
