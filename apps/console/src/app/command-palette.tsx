import '@mantine/spotlight/styles.css';
import type { SearchHit } from '@guichet/contracts';
import { HighlightedText, StatusMark } from '@guichet/ui';
import { ModalTitle } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isSearchPending } from '../shared/api/is-search-pending.js';
import { caseQuery, searchQuery } from '../shared/api/queries.js';
import { displayName } from '../shared/i18n/display-name.js';
import classes from './command-palette.module.css';
import { matchesLabel, searchable } from './match-palette-label.js';
import { ActionEntry, PaletteEntry } from './palette-entry.js';
import { recentActions, rememberAction } from './recent-palette-actions.js';
import { usePaletteActions, type PaletteAction } from './use-palette-actions.js';

const [store, spotlight] = createSpotlight();
const listId = 'palette-list';
/** More lines than the list has room for: the others are drawn once these are painted. */
const IN_SIGHT = 14;

/** The cases that match the text, at most eight; and whether the search is still running. */
function useCaseHits(text: string) {
  const [searched] = useDebouncedValue(text, 150);
  const search = useQuery(searchQuery(searched));
  const hits = text === '' ? [] : (search.data?.items ?? []).slice(0, 8);
  return { hits, searching: isSearchPending(text, searched, search) };
}

/** Marks the first entry when nothing is marked: results that arrive late would be left unmarked. */
function useFirstMarked(isTyped: boolean) {
  useEffect(() => {
    const offered = [...document.querySelectorAll(`#${listId} [data-action]`)];
    if (!isTyped || offered.some((one) => one.hasAttribute('data-selected'))) return;
    offered[0]?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: 0 }));
  });
}

interface EarlyEnter {
  text: string;
  searching: boolean;
  hasActions: boolean;
  /** Called when the search has returned after Enter was pressed. */
  onFound: () => void;
}

/** Enter pressed before the search returns opens the first result when it arrives, not one of the old ones. */
function useEarlyEnter({ text, searching, hasActions, onFound }: EarlyEnter) {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => setWaiting(false), [text]);
  useEffect(() => {
    if (!waiting || searching) return;
    setWaiting(false);
    onFound();
  });
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !searching) return;
    const [first] = document.querySelectorAll(`#${listId} [data-action]`);
    const marked = document.querySelector(`#${listId} [data-selected]`);
    if (marked && (marked !== first || hasActions)) return;
    event.preventDefault();
    event.stopPropagation();
    setWaiting(true);
  };
}

function CaseEntry({ hit, onOpen }: { hit: SearchHit; onOpen: (hit: SearchHit) => void }) {
  const { t } = useTranslation();
  return (
    <PaletteEntry onRun={() => onOpen(hit)}>
      <span className={classes.case}>
        <StatusMark iconOnly status={hit.case.status} label={t(`common.status.${hit.case.status}`)} />
        <span className={classes.words}>
          <bdi className={classes.subject}>{hit.case.subject || t('common.noSubject')}</bdi>
          <bdi className={classes.snippet}>
            {displayName(hit.case.citizen?.name)} · {hit.file && `${hit.file.name} · `}
            <HighlightedText pieces={hit.snippet} />
          </bdi>
        </span>
        <span className={classes.reference}>{hit.case.reference}</span>
      </span>
    </PaletteEntry>
  );
}

interface ResultsProps {
  /** The recent actions come first while nothing is typed. */
  recent: readonly PaletteAction[];
  actions: readonly PaletteAction[];
  hits: readonly SearchHit[];
  searching: boolean;
  onRun: (action: PaletteAction) => void;
  onOpen: (hit: SearchHit) => void;
}

function Results({ recent, actions, hits, searching, onRun, onOpen }: ResultsProps) {
  const { t } = useTranslation();
  const most = useDeferredValue(Infinity, IN_SIGHT);
  const shown = actions.slice(0, most);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <Spotlight.ActionsList id={listId} className={classes.list}>
      {recent.length > 0 && (
        <Spotlight.ActionsGroup label={t('app.palette.recent')}>
          {recent.map((action) => (
            <ActionEntry key={`recent-${action.id}`} action={action} onRun={onRun} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {groups.map((group) => (
        <Spotlight.ActionsGroup key={group} label={group}>
          {shown
            .filter((action) => action.group === group)
            .map((action) => (
              <ActionEntry key={action.id} action={action} onRun={onRun} />
            ))}
        </Spotlight.ActionsGroup>
      ))}
      {hits.length > 0 && (
        <Spotlight.ActionsGroup label={t('app.palette.cases')}>
          {hits.map((hit) => (
            <CaseEntry key={`${hit.case.id}-${hit.position}`} hit={hit} onOpen={onOpen} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {actions.length === 0 && hits.length === 0 && (
        <Spotlight.Empty>{t(searching ? 'common.looking' : 'app.palette.none')}</Spotlight.Empty>
      )}
    </Spotlight.ActionsList>
  );
}

/** Every action and every case, from the keyboard. The actions that were used last come first. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { caseId } = useParams({ strict: false });
  const [text, setText] = useState('');
  const { data: open } = useQuery({ ...caseQuery(caseId ?? ''), enabled: caseId !== undefined });
  const { hits, searching } = useCaseHits(text.trim());
  const wanted = searchable(text.trim());
  const actions = usePaletteActions(open?.data, wanted !== '').filter(({ label }) => matchesLabel(label, wanted));
  useEffect(() => spotlight.open(), []);
  useFirstMarked(wanted !== '');

  // The action may open something else in place of the palette: the palette closes first.
  const close = () => {
    spotlight.close();
    onClose();
  };
  const run = (action: PaletteAction) => {
    rememberAction(action.id);
    close();
    setTimeout(action.run);
  };
  const openHit = ({ case: { id }, position, file }: SearchHit) => {
    close();
    const search = { at: position ?? undefined, file: file?.id };
    void navigate({ to: '/inbox/$view/$caseId', params: { view: 'all', caseId: id }, search });
  };
  const onKeyDownCapture = useEarlyEnter({
    text,
    searching,
    hasActions: actions.length > 0,
    onFound: () => hits[0] && openHit(hits[0]),
  });

  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      shortcut={null}
      lockScroll={false}
      size={600}
      centered={false}
      yOffset="14vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
    >
      <ModalTitle className="g-sr">{t('app.palette.open')}</ModalTitle>
      <Spotlight.Search
        placeholder={t('app.palette.placeholder')}
        aria-label={t('app.palette.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.5} />}
        onKeyDownCapture={onKeyDownCapture}
      />
      <Results
        recent={wanted ? [] : recentActions(actions)}
        {...{ actions, hits, searching }}
        onRun={run}
        onOpen={openHit}
      />
    </Spotlight.Root>
  );
}
