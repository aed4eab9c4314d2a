import type { PreviewTemplate } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { postForFile } from '../api/client.js';
import { useProblemText } from '../i18n/problem-text.js';
import { toastFailure } from '../shell/toast.js';

/** The letter as it would be printed. */
export function LetterButton({ asked }: { asked: Omit<PreviewTemplate, 'values'> }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const letter = useMutation({
    mutationFn: () => postForFile('/templates/preview/letter', asked),
    onSuccess: (file) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = t('library.preview.letterName');
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    onError: (error) => toastFailure(t('library.preview.letterFailed'), problemText(error)),
  });
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconDownload size={15} stroke={1.5} />}
      loading={letter.isPending}
      onClick={() => letter.mutate()}
    >
      {t('library.preview.letterOpen')}
    </Button>
  );
}
