import type { Attachment } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Alert, Button, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconLock, IconShieldSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callForFile } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './message-attachments.module.css';

/** A file that is infected, or was not scanned yet. An administrator may take it, and says why. */
export function InfectedOrUnscannedFile({ file }: { file: Attachment }) {
  const { t } = useTexts();
  const may = useMay();
  const [taking, setTaking] = useState(false);
  const Glyph = file.state === 'locked' ? IconLock : IconShieldSearch;
  return (
    <span className={classes.file} data-state={file.state}>
      <Glyph size={20} stroke={1.5} aria-hidden />
      <span className={classes.words}>
        <bdi className={classes.name}>{file.name}</bdi>
        <span className={classes.size}>
          {file.state === 'locked' ? t('files.locked', { detail: file.scan?.detail }) : t('files.waiting')}
        </span>
        {may('attachment.unlock') && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            style={{ alignSelf: 'start' }}
            onClick={() => setTaking(true)}
          >
            {t('case.lockedFile.take')}
          </Button>
        )}
      </span>
      {taking && <TakeDialog file={file} onClose={() => setTaking(false)} />}
    </span>
  );
}

function TakeDialog({ file, onClose }: { file: Attachment; onClose: () => void }) {
  const { t } = useTexts();
  const form = useForm({ initialValues: { reason: '' } });
  const take = useMutation({
    mutationFn: (body: { reason: string }) =>
      callForFile('takeLockedFile', { params: { id: file.id }, body, idempotencyKey: undefined }),
    onSuccess: (content) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(content);
      link.download = `${file.name}.locked`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('case.lockedFile.title')}
      error={take.error}
      submit={t('case.lockedFile.download')}
      pending={take.isPending}
      onSubmit={form.onSubmit((values) => take.mutate(values))}
      onClose={onClose}
    >
      <Alert color="red" icon={<IconLock size={18} stroke={1.5} />}>
        {t('case.lockedFile.warning')}
      </Alert>
      <Textarea
        data-autofocus
        required
        minLength={5}
        maxLength={500}
        label={t('case.lockedFile.reason')}
        description={t('case.lockedFile.reasonHint')}
        {...form.getInputProps('reason')}
      />
    </FormDialog>
  );
}
