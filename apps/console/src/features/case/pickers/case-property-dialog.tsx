import type { CaseSummary } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { caseQuery } from '../../../shared/api/queries.js';
import { useListState, type WholeList } from '../../../shared/cases/case-list-state.js';
import { newestCase } from '../../../shared/cases/newest-case.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { HandoverDialog } from '../handover/handover-dialog.js';
import { CaseActionTitle } from './case-action-title.js';
import { CasePropertyPicker, type CaseField } from './case-property-picker.js';

/** A picker in a dialog, for one case or many; a shortcut or the bulk bar opens it. */
export function CasePropertyDialog({
  what,
  items,
  whole,
  onClose,
}: {
  what: CaseField;
  items: readonly CaseSummary[];
  whole?: WholeList | undefined;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const [first, ...others] = items;
  const queryClient = useQueryClient();
  const rows = useListState((state) => state.rows);
  const away = useListState((state) => state.away);
  // As they are now: a tag toggled here changes them while the dialog is open. The case that is open may be in no list any more.
  useQuery({ ...caseQuery(first?.id ?? ''), enabled: false });
  // What is written then names the version that is known best: that of a pane which was left may be older than the row that was selected.
  const current = items.map((item) => {
    const pane = queryClient.getQueryData<{ data: CaseSummary }>(['case', item.id])?.data;
    const row = [...rows, ...away].find(({ id }) => id === item.id);
    return newestCase(pane, row) ?? item;
  });
  if (what === 'team')
    return first ? (
      <HandoverDialog items={[first, ...others]} whole={whole} onClose={onClose} onDone={onClose} />
    ) : null;
  const about =
    items.length > 1 || whole
      ? t('common.cases', { count: whole?.count ?? items.length })
      : `${items[0]?.reference} ${items[0]?.subject}`;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={<CaseActionTitle act={t(`case.choose.${what}`)} about={about} />}
      size={420}
      yOffset="12vh"
      centered={false}
    >
      <CasePropertyPicker what={what} items={current} whole={whole} onDone={onClose} />
    </Dialog>
  );
}
