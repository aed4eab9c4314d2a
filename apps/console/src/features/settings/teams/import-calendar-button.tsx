import { Button, FileButton } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../../../shared/api/client.js';
import { businessHoursQuery } from '../../../shared/api/settings-queries.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './team-calendar.module.css';

/** A button that imports closed days from an iCalendar file and saves them at once. */
export function ImportCalendarButton({ teamId, dirty }: { teamId: string; dirty: boolean }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const reset = useRef<() => void>(null);
  const read = useMutation({
    mutationFn: async (file: File) =>
      call('importCalendar', { params: { id: teamId }, body: { ical: await file.text() } }),
    onSuccess: async ({ businessHours }) => {
      queryClient.setQueryData(businessHoursQuery(teamId).queryKey, businessHours);
      await queryClient.invalidateQueries({ queryKey: ['businessHours', teamId] });
    },
    // The same file, mended, can be chosen again.
    onSettled: () => reset.current?.(),
  });
  const importSummary = read.data && [
    t('teams.hours.imported', { count: read.data.added }),
    read.data.skipped > 0 && t('teams.hours.skipped', { count: read.data.skipped }),
  ];
  return (
    <>
      <FileButton resetRef={reset} accept=".ics,text/calendar" onChange={(file) => file && read.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="xs"
            disabled={dirty}
            loading={read.isPending}
            leftSection={<IconCalendarDown size={15} stroke={1.5} />}
          >
            {t('teams.hours.import')}
          </Button>
        )}
      </FileButton>
      <p className={classes.note} role="status">
        {read.error
          ? `${t('teams.hours.importFailed')}. ${problemText(read.error)}`
          : importSummary
            ? `${importSummary.filter(Boolean).join(', ')}.`
            : t(dirty ? 'teams.hours.importFirst' : 'teams.hours.importHint')}
      </p>
    </>
  );
}
