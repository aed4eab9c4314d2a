import { CloseButton } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { ResizeGrip } from '../../shared/layout/resize-grip.js';
import { setPreferences, usePreferences } from '../../shared/session/browser-preferences.js';
import classes from './side-panel.module.css';

/** In pixels. */
const PANEL_WIDTH = { narrow: 260, wide: 480, usual: 304 };

interface Props {
  /** Over the case rather than beside it, where there is no room. */
  onTop: boolean;
  pinned: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The panel beside a case. It takes its place before what it says is there. */
export function SidePanel({ onTop, pinned, onClose, children }: Props) {
  const { t } = useTexts();
  const { panelWidth } = usePreferences();
  return (
    <aside
      className={classes.panel}
      data-top={onTop || undefined}
      data-over-case={onTop || undefined}
      data-pinned={pinned || undefined}
      aria-label={t('case.panel.label')}
      style={{ '--panel': `${panelWidth}px` } as CSSProperties}
    >
      {!onTop && (
        <ResizeGrip
          label={t('case.panel.resize')}
          edge="left"
          width={panelWidth}
          range={PANEL_WIDTH}
          onWidth={(width) => setPreferences({ panelWidth: width })}
        />
      )}
      <div className={classes.content}>
        <div className={classes.close}>
          <CloseButton aria-label={t('case.panel.close')} onClick={onClose} />
        </div>
        {children}
      </div>
    </aside>
  );
}
