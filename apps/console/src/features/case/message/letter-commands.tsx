import { ReturnReason, type Delivery, type MessageEntry } from '@guichet/contracts';
import { Anchor, Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { addressOf, call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';

interface Props {
  entry: MessageEntry;
  delivery: Delivery;
  caseId: string;
}

const POSTED = new Set<Delivery['status']>(['sent', 'delivered']);

/** What can be done about a letter: it is opened as it was sent, printed, or marked as one that came back. */
export function LetterCommands({ entry, delivery: { status, letter }, caseId }: Props) {
  const { t } = useTexts();
  const may = useMay();
  return (
    <>
      <Anchor href={addressOf('getLetter', { params: { id: caseId, entryId: entry.id } })} target="_blank" fz="inherit">
        {t('case.delivery.openLetter')} ({t('case.delivery.pages', { count: letter?.pages ?? 0 })})
      </Anchor>
      {status === 'to-print' && may('case.reply') && (
        <Anchor component={Link} to="/letters" fz="inherit">
          {t('case.delivery.toPrintList')}
        </Anchor>
      )}
      {POSTED.has(status) && may('case.reply') && <Returned entry={entry} caseId={caseId} />}
    </>
  );
}

function Returned({ entry, caseId }: Omit<Props, 'delivery'>) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const back = useMutation({
    mutationFn: (why: ReturnReason) =>
      call('markLetterReturned', {
        params: { id: caseId, entryId: entry.id },
        body: { why },
        idempotencyKey: undefined,
      }),
    onError: (error) => toastFailure(t('case.delivery.returnedFailed'), problemText(error)),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['timeline', caseId] });
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
    },
  });
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={back.isPending}
          rightSection={<IconChevronDown size={12} stroke={1.75} aria-hidden />}
        >
          {t('case.delivery.returned')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ReturnReason.options.map((why) => (
          <Menu.Item key={why} onClick={() => back.mutate(why)}>
            {t(`case.delivery.returnedWhy.${why}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
