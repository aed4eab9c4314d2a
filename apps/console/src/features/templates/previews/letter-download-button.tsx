import type { PreviewTemplate } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { callForFile } from '../../../shared/api/client.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** A button that downloads the letter as PDF. */
export function LetterDownloadButton({ asked }: { asked: Omit<PreviewTemplate, 'values'> }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const letter = useMutation({
    mutationFn: () => callForFile('previewLetter', { body: asked }),
    onSuccess: (file) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = t('templates.preview.letterName');
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
    onError: (error) => toastFailure(t('templates.preview.letterFailed'), problemText(error)),
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
      {t('templates.preview.letterOpen')}
    </Button>
  );
}
