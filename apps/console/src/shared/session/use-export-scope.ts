import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../api/queries.js';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';
import { exportNote } from './export-note.js';
import { useMay, useSession } from './use-session.js';

interface Export {
  /** Whether they may export any of it. */
  isOffered: boolean;
  /** Whose alone, where that is less than the screen shows. */
  note: string | null;
}

/** What an agent may export of the cases, or of the figures, that they see. */
export function useExportScope(of: 'cases' | 'figures'): Export {
  const { t } = useTexts();
  const { list } = useFormats();
  const may = useMay();
  const part = useSession().exported[of];
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: part !== null && may('team.read') });
  const isSome = part === null || part.teamIds.length > 0 || part.assigned !== 'none';
  return { isOffered: may('export.cases') && isSome, note: exportNote(part, { t, list, teams }) };
}
