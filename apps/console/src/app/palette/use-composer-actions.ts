import { IconCalendarTime, IconCircleCheck, IconLock, IconSend } from '@tabler/icons-react';
import { useComposerCommands, type ComposerCommand } from '../../shared/drafts/composer-commands.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import type { PaletteAction } from './palette-action.js';

/** In the order in which they are offered. */
const icons = {
  send: IconSend,
  sendAndClose: IconCircleCheck,
  sendLater: IconCalendarTime,
  addNote: IconLock,
} as const satisfies Record<ComposerCommand['id'], unknown>;
const order = Object.keys(icons);

/** What is done with the reply or the note that stands in the composer. It is never offered again as used lately: what is sent is asked for each time. */
export function useComposerActions(): PaletteAction[] {
  const { t } = useTexts();
  return useComposerCommands()
    .toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
    .map(({ id, label, run }) => ({
      ...{ id: `composer-${id}`, group: t('app.palette.case'), label, otherWords: t(`palette.otherWords.${id}`) },
      ...{ icon: icons[id], isPassing: true, run },
    }));
}
