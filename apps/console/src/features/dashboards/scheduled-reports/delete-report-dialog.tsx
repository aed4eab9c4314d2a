import type { Report } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Asks for confirmation before a scheduled report is deleted. */
export function DeleteReportDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const leave = useMutation({
    mutationFn: () => call('deleteReport', { params: { id: report.id } }),
    onSuccess: () => {
      onClose();
      return queryClient.invalidateQueries({ queryKey: ['reports'] });
    },
  });
  return (
    <FormDialog
      title={t('dashboards.reports.deleteTitle', { name: report.name })}
      error={leave.error}
      submit={t('dashboards.reports.delete')}
      pending={leave.isPending}
      onSubmit={() => leave.mutate()}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('dashboards.reports.deleteText')}</p>
    </FormDialog>
  );
}
