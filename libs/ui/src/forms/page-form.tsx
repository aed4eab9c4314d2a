import { Button, type ButtonProps } from '@mantine/core';
import { use, useCallback, useState, type ComponentProps, type FormEvent, type ReactNode } from 'react';
import { LeaveGuard, LeaveQuestion } from './leave-guard.js';
import { LeavingForm } from './leaving-form.js';

interface Props extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  /** Whether something stands in the fields that is not saved. */
  isChanged: boolean;
  /** It is being saved just now: what follows on that loses nothing. */
  isSaving: boolean;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * A form that stands in a page. Once something was changed in it, whoever leaves is asked first: by a link, a key, the way back, the
 * window itself, or by a button in the form that leaves it, which is `FormButtons` or a `LeaveButton`.
 */
export function PageForm({ isChanged, isSaving, onSubmit, children, ...others }: Props) {
  const isLost = isChanged && !isSaving;
  const [leaving, setLeaving] = useState<{ go: () => void }>();
  const leave = useCallback((go: () => void) => (isLost ? setLeaving({ go }) : go()), [isLost]);
  return (
    <LeavingForm value={leave}>
      <form
        {...others}
        onSubmit={(event) => {
          event.preventDefault();
          // What is sent in a dialog that the form has opened is not for the form.
          if (event.target === event.currentTarget) onSubmit(event);
        }}
      >
        {children}
      </form>
      <LeaveGuard dirty={isLost} />
      {leaving && <LeaveQuestion onLeave={leaving.go} onStay={() => setLeaving(undefined)} />}
    </LeavingForm>
  );
}

interface LeaveButtonProps extends ButtonProps {
  onLeave: () => void;
  children: ReactNode;
}

/** A button of a form that leads away from it. */
export function LeaveButton({ onLeave, ...others }: LeaveButtonProps) {
  const leave = use(LeavingForm);
  return <Button {...others} onClick={() => leave(onLeave)} />;
}
