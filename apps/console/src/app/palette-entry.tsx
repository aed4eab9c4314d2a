import { Keycaps } from '@guichet/ui';
import { UnstyledButton } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import type { ReactNode } from 'react';
import { keycapOf } from '../shared/keyboard/shortcut-keys.js';
import type { PaletteAction } from './use-palette-actions.js';

const { action, actionBody, actionLabel, actionSection } = Spotlight.classes;
const entry = `mantine-focus-auto ${UnstyledButton.classes.root} ${action}`;

/** One line of the palette, as Spotlight draws them, without what each of them would have its styles computed by. */
export function PaletteEntry({ onRun, children }: { onRun: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={entry}
      data-action
      tabIndex={-1}
      // The caret stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      {children}
    </button>
  );
}

export function ActionEntry({ action, onRun }: { action: PaletteAction; onRun: (action: PaletteAction) => void }) {
  const [keys] = action.keys ?? [];
  return (
    <PaletteEntry onRun={() => onRun(action)}>
      <span className={actionSection} data-position="left" data-dimmed>
        <action.icon size={17} stroke={1.5} />
      </span>
      <span className={actionBody}>
        <span className={actionLabel}>{action.label}</span>
      </span>
      {keys !== undefined && (
        <span className={actionSection} data-position="right" data-dimmed>
          <Keycaps keys={[keycapOf(keys)]} />
        </span>
      )}
    </PaletteEntry>
  );
}
