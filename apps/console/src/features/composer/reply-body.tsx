import type { Capabilities } from '@guichet/contracts';
import { Keycaps } from '@guichet/ui';
import { Button } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { startTransition, useEffect, useRef, useState, type ReactNode } from 'react';
import { importWithRetry } from '../../shared/api/import-with-retry.js';
import { textToHtml } from '../../shared/drafts/text-to-html.js';
import { ComposerFoot } from './composer-foot-frame.js';
import classes from './composer.module.css';
import { EditableAttachmentList } from '../../shared/attachments/editable-attachment-list.js';
import { AttachButton } from './file-drop/attach-button.js';
import { SignatureStrip } from './signature/signature-strip.js';
import type { ReplySignature } from './signature/use-reply-signature.js';
import { TextLengthMeter } from './sending/text-length-meter.js';
import { applyPlainTextEdits } from './editor/apply-plain-text-edits.js';
import type { FormattedTextEditor } from './editor/formatted-text-editor.js';
import { PlainTextField, type LeftField } from './editor/plain-text-field.js';
import type { DraftContent } from '../../shared/drafts/draft-content.js';
import type { Uploading } from '../../shared/attachments/use-uploads.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

type Editor = typeof FormattedTextEditor;

let loaded: Editor | undefined;
const loadEditor = async () => {
  ({ FormattedTextEditor: loaded } = await import('./editor/formatted-text-editor.js'));
  return loaded;
};

/** The editor is fetched while the case is being read, so that the first key already lands in it. */
export function usePreloadedEditor() {
  useEffect(() => {
    const timer = setTimeout(() => void loadEditor().catch(() => {}), 600);
    return () => clearTimeout(timer);
  }, []);
}

/** The editor, where one is wanted and it is there. Where it cannot be fetched, the plain field stays. */
function useEditorWhenLoaded(isWanted: boolean): Editor | undefined {
  const [editor, setEditor] = useState(() => loaded);
  useEffect(() => {
    if (!isWanted || editor) return undefined;
    let isOver = false;
    const show = (fetched: Editor) => startTransition(() => void (isOver || setEditor(() => fetched)));
    importWithRetry(loadEditor).then(show, () => {});
    return () => void (isOver = true);
  }, [isWanted, editor]);
  return isWanted ? editor : undefined;
}

interface Props {
  content: DraftContent;
  /** Stands above the text, which it folds where `isFolded`: agents seldom change a notice. */
  fold: { toggle: ReactNode; isFolded: boolean } | undefined;
  /** The language of the reply; undefined: not known. */
  language: string | undefined;
  /** What is added when it is sent. */
  signature: ReplySignature;
  /** Below the signature: what becomes of it on paper. */
  letter: ReactNode;
  version: number;
  /** Changes when the field is to be a new one, whose undo brings nothing back that the one before has shown. */
  epoch: number;
  /** Take the caret as soon as there is a field for it. */
  caret: boolean;
  uploading: readonly Uploading[];
  /** Of the channel it goes by; undefined: not known yet. */
  capabilities: Capabilities | undefined;
  onChange: (change: Partial<DraftContent>) => void;
  onFiles: (files: File[]) => void;
  onFilesChosen: () => void;
  /** Opens the picker; undefined: templates are not for this reader. */
  onTemplate: (() => void) | undefined;
  /** State of the draft and the send button, at the end of the one line below the text. */
  end: ReactNode;
}

/** Opens the picker, and says by which key. */
export function InsertTemplate({ onOpen }: { onOpen: () => void }) {
  const { t } = useTexts();
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
    fold,
    language,
    signature,
    letter,
    version,
    epoch,
    caret,
    uploading,
    capabilities,
    onChange,
    onFiles,
    onFilesChosen,
    onTemplate,
    end,
  } = props;
  const { t } = useTexts();
  const left = useRef<LeftField>(undefined);
  const [isComposing, setComposing] = useState(false);
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const Editor = useEditorWhenLoaded(!capabilities || capabilities.html);
  const named = { label: t('composer.reply'), placeholder: t('composer.replyPlaceholder'), language };
  const remove = (id: string) => onChange({ attachments: content.attachments.filter((file) => file.id !== id) });
  // An accent that is begun is lost with the field in which it was, so that the editor waits until its letter is written.
  const field =
    Editor && !isComposing ? (
      <Editor
        key={epoch}
        version={version}
        caret={caret}
        initial={content.html ?? textToHtml(content.text, content.labels)}
        {...named}
        left={left}
        onChange={onChange}
        onFiles={onFiles}
        tools={tools}
      />
    ) : (
      <PlainTextField
        key={epoch}
        text={content.text}
        {...named}
        caret={caret}
        left={left}
        onText={(text) => onChange({ text, html: applyPlainTextEdits(content, text) })}
        onFiles={onFiles}
        onComposing={setComposing}
      />
    );
  const list = (
    <EditableAttachmentList
      files={content.attachments}
      uploading={uploading}
      limits={capabilities?.attachments}
      onRemove={remove}
      onLinked={(attachments) => onChange({ attachments })}
    />
  );
  // Only the field is another one when the editor is there: whoever chooses a file meanwhile, or has opened a menu, goes on with it.
  return (
    <>
      {fold?.toggle}
      {!fold?.isFolded && field}
      <SignatureStrip signature={signature} />
      {letter}
      <ComposerFoot files={list}>
        <AttachButton onFiles={onFiles} onDone={onFilesChosen} />
        {onTemplate && <InsertTemplate onOpen={onTemplate} />}
        <span ref={setTools} className={classes.tools} />
        {/* The length of a letter is its pages. */}
        {capabilities && !capabilities.paper && (
          <TextLengthMeter text={content.text && content.text + signature.text} limits={capabilities} />
        )}
        {end}
      </ComposerFoot>
    </>
  );
}
