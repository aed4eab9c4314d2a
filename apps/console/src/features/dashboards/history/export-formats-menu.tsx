import type { ExportFormat } from '@guichet/contracts';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { exportFormats } from '../../../shared/exports/export-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { downloadAfterProof } from '../../../shared/session/step-up.js';
import { useExportScope } from '../../../shared/session/use-export-scope.js';

interface Props {
  of: 'cases' | 'figures';
  /** Where the file of a format is. */
  addressOfFile: (format: ExportFormat) => string;
  className?: string | undefined;
}

/** The menu of the formats in which something can be exported, for whoever may. */
export function ExportFormatsMenu({ of, addressOfFile, className }: Props) {
  const { t } = useTexts();
  const { isOffered, note } = useExportScope(of);
  if (!isOffered) return null;
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          className={className}
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} stroke={1.5} aria-hidden />}
        >
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {note && <Menu.Label fw={400}>{note}</Menu.Label>}
        {exportFormats.map((format) => (
          <Menu.Item key={format} component="a" download onClick={downloadAfterProof} href={addressOfFile(format)}>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
