import type { SkippedLetters } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

interface Props {
  letters: SkippedLetters;
  /** Prints those that were printed before. */
  onPrintAgain: (entryIds: string[]) => void;
  onClose: () => void;
}

/** Says which letters were left out and why, and offers to print again those that were printed before. */
export function SkippedLettersDialog({ letters: { skipped, unknown }, onPrintAgain, onClose }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const printed = skipped.filter(({ why }) => why === 'printed').map(({ entryId }) => entryId);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('letters.skipped.title', { count: skipped.length + unknown })}
      size={520}
      yOffset="8vh"
      centered={false}
    >
      <Stack gap="md">
        <List size="sm" spacing={4}>
          {skipped.map(({ entryId, recipient, why, by, at }) => (
            <List.Item key={entryId}>
              <bdi>{recipient}</bdi>{' '}
              <Text span size="sm" c="var(--g-text-2)">
                – {t(`letters.skipped.why.${why}`, { name: by, at: at && formats.dateTime(at) })}
              </Text>
            </List.Item>
          ))}
          {unknown > 0 && <List.Item>{t('letters.skipped.unknown', { count: unknown })}</List.Item>}
        </List>
        {printed.length > 0 && <Text size="sm">{t('letters.skipped.again')}</Text>}
        <Group justify="flex-end">
          {printed.length > 0 && (
            <Button variant="default" onClick={() => onPrintAgain(printed)}>
              {t('letters.skipped.printAgain', { count: printed.length })}
            </Button>
          )}
          <Button onClick={onClose} data-autofocus>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
