import { FormDialog, LeaveQuestion } from '@guichet/ui';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { call } from '../../shared/api/client.js';
import { beginReplyIn } from '../../shared/drafts/pending-reply-start.js';
import { useErrorAtField } from '../../shared/forms/use-error-at-field.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay, useSession } from '../../shared/session/use-session.js';
import { AddressChoiceField, PersonChoiceField, type PersonChoice } from '../people/index.js';
import type { OwnerAnswer } from './address-owner/owner-question.js';
import { OwnerQuestionField } from './address-owner/owner-question-field.js';
import { reachable, useOwnerQuestion } from './address-owner/use-owner-question.js';
import { addressOfChoice, areInOneSector } from './new-case/address-after-person-choice.js';
import { keepLastTeam } from './new-case/last-team.js';
import { TeamField } from './new-case/team-field.js';
import { useNewCaseTeam } from './new-case/use-new-case-team.js';

interface NewCase {
  subject: string;
  address: string;
  who: PersonChoice;
  /** Who is meant by the address, where it is known as that of somebody else. */
  answer: OwnerAnswer | undefined;
  /** Undefined: the usual one. */
  teamId: string | undefined;
}

/** The dialog that creates a case which the administration begins, such as a letter to write. */
export function NewCaseDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const may = useMay();
  const { agent } = useSession();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm<NewCase>({
    initialValues: { subject: '', address: '', who: { id: undefined, name: '' }, answer: undefined, teamId: undefined },
    validate: { address: (value) => (value && !reachable.test(value.trim()) ? t('case.new.addressWrong') : null) },
  });
  const [leavingFor, setLeavingFor] = useState<string>();
  const team = useNewCaseTeam(form.values.teamId);
  const { address: typed, who, answer } = form.values;
  const owner = useOwnerQuestion({
    ...{ address: typed, who, answer },
    onAnswer: (said, meant) => form.setValues({ answer: said, who: meant }),
  });
  const show = (caseId: string) => void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId } });
  const showInstead = (caseId: string) => {
    // The dialog is gone first: it would ask whether what was typed is to be lost.
    flushSync(onClose);
    show(caseId);
  };
  const create = useMutation({
    mutationFn: ({ subject, address, who }: NewCase) =>
      call('createCase', {
        body: {
          subject,
          ...(address.trim() && { address: address.trim(), meant: owner.question?.meant }),
          ...(who.id ? { citizenId: who.id } : who.name.trim() && { citizenName: who.name.trim() }),
          ...(team.teamId && { teamId: team.teamId }),
          assignToMe: team.assignToMe,
        },
        idempotencyKey: attempt,
      }),
    onSuccess: (created, { address }) => {
      keepLastTeam(agent.id, created.team.id);
      onClose();
      if (address.trim() && may('case.reply')) beginReplyIn(created.id);
      show(created.id);
    },
  });
  const address = useErrorAtField(create.error, 'address');

  return (
    <FormDialog
      title={t('case.new.title')}
      error={address.elsewhere}
      submit={t('case.new.submit')}
      pending={create.isPending}
      onSubmit={form.onSubmit((values) => void (owner.ask() || create.mutate(values)))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('case.new.subject')}
        required
        maxLength={250}
        {...form.getInputProps('subject')}
      />
      <PersonChoiceField
        withoutFocus
        value={form.values.who}
        onChange={(who) => {
          const { address: written, who: before } = form.values;
          const fills = areInOneSector(team.usable);
          form.setFieldValue('who', who);
          form.setFieldValue('address', addressOfChoice(written, before, { who, fills }));
        }}
      />
      <AddressChoiceField
        label={t('case.new.address')}
        description={t('case.new.addressHint')}
        maxLength={320}
        value={form.values.address}
        ref={address.field}
        error={form.errors.address ?? address.wrong}
        onChange={(typed, who) => {
          // Why it was refused may be right no longer.
          if (create.isError) create.reset();
          form.setFieldValue('address', typed);
          if (who) form.setFieldValue('who', who);
        }}
      />
      <OwnerQuestionField
        state={owner}
        onChoose={(chosen) => form.setFieldValue('who', chosen)}
        // That case knows the person and the address; a subject would be lost.
        onOpen={(caseId) => (form.values.subject.trim() ? setLeavingFor(caseId) : showInstead(caseId))}
      />
      <TeamField team={team} onChange={(teamId) => form.setFieldValue('teamId', teamId)} />
      {leavingFor !== undefined && (
        <LeaveQuestion onLeave={() => showInstead(leavingFor)} onStay={() => setLeavingFor(undefined)} />
      )}
    </FormDialog>
  );
}
