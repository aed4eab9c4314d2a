import { useMediaQuery } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreferences } from '../session/preferences.js';
import classes from './split-view.module.css';

const narrow = 300;
const wide = 560;
const bound = (width: number) => Math.round(Math.min(wide, Math.max(narrow, width)));

/** A list beside what it opens; on a phone one of them at a time. */
export function SplitView({ label, list, children }: { label: string; list: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const { caseId } = useParams({ strict: false });
  const { listWidth } = usePreferences();
  // On a phone the list is all there is until a case is open.
  const alone = useMediaQuery('(max-width: 768px)') && !caseId;

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.currentTarget.parentElement!.getBoundingClientRect().left;
    event.currentTarget.setPointerCapture(event.pointerId);
    const grip = event.currentTarget;
    const move = (moved: globalThis.PointerEvent) => setPreferences({ listWidth: bound(moved.clientX - left) });
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', () => grip.removeEventListener('pointermove', move), { once: true });
  };
  const nudge = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step) setPreferences({ listWidth: bound(listWidth + step) });
  };

  return (
    <div
      className={classes.split}
      data-case={caseId ? '' : undefined}
      style={{ '--list': `${listWidth}px` } as CSSProperties}
    >
      <section
        className={classes.list}
        data-toast-room
        aria-label={label}
        role={alone ? 'main' : undefined}
        id={alone ? 'main' : undefined}
        tabIndex={alone ? -1 : undefined}
      >
        {list}
        <div
          className={classes.grip}
          role="separator"
          aria-orientation="vertical"
          aria-label={t('common.resize')}
          aria-valuenow={listWidth}
          aria-valuemin={narrow}
          aria-valuemax={wide}
          tabIndex={0}
          onPointerDown={drag}
          onKeyDown={nudge}
        />
      </section>
      <div className={classes.pane}>{children}</div>
    </div>
  );
}
