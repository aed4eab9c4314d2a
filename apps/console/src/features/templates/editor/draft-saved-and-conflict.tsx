import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudUpload, IconUsers } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './text-tab.module.css';
import type { Saving } from '../template-screen/shown-revision.js';

interface Props {
  saving: Saving;
  retry: () => void;
  settle: (whose: 'theirs' | 'mine') => Promise<void>;
}

const glyphs = { saved: IconCheck, saving: IconCloudUpload, failed: IconAlertTriangle };

/** Says whether the draft is saved, and asks which text to keep where somebody else has saved another one. */
export function DraftSavedAndConflict({ saving, retry, settle }: Props) {
  const { t } = useTexts();
  if (saving === 'conflict')
    return (
      <div className={classes.notice} data-tone="soon" role="alert">
        <IconUsers size={16} stroke={1.5} aria-hidden />
        <span>{t('templates.edit.conflict')}</span>
        <Button size="compact-sm" variant="default" onClick={() => void settle('theirs')}>
          {t('templates.edit.theirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void settle('mine')}>
          {t('templates.edit.mine')}
        </Button>
      </div>
    );
  const Glyph = glyphs[saving];
  return (
    <div className={classes.saved}>
      <span className={classes.state} data-saving={saving} role={saving === 'failed' ? 'alert' : undefined}>
        <Glyph size={14} stroke={1.75} aria-hidden />
        {t(`templates.edit.${saving === 'failed' ? 'notSaved' : saving}`)}
        {saving === 'failed' && (
          <Button size="compact-xs" variant="default" onClick={retry}>
            {t('common.retry')}
          </Button>
        )}
      </span>
    </div>
  );
}
