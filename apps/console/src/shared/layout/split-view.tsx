import { useMediaQuery } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import type { CSSProperties, ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import { setPreferences, usePreferences } from '../session/browser-preferences.js';
import { cedeToastRoom } from './cede-toast-room.js';
import { ResizeGrip } from './resize-grip.js';
import classes from './split-view.module.css';

/** In pixels. */
const LIST_WIDTH = { narrow: 300, wide: 560, usual: 376 };

/** A list beside what it opens; on a phone one of them at a time. */
export function SplitView({ label, list, children }: { label: string; list: ReactNode; children: ReactNode }) {
  const { t } = useTexts();
  const { caseId } = useParams({ strict: false });
  const { listWidth } = usePreferences();
  // On a phone the list is all there is until a case is open.
  const alone = useMediaQuery('(max-width: 768px)') && !caseId;

  return (
    <div
      className={classes.split}
      data-case={caseId ? '' : undefined}
      style={{ '--list': `${listWidth}px` } as CSSProperties}
    >
      <section
        ref={cedeToastRoom}
        className={classes.list}
        data-toast-room
        aria-label={label}
        role={alone ? 'main' : undefined}
        id={alone ? 'main' : undefined}
        tabIndex={alone ? -1 : undefined}
      >
        {list}
        <ResizeGrip
          label={t('common.resize')}
          edge="right"
          width={listWidth}
          range={LIST_WIDTH}
          onWidth={(width) => setPreferences({ listWidth: width })}
        />
      </section>
      <div className={classes.pane}>{children}</div>
    </div>
  );
}
