import type { CaseDetail } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Activity, memo, startTransition, useEffect, useRef, useState } from 'react';
import { isSearchPending } from '../../shared/api/is-search-pending.js';
import { caseQuery, searchQuery } from '../../shared/api/queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { afterPaint } from '../../shared/layout/after-paint.js';
import { actionsFor, searchable } from './match-palette-action.js';
import { caseInList, useOpenList, type OpenList } from './currently-open-list.js';
import { useFetchAhead } from './fetch-ahead.js';
import { useFocusOnOpenedScreen } from './use-focus-on-opened-screen.js';
import { PaletteBox } from './palette-box.js';
import { layOutAhead, PaletteFrame } from './palette-frame.js';
import { paletteSections, type PaletteItem } from './palette-sections.js';
import { recentActions, rememberAction } from './recent-palette-actions.js';
import { usePaletteActions } from './use-palette-actions.js';

/** More lines than the list has room for: the others are drawn once these are painted. */
const IN_SIGHT = 12;

/** Whether the palette has been seen: as long as it is only drawn ahead, it is not. */
function useIsPainted() {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setPainted(true))), []);
  return isPainted;
}

/** The cases that match the text, at most eight; and whether the search is still running. */
function useCaseHits(text: string) {
  const [searched] = useDebouncedValue(text, 150);
  const search = useQuery(searchQuery(searched));
  const hits = text === '' ? [] : (search.data?.items ?? []).slice(0, 8);
  return { hits, searching: isSearchPending(text, searched, search) };
}

/**
 * Returns a function that does what a line says. It may open something else in place of the palette, which closes first and gives the
 * focus back to what had it before.
 */
function useChoose(list: OpenList | undefined, onClose: () => void) {
  const navigate = useNavigate();
  const withFocus = useFocusOnOpenedScreen();
  return (item: PaletteItem) => {
    if ('action' in item && !item.action.isPassing) rememberAction(item.action.id);
    onClose();
    setTimeout(() => withFocus('action' in item ? item.action.run : () => void navigate(caseInList(item.hit, list))));
  };
}

interface PaletteProps {
  openCase: CaseDetail | undefined;
  list: OpenList | undefined;
  onClose: () => void;
}

const Palette = memo(function Palette({ openCase, list, onClose }: PaletteProps) {
  const { t } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string>();
  const words = text?.trim() ?? '';
  const wanted = searchable(words);
  const { hits, searching } = useCaseHits(words);
  const actions = actionsFor(usePaletteActions({ openCase, list, isTyped: wanted !== '' }), wanted);
  const most = useIsPainted() ? Infinity : IN_SIGHT;
  const choose = useChoose(list, onClose);
  const sections = paletteSections(
    { recent: wanted ? [] : recentActions(actions), actions: actions.slice(0, most), hits },
    { recent: t('app.palette.recent'), cases: t('app.palette.cases') },
  );
  return (
    <PaletteFrame label={t('app.palette.open')} field={field} onClose={onClose}>
      <PaletteBox {...{ field, text, sections, searching }} onText={setText} onChoose={choose} />
    </PaletteFrame>
  );
});

interface Props {
  isOpen: boolean;
  /** The case that is open beside it. */
  caseId: string | undefined;
  onClose: () => void;
}

/**
 * Every action and every case, from the keyboard. The actions that were used last come first. It is drawn while the page has
 * nothing to do, anew after each use and for each case, so that it has only to be put into the page when it is asked for.
 */
export function CommandPalette({ isOpen, caseId, onClose }: Props) {
  // Read by the screen of the case: here it is only looked at.
  const { data: open } = useQuery({ ...caseQuery(caseId ?? ''), enabled: false });
  const list = useOpenList();
  useFetchAhead(open !== undefined);
  const [use, setUse] = useState({ isOpen, count: 0 });
  if (use.isOpen !== isOpen) setUse({ isOpen, count: isOpen ? use.count : use.count + 1 });
  useEffect(layOutAhead, []);
  return (
    <Activity mode={isOpen ? 'visible' : 'hidden'}>
      <Palette key={use.count} openCase={open?.data} list={list} onClose={onClose} />
    </Activity>
  );
}
