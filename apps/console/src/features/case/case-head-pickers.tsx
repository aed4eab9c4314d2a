import type { CaseDetail } from '@guichet/contracts';
import { PersonAvatar, StatusMark } from '@guichet/ui';
import { Popover } from '@mantine/core';
import {
  IconCategory,
  IconChevronDown,
  IconFlag3,
  IconFlag3Filled,
  IconLanguage,
  IconTag,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { caseTypesQuery } from '../../shared/api/queries.js';
import { useLanguages } from '../../shared/i18n/use-languages.js';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { PressTooltip } from '../../shared/layout/press-tooltip.js';
import { useLateOverlay } from '../../shared/layout/use-late-overlay.js';
import { useMay } from '../../shared/session/use-session.js';
import classes from './case-head.module.css';
import { ConfidentialTeamMark } from './confidential-team-mark.js';
import { CasePropertyPicker, type CaseField } from './pickers/case-property-picker.js';
import { SlaTimerLine } from './sla-timers/nearest-sla-timer-line.js';

/** Their choices come with a hint. */
const wide: readonly CaseField[] = ['snooze', 'status', 'assignee'];

function Picker({
  item,
  what,
  label,
  children,
}: {
  item: CaseDetail;
  what: CaseField;
  label: string;
  children: ReactNode;
}) {
  const { button, overlay, close } = useLateOverlay('dialog');
  const may = useMay();
  const isHandover = what === 'team';
  const isAssignment = what === 'team' || what === 'assignee';
  if (item.mergedInto || !may(isAssignment ? 'case.assign' : 'case.update'))
    return (
      <span className={classes.picker} title={label}>
        {children}
      </span>
    );
  const opening = isHandover
    ? ({
        'aria-haspopup': 'dialog',
        onClick: () => setOverlay({ kind: 'choose', what: 'team', items: [item] }),
      } as const)
    : button;
  return (
    <>
      <PressTooltip label={label}>
        <button type="button" className={classes.picker} aria-label={label} {...opening}>
          {children}
          <IconChevronDown size={13} stroke={1.75} aria-hidden />
        </button>
      </PressTooltip>
      {overlay && (
        <Popover {...overlay.props} position="bottom-start" trapFocus returnFocus withinPortal>
          <Popover.Target>{overlay.target}</Popover.Target>
          <Popover.Dropdown p={4} w={`min(${wide.includes(what) ? 340 : 260}px, calc(100vw - 16px))`}>
            {what !== 'team' && <CasePropertyPicker what={what} items={[item]} onDone={close} />}
          </Popover.Dropdown>
        </Popover>
      )}
    </>
  );
}

/** The pickers of status, assignee and the other fields in the head of a case, and its nearest SLA timer. */
export function CaseHeadPickers({ item, onTimers }: { item: CaseDetail; onTimers: () => void }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { name: languageName } = useLanguages();
  const may = useMay();
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: may('routing.read') });
  const status = t(`common.status.${item.status}`);
  const flagged = item.priority === 'high' || item.priority === 'urgent';

  return (
    <div className={classes.bottom}>
      <div className={classes.pickers} data-merged={item.mergedInto !== null || undefined}>
        <span className={classes.reference}>{item.reference}</span>
        <Picker item={item} what="status" label={t('case.picker.status', { value: status })}>
          <StatusMark
            status={item.status}
            label={item.snoozeUntil ? t('case.picker.until', { until: formats.dateTime(item.snoozeUntil) }) : status}
          />
        </Picker>
        <Picker item={item} what="team" label={t('case.picker.team', { value: item.team.name })}>
          <IconUsers size={15} stroke={1.5} aria-hidden />
          <bdi>{item.team.name}</bdi>
        </Picker>
        <ConfidentialTeamMark item={item} />
        <Picker
          item={item}
          what="assignee"
          label={t('case.picker.assignee', { value: item.assignee?.name ?? t('common.unassigned') })}
        >
          {item.assignee ? (
            <PersonAvatar name={item.assignee.name} size={18} />
          ) : (
            <IconUser size={15} stroke={1.5} aria-hidden />
          )}
          <bdi className={item.assignee ? undefined : classes.unassigned}>
            {item.assignee?.name ?? t('common.unassigned')}
          </bdi>
        </Picker>
        {(item.caseType || caseTypes.some(({ active }) => active)) && (
          <Picker
            item={item}
            what="caseType"
            label={t('case.caseType.picker', { value: item.caseType?.name ?? t('case.caseType.none') })}
          >
            <IconCategory size={15} stroke={1.5} aria-hidden />
            {item.caseType && <bdi>{item.caseType.name}</bdi>}
          </Picker>
        )}
        <Picker
          item={item}
          what="priority"
          label={t('case.picker.priority', { value: t(`common.priority.${item.priority}`) })}
        >
          {flagged ? (
            <IconFlag3Filled
              size={14}
              color={item.priority === 'urgent' ? 'var(--g-danger)' : 'var(--g-soon)'}
              aria-hidden
            />
          ) : (
            <IconFlag3 size={15} stroke={1.5} aria-hidden />
          )}
          {item.priority !== 'normal' && t(`common.priority.${item.priority}`)}
        </Picker>
        <Picker item={item} what="tags" label={t('case.picker.tags', { value: item.tags.join(', ') || '–' })}>
          <IconTag size={15} stroke={1.5} aria-hidden />
          {item.tags.map((tag) => (
            <span key={tag} className={classes.tag}>
              <bdi>{tag}</bdi>
            </span>
          ))}
        </Picker>
        {item.language && (
          <Picker item={item} what="language" label={t('case.language.picker', { value: languageName(item.language) })}>
            <IconLanguage size={15} stroke={1.5} aria-hidden />
            {languageName(item.language)}
          </Picker>
        )}
      </div>
      <SlaTimerLine item={item} onOpen={onTimers} />
    </div>
  );
}
