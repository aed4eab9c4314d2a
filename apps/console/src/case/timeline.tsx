import type { CaseDetail, Entry } from '@guichet/contracts';
import { Button, Checkbox } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { startOfDay, useNow, useTimes } from '../i18n/time.js';
import { useSession } from '../session/use-session.js';
import { Trouble } from '../shell/trouble.js';
import { amendmentsOf } from './amendments.js';
import { EntryView } from './entry-view.js';
import { foldFacts } from './fold-facts.js';
import { FactFold } from './fact-line.js';
import classes from './timeline.module.css';
import { useTimeline } from './use-timeline.js';
import { useUndoHeld } from './use-undo-held.js';

interface Props {
  item: CaseDetail;
  /** Undefined: everything had been read. */
  firstUnread: number | undefined;
  /** Position of a search hit to open at and mark. */
  at?: number;
  onRead: (position: number) => void;
  onOpen: (caseId: string) => void;
  /** What is being chosen for another case; undefined: nothing is. */
  chosen: ReadonlySet<string> | undefined;
  onChoose: (entryId: string) => void;
}

const guess = (entry: Entry | undefined) =>
  !entry ? 120 : entry.kind === 'fact' ? 32 : entry.kind === 'note' ? 78 : 210;
const nearEnd = 48;
const atEnd = (element: HTMLElement | null) =>
  element !== null && element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
/** Below this, everything is in the page, so that the browser's own find sees all of it. */
const wholeUpTo = 60;

/** While messages are chosen for another case, each has a box before it. */
function Choosable({
  entry,
  chosen,
  onChoose,
  children,
}: Pick<Props, 'chosen' | 'onChoose'> & { entry: Entry | undefined; children: ReactNode }) {
  const { t } = useTranslation();
  const times = useTimes();
  if (!chosen || !entry || entry.kind === 'fact') return children;
  return (
    <div className={classes.choosable} data-chosen={chosen.has(entry.id) || undefined}>
      <Checkbox
        className={classes.box}
        aria-label={t('move.choose', { name: entry.actor.name, at: times.dateTime(entry.at) })}
        checked={chosen.has(entry.id)}
        onChange={() => onChoose(entry.id)}
      />
      <div className={classes.chosen}>{children}</div>
    </div>
  );
}

export function Timeline({ item, firstUnread, at, onRead, onOpen, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const times = useTimes();
  const now = useNow();
  const { agent } = useSession();
  const total = item.lastPosition;
  const opensAtEnd = !at && firstUnread === undefined;
  const target = at ?? firstUnread ?? total;
  const { entries, error, pending, refetch, want } = useTimeline(item.id, total, Math.min(target, total));
  useUndoHeld(item.id, entries);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [openFolds, setOpenFolds] = useState<ReadonlySet<number>>(() => new Set());
  const [below, setBelow] = useState(0);

  const { amendments, told } = useMemo(() => amendmentsOf(entries), [entries]);
  const folds = useMemo(() => foldFacts(entries, openFolds, target, told), [entries, openFolds, target, told]);
  const recalled = useMemo(() => {
    const ids = new Set<string>();
    for (const entry of entries.values())
      if (entry.kind === 'fact' && entry.fact.type === 'recalled') ids.add(entry.fact.entryId);
    return ids;
  }, [entries]);

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (folds.hidden.has(index + 1) ? 0 : guess(entries.get(index + 1))),
    getItemKey: (index) => index + 1,
    overscan: total <= wholeUpTo ? wholeUpTo : 5,
  });
  const items = virtualizer.getVirtualItems();
  const from = (items[0]?.index ?? 0) + 1;
  const to = (items.at(-1)?.index ?? 0) + 1;
  useEffect(() => want(from, to), [from, to, want]);

  // Until the reader moves, the place the case opened at is held while heights become known; later only the end is.
  const held = useRef<'target' | 'end' | undefined>(opensAtEnd ? 'end' : 'target');
  const hold = useCallback(() => {
    const element = scroller.current;
    if (!element || !held.current) return;
    if (held.current === 'end') element.scrollTop = element.scrollHeight;
    else virtualizer.scrollToIndex(Math.min(target, total) - 1, { align: at ? 'center' : 'start' });
  }, [virtualizer, target, total, at]);
  useLayoutEffect(hold, [hold, pending]);
  useEffect(() => {
    const observer = new ResizeObserver(hold);
    if (content.current) observer.observe(content.current);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [hold]);
  const moved = () => {
    const element = scroller.current!;
    held.current = atEnd(element) ? 'end' : undefined;
    if (held.current === 'end') setBelow(0);
  };
  // What came below while one was reading further up. An entry is counted once it is known whose it is.
  const counted = useRef(total);
  useEffect(() => {
    // Less than before: something was moved to another case.
    counted.current = Math.min(counted.current, total);
    let fresh = 0;
    let sent = false;
    for (let entry = entries.get(counted.current + 1); entry; entry = entries.get(counted.current + 1)) {
      counted.current = entry.position;
      const own = entry.actor.kind === 'agent' && entry.actor.id === agent.id;
      if (entry.kind === 'fact') continue;
      if (own) sent = true;
      else fresh += 1;
    }
    // Whoever has written sees that it is there.
    if (sent) {
      held.current = 'end';
      setBelow(0);
      hold();
    } else if (fresh && !atEnd(scroller.current)) setBelow((before) => before + fresh);
  }, [entries, total, agent.id, hold]);

  // Read is what was on screen in a window that is looked at.
  const lastSeen = entries.has(to) ? to : 0;
  const { readPosition } = item;
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === 'visible' && lastSeen > readPosition) onRead(lastSeen);
    };
    const timer = setTimeout(tell, 700);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [lastSeen, readPosition, onRead]);

  if (error && entries.size === 0) return <Trouble error={error} what={t('timeline.failed')} onRetry={refetch} />;

  return (
    <div className={classes.place}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="feed"
        aria-label={t('timeline.label')}
        aria-busy={pending}
        tabIndex={0}
        onWheel={moved}
        onTouchMove={moved}
        onPointerDown={moved}
        onKeyDown={moved}
        onScroll={() => {
          const element = scroller.current!;
          if (!held.current && element.scrollHeight - element.scrollTop - element.clientHeight < 4) moved();
        }}
      >
        <div ref={content} className={classes.content} style={{ height: virtualizer.getTotalSize() }}>
          <div className={classes.window} style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
            {items.map(({ index, key }) => {
              const position = index + 1;
              const entry = entries.get(position);
              const before = entries.get(position - 1);
              const newDay = entry && (position === 1 || (before && startOfDay(before.at) !== startOfDay(entry.at)));
              return (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  role="article"
                  aria-posinset={position}
                  aria-setsize={total}
                  className={classes.entry}
                >
                  {newDay && !folds.hidden.has(position) && (
                    <h2 className={classes.day}>
                      <span>{times.day(entry.at, now)}</span>
                    </h2>
                  )}
                  {position === firstUnread && position > 1 && entry && (
                    <p className={classes.unread}>
                      <span>{t('timeline.unread')}</span>
                    </p>
                  )}
                  {folds.hidden.has(position) ? null : folds.heads.has(position) ? (
                    <FactFold
                      count={folds.heads.get(position)!}
                      onOpen={() => setOpenFolds((open) => new Set([...open, position]))}
                    />
                  ) : (
                    <Choosable entry={entry} chosen={chosen} onChoose={onChoose}>
                      <EntryView
                        entry={entry}
                        item={item}
                        amendments={entry && amendments.get(entry.id)}
                        recalled={entry ? recalled.has(entry.id) : false}
                        hit={position === at}
                        onOpen={onOpen}
                        onMove={onChoose}
                      />
                    </Choosable>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {below > 0 && (
        <Button
          className={classes.below}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} stroke={2} />}
          onClick={() => {
            held.current = 'end';
            setBelow(0);
            virtualizer.scrollToIndex(total - 1, { align: 'end' });
          }}
        >
          {t('timeline.below', { count: below })}
        </Button>
      )}
    </div>
  );
}
