import type { CaseClock, CaseDetail } from '@guichet/contracts';
import { IconCircleCheck, IconClock, IconClockExclamation, IconClockPause, type Icon } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow, useTimes } from '../i18n/time.js';
import { urgency } from '../inbox/due.js';
import { ClockCount } from './clock-count.js';
import classes from './clocks.module.css';
import { Disclosure } from './disclosure.js';
import { Part } from './part.js';

const icons: Record<string, Icon> = {
  late: IconClockExclamation,
  soon: IconClock,
  fine: IconClock,
  paused: IconClockPause,
  done: IconCircleCheck,
  doneLate: IconClockExclamation,
  dropped: IconClock,
};

/** How a clock stands, as the key of its glyph and tint. */
const standing = ({ state, dueAt, breachedAt }: CaseClock, now: number) => {
  if (state === 'done') return breachedAt ? 'doneLate' : 'done';
  return state === 'running' && dueAt ? urgency(dueAt, now) : state;
};

function Clock({ clock, caseId }: { clock: CaseClock; caseId: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const times = useTimes();
  const stands = standing(clock, now);
  const Glyph = icons[stands]!;
  const at = times.due(clock.endedAt ?? clock.dueAt ?? clock.startedAt, now);
  const span = times.span(clock.dueAt ? Math.abs(Date.parse(clock.dueAt) - now) : clock.remainingSeconds * 1000);
  const name = t(`desk.clock.${clock.clock}`);
  const said: Record<CaseClock['state'], string> = {
    running: stands === 'late' ? t('desk.due.was', { clock: name, at }) : t('desk.due.at', { clock: name, at }),
    paused: t('desk.clocks.state.paused', { span }),
    done: t(stands === 'doneLate' ? 'desk.clocks.state.doneLate' : 'desk.clocks.state.kept', { at }),
    dropped: t('desk.clocks.state.dropped'),
  };
  return (
    <li className={classes.clock} data-stands={stands}>
      <Glyph size={16} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <p className={classes.name}>
          {name}
          {clock.state === 'running' && <strong>{t(stands === 'late' ? 'desk.late' : 'desk.left', { span })}</strong>}
        </p>
        <p>{said[clock.state]}</p>
        <p>
          {t('desk.clocks.target', {
            duration: t(`desk.duration.${clock.target.unit}`, { count: clock.target.value }),
            name: clock.targetName,
          })}
        </p>
        <Disclosure label={t('desk.clocks.how')}>
          <ClockCount caseId={caseId} clockId={clock.id} />
        </Disclosure>
      </div>
    </li>
  );
}

/** What is promised about the case, and how each promise stands. Taken to the sight, and to the ear, when asked for. */
export function Clocks({ item, asked }: { item: CaseDetail; asked: number }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked === 0) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.focus();
  }, [asked]);
  return (
    <div ref={place} tabIndex={-1} className={classes.place} role="group" aria-label={t('desk.clocks.title')}>
      <Part title={t('desk.clocks.title')}>
        <ul className={classes.clocks}>
          {item.clocks.map((clock) => (
            <Clock key={clock.id} clock={clock} caseId={item.id} />
          ))}
        </ul>
      </Part>
    </div>
  );
}
