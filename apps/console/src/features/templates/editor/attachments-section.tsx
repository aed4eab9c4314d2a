import { announcedDocument, type Attachment } from '@guichet/contracts';
import { Button, FileButton, Group, Switch } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EditableAttachmentList } from '../../../shared/attachments/editable-attachment-list.js';
import { useUploads } from '../../../shared/attachments/use-uploads.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import type { EditorSectionProps } from './editor-section-props.js';
import classes from './content-editor.module.css';
import { CollapsibleSection } from './collapsible-section.js';

const most = 10;

/** The part of the editor with the files that go with every reply from this template. */
export function AttachmentsSection({ text, change, readOnly }: EditorSectionProps) {
  const { t } = useTexts();
  const formats = useFormats();
  const files = useMemo(
    () => text.attachments.map((file): Attachment => ({ ...file, inline: false, state: 'ready' })),
    [text.attachments],
  );
  const { uploading, add } = useUploads(undefined, files, ({ id, name, type, size }) =>
    change((before) => ({ ...before, attachments: [...before.attachments, { id, name, type, size }].slice(0, most) })),
  );
  return (
    <CollapsibleSection
      title={t('templates.edit.attachments')}
      summary={
        formats.list([
          ...files.map((file) => file.name),
          ...(text.needsDocument ? [t('templates.edit.documentNeeded')] : []),
        ]) || t('templates.edit.noActions')
      }
    >
      <DocumentMark text={text} change={change} readOnly={readOnly} />
      {readOnly ? (
        <p className={classes.hint}>{formats.list(files.map((file) => `${file.name} (${formats.size(file.size)})`))}</p>
      ) : (
        <EditableAttachmentList
          files={files}
          uploading={uploading}
          limits={undefined}
          onRemove={(id) =>
            change((before) => ({ ...before, attachments: before.attachments.filter((file) => file.id !== id) }))
          }
        />
      )}
      {!readOnly && files.length < most && (
        <div>
          <FileButton multiple onChange={add}>
            {(button) => (
              <Button {...button} size="xs" variant="default" leftSection={<IconPaperclip size={15} stroke={1.5} />}>
                {t('templates.edit.attach')}
              </Button>
            )}
          </FileButton>
        </div>
      )}
    </CollapsibleSection>
  );
}

/** Asks whether a reply may be sent without a document. Where the text announces one, that it may not is proposed. */
function DocumentMark({ text, change, readOnly }: Pick<EditorSectionProps, 'text' | 'change' | 'readOnly'>) {
  const { t } = useTexts();
  const { needsDocument, attachments, blocks } = text;
  const words = blocks.map(({ full }) => announcedDocument(full)).find((found) => found !== undefined);
  const set = (needed: boolean) => change((before) => ({ ...before, needsDocument: needed }));
  const isProposed = needsDocument === undefined && attachments.length === 0 && words !== undefined && !readOnly;
  return (
    <>
      <Switch
        size="xs"
        label={t('templates.edit.needsDocument')}
        description={t('templates.edit.needsDocumentHint')}
        disabled={readOnly}
        checked={needsDocument ?? false}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      {isProposed && (
        <div>
          <p className={classes.hint}>{t('templates.edit.saysDocument', { text: words })}</p>
          <Group gap={8} mt={6}>
            <Button size="xs" variant="default" onClick={() => set(true)}>
              {t('templates.edit.needsDocument')}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => set(false)}>
              {t('templates.edit.mayLackDocument')}
            </Button>
          </Group>
        </div>
      )}
    </>
  );
}
