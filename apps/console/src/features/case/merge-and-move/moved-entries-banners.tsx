import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconArrowsExchange, IconGitMerge } from '@tabler/icons-react';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSession } from '../../../shared/session/use-session.js';
import classes from './suggested-related-case-banners.module.css';
import { useUndoMove } from './use-undo-move.js';

/** For so long a move is news; later it is a line of the timeline, which undoes it as well. */
const NEWS = 24 * 3600_000;

/** Banners that say where merged, split or moved entries went or came from, with a button that undoes it. */
export function MovedEntriesBanners({ item, onOpen }: { item: CaseDetail; onOpen: (caseId: string) => void }) {
  const { t } = useTexts();
  const { agent } = useSession();
  const now = useNow();
  const undo = useUndoMove(item);
  const { mergedInto } = item;
  const fresh = item.moves.filter(({ at }) => now - Date.parse(at) < NEWS);
  const mergedBy = mergedInto && item.moves.find(({ how, direction }) => how === 'merged' && direction === 'out');
  const shown = fresh.filter((move) => move !== mergedBy).slice(0, 2);
  const undoing = (moveId: string, label = t('common.toast.undo')) => (
    <Button
      size="compact-sm"
      variant="light"
      loading={undo.isPending && undo.variables.moveId === moveId}
      onClick={() => undo.mutate({ moveId })}
    >
      {label}
    </Button>
  );
  const to = (caseId: string, reference: string) => (
    <button type="button" className={classes.open} onClick={() => onOpen(caseId)}>
      {reference}
    </button>
  );
  return (
    <>
      {mergedInto && (
        <div className={classes.banner} role="note">
          <IconGitMerge size={16} stroke={1.5} aria-hidden />
          <span className={classes.text}>{t('case.move.mergedInto', { reference: mergedInto.reference })}</span>
          <Button size="compact-sm" onClick={() => onOpen(mergedInto.caseId)}>
            {t('case.move.openInto', { reference: mergedInto.reference })}
          </Button>
          {mergedBy && undoing(mergedBy.id, t('case.move.undoMerge'))}
        </div>
      )}
      {shown.map((move) => (
        <div key={move.id} className={classes.banner} role="note">
          <IconArrowsExchange size={16} stroke={1.5} aria-hidden />
          <span className={classes.text}>
            {move.byId === null
              ? t(`case.move.banner.oneCorrespondence.${move.direction}`)
              : t(`case.move.banner.${move.how}.${move.direction}`, {
                  count: move.count,
                  by: move.byId === agent.id ? t('case.activity.you') : move.by,
                })}{' '}
            {to(move.caseId, move.reference)}
          </span>
          {undoing(move.id)}
        </div>
      ))}
    </>
  );
}
