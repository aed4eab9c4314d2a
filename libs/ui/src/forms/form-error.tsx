import { Alert } from '@mantine/core';
import { useKitTexts } from '../kit-texts.js';

/** Why the server refused a form, in words. What was typed stays where it is. */
export function FormError({ error }: { error: unknown }) {
  const { describeError } = useKitTexts();
  if (!error) return null;
  return (
    <Alert color="red" variant="outline" role="alert">
      {describeError(error).text}
    </Alert>
  );
}
