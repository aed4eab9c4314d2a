import { BREAK_GLASS_MINUTES } from '@guichet/contracts';
import { FormError, LeaveButton, PageForm } from '@guichet/ui';
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { caseQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { KeptWords } from '../lost-case/kept-words.js';
import { OthersEmergencyAccesses } from './others-emergency-accesses.js';
import classes from './restriction.module.css';

/** The shortest reason that says anything, in characters. */
const SHORTEST = 10;

/** Stands where a restricted case would be: all that it says is that there is one, and how it is opened in an emergency. */
export function BreakGlassPage({ caseId, onBack }: { caseId: string; onBack: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const open = useMutation({
    mutationFn: () => call('breakGlass', { params: { id: caseId }, body: { reason }, idempotencyKey: undefined }),
    onSuccess: () => queryClient.resetQueries({ queryKey: caseQuery(caseId).queryKey }),
  });
  return (
    <PageForm
      className={classes.page}
      isChanged={reason.trim() !== ''}
      isSaving={open.isPending}
      onSubmit={() => open.mutate()}
    >
      <Stack gap="md">
        <h1>
          <IconLock size={22} stroke={1.5} aria-hidden />
          {t('case.restriction.page.title')}
        </h1>
        <OthersEmergencyAccesses caseId={caseId} />
        <KeptWords caseId={caseId} />
        <Text>{t('case.restriction.page.text')}</Text>
        <Text>{t('case.restriction.page.consequences', { minutes: BREAK_GLASS_MINUTES })}</Text>
        <Textarea
          label={t('case.restriction.page.reason')}
          description={t('case.restriction.page.reasonHint', { min: SHORTEST })}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autoFocus
          autosize
          minRows={3}
          required
        />
        {/* Whoever does not confirm who they are has changed their mind. */}
        {open.error && !isFailure(open.error, 'step-up-required') && <FormError error={open.error} />}
        <Group>
          <Button type="submit" color="red" disabled={reason.trim().length < SHORTEST} loading={open.isPending}>
            {t('case.restriction.page.submit')}
          </Button>
          <LeaveButton variant="default" onLeave={onBack}>
            {t('common.back')}
          </LeaveButton>
        </Group>
      </Stack>
    </PageForm>
  );
}
