import type { SideConversation } from '@guichet/contracts';
import { FormError } from '@guichet/ui';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { isFailure } from '../../../shared/api/failure.js';
import { useIdempotencyKey } from '../../../shared/api/use-idempotency-key.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './side-conversation-card.module.css';
import { refreshSide, useUpdateSide } from './side-queries.js';
import { SideDisclosureFindings } from './side-disclosure-findings.js';
import { useSideDisclosureFindings } from './use-side-disclosure-findings.js';

interface Props {
  caseId: string;
  conversation: SideConversation;
}

function useAnswer({ caseId, conversation }: Props) {
  const queryClient = useQueryClient();
  const findings = useSideDisclosureFindings();
  const [text, setText] = useState('');
  const { idempotencyKey, renew, take } = useIdempotencyKey();
  const send = useMutation({
    mutationFn: () =>
      call('postSideMessage', {
        params: { id: caseId, sideId: conversation.id },
        body: { text, acknowledged: findings.acknowledged },
        idempotencyKey,
      }),
    onSuccess: () => {
      setText('');
      renew();
    },
    onError: (error) => {
      findings.take(error);
      // The message that was sent before is on screen then, so that this one is another.
      if (isFailure(error, 'idempotency-mismatch')) renew();
      else take(error);
    },
    onSettled: () => refreshSide(queryClient, caseId),
  });
  const write = (next: string) => {
    findings.clear();
    setText(next);
  };
  return { text, write, send, findings };
}

/** Writes to the people of a side conversation, and closes it or opens it again. */
export function SideConversationReply({ caseId, conversation }: Props) {
  const { t } = useTexts();
  const { text, write, send, findings } = useAnswer({ caseId, conversation });
  const update = useUpdateSide(caseId);
  const isClosed = conversation.state === 'closed';
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <FormError error={isFailure(send.error, 'disclosure-check') ? null : (send.error ?? update.error)} />
      {!isClosed && (
        <Textarea
          aria-label={t('case.side.answerLabel', {
            names: conversation.recipients.map(({ name, value }) => name || value).join(', '),
          })}
          placeholder={t('case.side.answerPlaceholder')}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
      )}
      <SideDisclosureFindings findings={findings} />
      <div className={classes.foot}>
        <Button
          variant="default"
          size="xs"
          loading={update.isPending}
          onClick={() => update.mutate({ id: conversation.id, isClosed: !isClosed })}
        >
          {t(isClosed ? 'case.side.reopen' : 'case.side.close')}
        </Button>
        {!isClosed && (
          <Button type="submit" size="xs" loading={send.isPending} disabled={text.trim() === '' || findings.isOpen}>
            {t('case.side.send')}
          </Button>
        )}
      </div>
    </form>
  );
}
