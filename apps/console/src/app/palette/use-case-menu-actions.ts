import type { CaseDetail } from '@guichet/contracts';
import {
  IconArrowForwardUp,
  IconCopy,
  IconEye,
  IconGitBranch,
  IconLock,
  IconMessages,
  IconRoute,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { toast } from '../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { useMay } from '../../shared/session/use-session.js';
import type { PaletteAction } from './palette-action.js';

/** What the menu of a case offers that has no key: it is found by its words. */
export function useCaseMenuActions(): (item: CaseDetail) => PaletteAction[] {
  const { t } = useTexts();
  const may = useMay();
  const navigate = useNavigate();
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ message: t('common.copied') });
    } catch {
      toast({ message: text });
    }
  };
  return (item) => {
    const group = t('app.palette.case');
    const isMerged = item.mergedInto !== null;
    const mayRestrict = may('case.restrict') && !item.restriction;
    const writing = [
      may('case.update') && {
        ...{ id: 'link', group, label: t('case.linked.menu'), icon: IconGitBranch },
        ...{ otherWords: t('palette.otherWords.link'), run: () => setOverlay({ kind: 'link-case', item }) },
      },
      may('case.reply') && {
        ...{ id: 'transmit', group, label: t('case.transmit.menu'), icon: IconArrowForwardUp },
        ...{ otherWords: t('palette.otherWords.transmit'), run: () => setOverlay({ kind: 'transmit', item }) },
      },
      may('case.reply') && {
        ...{ id: 'ask', group, label: t('case.side.ask'), icon: IconMessages },
        ...{ otherWords: t('palette.otherWords.ask'), run: () => setOverlay({ kind: 'ask', item }) },
      },
      mayRestrict && {
        ...{ id: 'restrict', group, label: t('case.restriction.menu'), icon: IconLock },
        ...{ otherWords: t('palette.otherWords.restrict'), run: () => setOverlay({ kind: 'restrict', item }) },
      },
    ];
    const reading = [
      may('agent.read') && {
        ...{ id: 'readers', group, label: t('roles.readers.menu'), icon: IconEye },
        ...{ otherWords: t('palette.otherWords.readers'), run: () => setOverlay({ kind: 'readers', item }) },
      },
      may('routing.read') && {
        ...{ id: 'why', group, label: t('routing.here.link'), icon: IconRoute },
        ...{ otherWords: t('palette.otherWords.why') },
        run: () => void navigate({ to: '/settings/routing', search: { case: item.id } }),
      },
      // A page that is not fetched safely has no clipboard.
      'clipboard' in navigator && {
        ...{ id: 'copyReference', group, label: t('case.action.copyReference'), icon: IconCopy },
        ...{ otherWords: t('palette.otherWords.copyReference'), run: () => void copy(item.reference) },
      },
    ];
    return [...(isMerged ? [] : writing), ...reading].filter((action) => action !== false);
  };
}
