import { Menu } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../shared/api/client.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { downloadAfterProof } from '../../shared/session/step-up.js';
import { useExport } from '../../shared/session/use-export.js';

/** Downloads the whole case as a ZIP archive, for those who may export cases. */
export function ExportMenuItem({ caseId }: { caseId: string }) {
  const { t, i18n } = useTranslation();
  const { isOffered } = useExport('cases');
  if (!isOffered) return null;
  return (
    <Menu.Item
      component="a"
      download
      onClick={downloadAfterProof}
      href={addressOf('exportCase', { params: { id: caseId }, query: { language: shownLanguage(i18n) } })}
      leftSection={<IconFileZip size={16} stroke={1.5} />}
    >
      {t('case.action.export')}
    </Menu.Item>
  );
}
