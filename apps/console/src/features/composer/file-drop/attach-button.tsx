import { ActionIcon } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';

interface Props {
  onFiles: (files: File[]) => void;
  /** The window of files is closed: whoever has chosen, or has not, goes on writing. */
  onDone: () => void;
}

/** Lets files be chosen for what is being written, a reply or a note. */
export function AttachButton({ onFiles, onDone }: Props) {
  const { t } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(onDone);
  done.current = onDone;
  // React knows this event of dialogs alone.
  useEffect(() => {
    const input = field.current!;
    const onCancel = () => done.current();
    input.addEventListener('cancel', onCancel);
    return () => input.removeEventListener('cancel', onCancel);
  }, []);
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
          onDone();
        }}
      />
      {/* No tooltip of ours: it would lie over the names of the files that are attached. */}
      <ActionIcon aria-label={t('files.attach')} title={t('files.attach')} onClick={() => field.current?.click()}>
        <IconPaperclip size={18} stroke={1.5} />
      </ActionIcon>
    </>
  );
}
