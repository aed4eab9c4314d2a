import { useEffect, useRef } from 'react';
import { isFailure } from '../api/failure.js';
import { useReasonText } from '../i18n/use-problem-text.js';

/**
 * What a server says of one field, which is said at that field and gives it the focus; `elsewhere`: the failure where it is about
 * something else, to be said above the form.
 */
export function useErrorAtField(error: unknown, path: string) {
  const reasonText = useReasonText();
  const field = useRef<HTMLInputElement>(null);
  const fault = isFailure(error) ? error.field(path) : undefined;
  const isAlone = isFailure(error) && error.problem.errors?.length === 1;
  const isWrong = fault !== undefined;
  useEffect(() => {
    if (isWrong) field.current?.focus();
  }, [isWrong]);
  return {
    field,
    wrong: fault && (fault.reason ? reasonText(fault.reason, fault.data) : fault.message),
    elsewhere: fault && isAlone ? null : error,
  };
}
