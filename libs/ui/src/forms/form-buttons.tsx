import { Button, Group } from '@mantine/core';
import { use, type ReactNode, type Ref } from 'react';
import { useKitTexts } from '../kit-texts.js';
import { LeavingForm } from './leaving-form.js';

export interface FormButtonsProps {
  /** What the form does, as a verb. */
  submit: string;
  submitRef?: Ref<HTMLButtonElement>;
  pending: boolean;
  disabled?: boolean;
  /** The label of the button that leaves; by default "Cancel". */
  cancel?: string;
  onCancel: () => void;
  /** Stands at the other end of the line. */
  before?: ReactNode;
}

/** The two ways out of a form: cancel and submit. */
export function FormButtons({ submit, submitRef, pending, disabled, cancel, onCancel, before }: FormButtonsProps) {
  const texts = useKitTexts();
  const leave = use(LeavingForm);
  return (
    <Group>
      {before}
      <Group gap="xs" ml="auto">
        <Button variant="default" onClick={() => leave(onCancel)}>
          {cancel ?? texts.cancel}
        </Button>
        <Button ref={submitRef} type="submit" loading={pending} disabled={disabled} aria-keyshortcuts="Control+Enter">
          {submit}
        </Button>
      </Group>
    </Group>
  );
}
