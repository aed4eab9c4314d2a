import type { TemplateVersion } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApprovalSteps } from './use-approval-steps.js';

/** Returns a version to its author, with a remark on what to change. */
export function ReturnToAuthorDialog({ version, onClose }: { version: TemplateVersion; onClose: () => void }) {
  const { t } = useTranslation();
  const { sendBack } = useApprovalSteps(version);
  const [remark, setRemark] = useState('');
  return (
    <FormDialog
      title={t('templates.action.returnTitle')}
      error={sendBack.error}
      submit={t('templates.action.return')}
      pending={sendBack.isPending}
      disabled={remark.trim() === ''}
      onSubmit={() => sendBack.mutate(remark.trim(), { onSuccess: onClose })}
      onClose={onClose}
    >
      <Textarea
        data-autofocus
        label={t('templates.action.remark')}
        required
        autosize
        minRows={3}
        maxLength={500}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
