import type { Attachment, ProviderTemplate } from '@guichet/contracts';
import { Button, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { EditableAttachmentList } from '../../../shared/attachments/editable-attachment-list.js';
import type { useUploads } from '../../../shared/attachments/use-uploads.js';
import { useReasonText } from '../../../shared/i18n/use-problem-text.js';
import { providerTemplateFiles, type FilesFault } from '../sending/files-leaving-with-provider-template.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './provider-template-body.module.css';

export interface AttachedFiles {
  content: DraftContent;
  /** Why they cannot leave with the message. */
  fault: FilesFault | undefined;
  uploads: ReturnType<typeof useUploads>;
  onFiles: (files: Attachment[]) => void;
}

/** The file with which an approved message begins, and whatever else it cannot take along. */
export function ProviderTemplateFiles({
  approved,
  content,
  fault,
  uploads,
  onFiles,
}: AttachedFiles & { approved: Pick<ProviderTemplate, 'headerFile'> }) {
  const { t } = useTexts();
  const reasonText = useReasonText();
  const { headerFile } = approved;
  const files = providerTemplateFiles(approved, content);
  if (!headerFile && files.length === 0) return null;
  const lacking = fault?.reason === 'header-file-needed';
  const attachable = headerFile && uploads.uploading.length === 0 && (lacking || fault?.reason === 'header-file-unfit');
  return (
    <div>
      {headerFile && <p className={classes.hint}>{t(`templates.approvedMessage.file.${headerFile}`)}</p>}
      <div className={classes.files}>
        <EditableAttachmentList
          files={files}
          uploading={uploads.uploading}
          limits={undefined}
          onRemove={(id) => onFiles(content.attachments.filter((file) => file.id !== id))}
        />
      </div>
      {fault && !lacking && (
        <p className={classes.fault} role="alert">
          {reasonText(fault.reason, { name: fault.name })}
        </p>
      )}
      {attachable && (
        <FileButton onChange={(file) => file && uploads.add([file])}>
          {(button) => (
            <Button {...button} size="xs" variant="default" leftSection={<IconPaperclip size={15} stroke={1.5} />}>
              {t('templates.approvedMessage.attach')}
            </Button>
          )}
        </FileButton>
      )}
    </div>
  );
}
