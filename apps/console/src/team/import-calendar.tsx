import type { ImportedCalendar } from '@guichet/contracts';
import { Button, FileButton } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { scheduleQuery } from '../api/circulation.js';
import { useProblemText } from '../i18n/problem-text.js';
import classes from './calendar.module.css';

/** Closed days out of a file that another calendar wrote. It is saved at once, and told what came of it. */
export function ImportCalendar({ teamId, dirty }: { teamId: string; dirty: boolean }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const reset = useRef<() => void>(null);
  const read = useMutation({
    mutationFn: async (file: File) =>
      post<ImportedCalendar>(`/teams/${teamId}/schedule/import`, { ical: await file.text() }),
    onSuccess: async ({ schedule }) => {
      queryClient.setQueryData(scheduleQuery(teamId).queryKey, schedule);
      await queryClient.invalidateQueries({ queryKey: ['schedule', teamId] });
    },
    // The same file, mended, can be chosen again.
    onSettled: () => reset.current?.(),
  });
  const told = read.data && [
    t('workforce.hours.imported', { count: read.data.added }),
    read.data.skipped > 0 && t('workforce.hours.skipped', { count: read.data.skipped }),
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
            {t('workforce.hours.import')}
          </Button>
        )}
      </FileButton>
      <p className={classes.note} role="status">
        {read.error
          ? `${t('workforce.hours.importFailed')}. ${problemText(read.error)}`
          : told
            ? `${told.filter(Boolean).join(', ')}.`
            : t(dirty ? 'workforce.hours.importFirst' : 'workforce.hours.importHint')}
      </p>
    </>
  );
}
