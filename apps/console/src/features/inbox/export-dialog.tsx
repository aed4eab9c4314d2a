import type { ExportFormat } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { exportFormats } from '../../shared/exports/export-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { downloadAfterProof } from '../../shared/session/step-up.js';

interface Props {
  title: string;
  /** How many cases there are. */
  count: string | false | undefined;
  /** What they are, in words. */
  words: readonly string[];
  /** What else is to be known before: of which cases, and how many at most. */
  notes: readonly (string | false | null)[];
  addressOfFile: (format: ExportFormat) => string;
  onClose: () => void;
}

/** The frame of the dialogs that export cases: how many of what there are, and a button for each format. */
export function ExportDialog({ title, count, words, notes, addressOfFile, onClose }: Props) {
  const { t } = useTexts();
  const line = (text: string) => (
    <Text key={text} size="sm" c="var(--g-text-2)">
      {text}
    </Text>
  );
  return (
    <Dialog opened onClose={onClose} title={title} size={460} yOffset="8vh" centered={false}>
      <Stack gap="sm">
        <Text size="sm" role="status" style={{ overflowWrap: 'anywhere' }}>
          {count && (
            <>
              <strong>{count}</strong>
              {' · '}
            </>
          )}
          {words.join(' · ')}
        </Text>
        {line(t('export.columns'))}
        {notes.filter((note) => note !== null && note !== false).map(line)}
        <Group justify="flex-end" gap="xs">
          {exportFormats.toReversed().map((format) => (
            <Button
              key={format}
              component="a"
              download
              data-autofocus={format === exportFormats[0] || undefined}
              variant={format === exportFormats[0] ? 'filled' : 'default'}
              leftSection={<IconDownload size={16} stroke={1.5} aria-hidden />}
              href={addressOfFile(format)}
              onClick={(event) => {
                downloadAfterProof(event);
                onClose();
              }}
            >
              {t(`export.${format}`)}
            </Button>
          ))}
        </Group>
      </Stack>
    </Dialog>
  );
}
