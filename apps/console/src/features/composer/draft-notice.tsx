import { Button } from '@mantine/core';
import { IconCloudOff, IconVersions } from '@tabler/icons-react';
import type { DraftState } from '../../shared/drafts/draft-sync-reducer.js';
import { useDrafts } from '../../shared/drafts/agent-drafts.js';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import classes from './draft-notice.module.css';

/** Warns that the draft is only in this browser, and why; or that another version of it exists. */
export function DraftNotice({ id, state, other }: { id: string; state: DraftState; other: boolean }) {
  const { t } = useTexts();
  const drafts = useDrafts();
  const dismiss = () => {
    const { offerAgain } = drafts.dismissOther(id);
    toast({ message: t('composer.otherDraftDeleted'), undoLabel: t('common.toast.undo'), undo: offerAgain });
  };
  const unsaved = state === 'unsaved' || state === 'refused';
  return (
    <>
      <div role="status" className={classes.live}>
        {unsaved && (
          <p className={classes.notice}>
            <IconCloudOff size={15} stroke={1.75} aria-hidden />
            <span>{t(state === 'unsaved' ? 'composer.unsavedWhy' : 'composer.refusedWhy')}</span>
          </p>
        )}
      </div>
      {other && (
        <div className={classes.notice}>
          <IconVersions size={15} stroke={1.75} aria-hidden />
          <span>{t('composer.otherDraft')}</span>
          <span className={classes.acts}>
            <Button size="compact-xs" variant="default" onClick={() => drafts.takeOther(id)}>
              {t('composer.showOtherDraft')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={dismiss}>
              {t('composer.deleteOtherDraft')}
            </Button>
          </span>
        </div>
      )}
    </>
  );
}
