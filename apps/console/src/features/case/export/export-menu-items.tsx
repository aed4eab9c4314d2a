import type { CaseDetail } from '@guichet/contracts';
import { Loader, Menu, Text } from '@mantine/core';
import { IconFileTypePdf, IconFileZip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../../shared/api/client.js';
import { shownLanguage } from '../../../shared/i18n/shown-language.js';
import { downloadAfterProof } from '../../../shared/session/step-up.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { useCasePdf } from './use-case-pdf.js';

/** Whether the agent may export this case, and not only others that they see. */
function useMayExport({ team, assignee }: Pick<CaseDetail, 'team' | 'assignee'>): boolean {
  const may = useMay();
  const { exported, agent } = useSession();
  const part = exported.cases;
  if (!may('export.cases')) return false;
  if (part === null || part.teamIds.includes(team.id)) return true;
  return part.assigned !== 'none' && assignee?.id === agent.id;
}

/** Downloads the case: as a PDF to read and to print, or as a ZIP archive of all that belongs to it. */
export function ExportMenuItems({ item }: { item: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const { save, isBusy } = useCasePdf(item);
  if (!useMayExport(item)) return null;
  return (
    <>
      <Menu.Item
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={save}
        leftSection={isBusy ? <Loader size={16} /> : <IconFileTypePdf size={16} stroke={1.5} />}
      >
        {isBusy ? t('case.export.busy') : t('case.export.pdf')}
        <Hint text={t('case.export.pdfHint')} />
      </Menu.Item>
      <Menu.Item
        component="a"
        download
        onClick={downloadAfterProof}
        href={addressOf('exportCase', { params: { id: item.id }, query: { language: shownLanguage(i18n) } })}
        leftSection={<IconFileZip size={16} stroke={1.5} />}
      >
        {t('case.export.zip')}
        <Hint text={t('case.export.zipHint')} />
      </Menu.Item>
    </>
  );
}

const Hint = ({ text }: { text: string }) => (
  <Text size="xs" c="var(--g-text-2)">
    {text}
  </Text>
);
