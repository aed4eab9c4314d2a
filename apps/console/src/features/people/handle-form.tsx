import { readPostalAddress, type AddHandle, type Citizen, type CitizenHandle } from '@guichet/contracts';
import { Button, Group, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { inOneLine } from '../../shared/i18n/display-name.js';
import { useProblemText, useReasonText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './person-panel.module.css';
import { usePersonActions } from './use-person-actions.js';

type AddressKind = 'typed' | 'postal';

/** The field for an address. What is wrong with a postal one is said once it has been left. */
function AddressField({
  kind,
  value,
  error,
  onChange,
}: {
  kind: AddressKind;
  value: string;
  error: string | null | undefined;
  onChange: (address: string) => void;
}) {
  const { t } = useTexts();
  const reasonText = useReasonText();
  const [left, setLeft] = useState(false);
  if (kind === 'typed')
    return (
      <TextInput
        size="xs"
        autoFocus
        required
        label={t('people.address')}
        description={t('people.addressHint')}
        maxLength={320}
        error={error}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  const { fault } = readPostalAddress(value);
  return (
    <Textarea
      size="xs"
      autoFocus
      required
      autosize
      minRows={3}
      maxRows={8}
      label={t('people.postalAddress')}
      description={t('people.postalHint')}
      placeholder={t('people.postalExample')}
      maxLength={320}
      error={error ?? (left && value.trim() !== '' && fault && reasonText(fault.reason, fault.data))}
      value={value}
      onBlur={() => setLeft(true)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const evidences = ['claimed', 'recorded', 'checked'] as const;

/** The form that adds an address to a person, or the evidence of a known one. */
export function HandleForm({
  person,
  caseId,
  confirming,
  onDone,
}: {
  person: Citizen;
  /** Where it was learnt. */
  caseId: string;
  confirming?: CitizenHandle;
  onDone: () => void;
}) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { addHandle } = usePersonActions(person.id);
  const [address, setAddress] = useState(confirming?.value ?? '');
  const [kind, setKind] = useState<AddressKind>('typed');
  const [evidence, setEvidence] = useState<AddHandle['evidence']>(confirming ? 'checked' : 'recorded');
  const [note, setNote] = useState('');
  const error = addHandle.error && problemText(addHandle.error);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        addHandle.mutate(
          { address: address.trim(), evidence, caseId, ...(note.trim() && { note: note.trim() }) },
          { onSuccess: onDone },
        );
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onDone();
      }}
    >
      {confirming ? (
        <p className={classes.confirming}>
          {t('people.confirming')} <bdi>{inOneLine(confirming.value)}</bdi>
        </p>
      ) : (
        <>
          <SegmentedControl
            size="xs"
            fullWidth
            aria-label={t('people.addressKind.label')}
            data={(['typed', 'postal'] as const).map((value) => ({ value, label: t(`people.addressKind.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
          <AddressField kind={kind} value={address} error={error} onChange={setAddress} />
          <Select
            size="xs"
            label={t('people.how')}
            allowDeselect={false}
            data={evidences.map((value) => ({ value, label: t(`people.howChoice.${value}`) }))}
            value={evidence}
            onChange={(value) => setEvidence(value as AddHandle['evidence'])}
          />
        </>
      )}
      <TextInput
        size="xs"
        autoFocus={Boolean(confirming)}
        label={t(confirming ? 'people.proof' : 'people.remark')}
        placeholder={t('people.proofExample')}
        maxLength={500}
        error={confirming && error}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="xs" justify="flex-end">
        <Button size="xs" variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="xs" type="submit" loading={addHandle.isPending} disabled={!address.trim()}>
          {t(confirming ? 'people.confirm' : 'people.add')}
        </Button>
      </Group>
    </form>
  );
}
