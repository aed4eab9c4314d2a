import type { CaseDetail } from '@guichet/contracts';
import { Menu } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../shared/api/client.js';
import { shownLanguage } from '../../shared/i18n/shown-language.js';
import { downloadAfterProof } from '../../shared/session/step-up.js';
import { useMay, useSession } from '../../shared/session/use-session.js';

/** Whether the agent may export this case, and not only others that they see. */
function useMayExport({ team, assignee }: Pick<CaseDetail, 'team' | 'assignee'>): boolean {
  const may = useMay();
  const { exported, agent } = useSession();
  const part = exported.cases;
  if (!may('export.cases')) return false;
  if (part === null || part.teamIds.includes(team.id)) return true;
  return part.assigned !== 'none' && assignee?.id === agent.id;
}

/** Downloads the whole case as a ZIP archive. */
export function ExportMenuItem({ item }: { item: CaseDetail }) {
  const { t, i18n } = useTranslation();
  if (!useMayExport(item)) return null;
  return (
    <Menu.Item
      component="a"
      download
      onClick={downloadAfterProof}
      href={addressOf('exportCase', { params: { id: item.id }, query: { language: shownLanguage(i18n) } })}
      leftSection={<IconFileZip size={16} stroke={1.5} />}
    >
      {t('case.action.export')}
    </Menu.Item>
  );
}
