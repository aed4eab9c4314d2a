import type { Attachment } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { useOfferComposerCommand } from '../../../shared/drafts/composer-commands.js';
import { EditableAttachmentList } from '../../../shared/attachments/editable-attachment-list.js';
import type { Uploading } from '../../../shared/attachments/use-uploads.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ComposerFoot } from '../composer-foot-frame.js';
import { AttachButton } from '../file-drop/attach-button.js';
import classes from './note-body.module.css';
import { usePressGuard } from '../../../shared/pointer/use-press-guard.js';
import { MentionsWithoutAccess } from './mentions-without-access.js';
import { NoteField } from './note-field.js';

interface Props {
  caseId: string;
  text: string;
  mentions: readonly ChosenMention[] | undefined;
  caret: boolean;
  /** The agents who alone see the case; undefined: it is not restricted. */
  readers: readonly { id: string }[] | undefined;
  files: readonly Attachment[];
  uploading: readonly Uploading[];
  sendable: boolean;
  state: ReactNode;
  onText: (text: string, mention?: ChosenMention) => void;
  /** Undefined: the agent may not attach files. */
  onFiles: ((files: File[]) => void) | undefined;
  onFilesChosen: () => void;
  onRemoveFile: (id: string) => void;
  onSend: () => void;
}

export function NoteBody(props: Props) {
  const { caseId, text, mentions, caret, readers, files, uploading, sendable, state } = props;
  const { onText, onFiles, onFilesChosen, onRemoveFile, onSend } = props;
  const { t } = useTexts();
  const guard = usePressGuard(caseId, sendable);
  useOfferComposerCommand(sendable ? { id: 'addNote', label: t('composer.addNote'), run: onSend } : undefined);
  return (
    <>
      <NoteField caseId={caseId} caret={caret} readers={readers} value={text} onChange={onText} onFiles={onFiles} />
      <EditableAttachmentList files={files} uploading={uploading} limits={undefined} onRemove={onRemoveFile} />
      {/* Of a restricted case, such a note is refused. */}
      {!readers && <MentionsWithoutAccess caseId={caseId} text={text} chosen={mentions} />}
      {files.length > 0 && text.trim() === '' && <p className={classes.hint}>{t('composer.noteNeedsText')}</p>}
      <ComposerFoot>
        {onFiles && <AttachButton onFiles={onFiles} onDone={onFilesChosen} />}
        {state}
        <Button
          className={classes.send}
          leftSection={<IconLock size={15} stroke={1.75} />}
          disabled={!sendable}
          onClick={onSend}
          {...guard}
          aria-keyshortcuts="Control+Enter"
        >
          {t('composer.addNote')}
        </Button>
      </ComposerFoot>
    </>
  );
}
