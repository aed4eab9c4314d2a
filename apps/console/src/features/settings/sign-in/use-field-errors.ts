import type { UseFormReturnType } from '@mantine/form';
import { isFailure } from '../../../shared/api/failure.js';
import { useReasonText } from '../../../shared/i18n/use-problem-text.js';

/**
 * Returns a function that shows below each field of a form what the server says of it, and says whether that was everything. A
 * wrong item of a list is shown below the list.
 */
export function useFieldErrors() {
  const reasonText = useReasonText();
  return <Values>(form: UseFormReturnType<Values>, error: unknown): boolean => {
    const wrong = isFailure(error) ? (error.problem.errors ?? []) : [];
    for (const { path, reason, data, message } of wrong)
      form.setFieldError(path.split('.')[0]!, reason ? reasonText(reason, data) : message);
    return wrong.length > 0;
  };
}
