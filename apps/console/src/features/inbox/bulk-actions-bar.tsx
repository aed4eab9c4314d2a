import { Button, CloseButton } from '@mantine/core';
import {
  IconCategory,
  IconCircleCheck,
  IconClockPause,
  IconForms,
  IconListCheck,
  IconMail,
  IconMailForward,
  IconMailOff,
  IconPlaylistAdd,
  IconTag,
  IconUserPlus,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { caseFieldsQuery, checklistStepsQuery } from '../../shared/api/case-field-and-checklist-queries.js';
import { caseTypesQuery, type CaseFilter } from '../../shared/api/queries.js';
import { deselectAll, selectedCases, useListState } from '../../shared/cases/case-list-state.js';
import type { AskedFor } from '../../shared/cases/missing-in-refusal.js';
import { areSpam } from '../../shared/cases/use-mark-spam.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useShortcutKeys } from '../../shared/keyboard/shortcut-keys.js';
import { mayPress } from '../../shared/keyboard/shortcut-rights.js';
import { setOverlay } from '../../shared/layout/overlay-state.js';
import { PressTooltip } from '../../shared/layout/press-tooltip.js';
import { useMay } from '../../shared/session/use-session.js';
import classes from './bulk-actions-bar.module.css';
import { ChosenCountAndSelectAll } from './bulk/chosen-count-and-select-all.js';
import { useBulkActs, useBulkKeys, type BulkActWithKey, type Chosen } from './bulk/use-bulk-acts.js';

interface ButtonProps {
  label: string;
  glyph: Icon;
  onClick: () => void;
  /** The key that does the same. */
  shortcut?: BulkActWithKey;
  /** Its words need the place of two. */
  isLong?: boolean;
  /** What it does, where its words are too short to say it. */
  name?: string;
}

function BulkButton({ label, glyph: Glyph, onClick, shortcut, isLong = false, name }: ButtonProps) {
  const { t } = useTexts();
  const keys = useShortcutKeys();
  const button = (
    <Button
      className={isLong ? classes.long : undefined}
      variant="default"
      size="compact-sm"
      leftSection={<Glyph size={15} stroke={1.5} />}
      aria-label={name}
      aria-keyshortcuts={shortcut && keys.aria(shortcut)}
      onClick={onClick}
    >
      {label}
    </Button>
  );
  if (name) return <PressTooltip label={name}>{button}</PressTooltip>;
  if (!shortcut) return button;
  return (
    <PressTooltip label={t('inbox.bulk.withKey', { action: label, key: keys.keycap(shortcut) })}>{button}</PressTooltip>
  );
}

/** What can be done to all selected cases at once, or to all of the list. */
export function BulkActionsBar({ filter }: { filter: CaseFilter }) {
  const { t } = useTexts();
  const rows = useListState((state) => state.rows);
  const selected = useListState((state) => state.selected);
  const away = useListState((state) => state.away);
  const whole = useListState((state) => state.whole);
  const items = selectedCases({ rows, selected, away });

  return (
    <div className={classes.bar} data-bottom-bar role="toolbar" aria-label={t('inbox.bulk.label')}>
      <CloseButton aria-label={t('inbox.bulk.clear')} onClick={deselectAll} />
      <ChosenCountAndSelectAll filter={filter} rows={rows} items={items} whole={whole} />
      <BulkButtons items={items} whole={whole} />
    </div>
  );
}

/** Whether one of the chosen cases has a type with fields, or with steps: of a whole list, a case that is not loaded may. */
function useCanComplete({ items, whole }: Chosen): Record<AskedFor, boolean> {
  const may = useMay();
  const enabled = may('case.update') && may('routing.read');
  const { data: fields = [] } = useQuery({ ...caseFieldsQuery, enabled });
  const { data: steps = [] } = useQuery({ ...checklistStepsQuery, enabled });
  const types = new Set(items.map(({ caseType }) => caseType?.id));
  const isAmong = ({ caseTypeId }: { caseTypeId: string }) => enabled && (whole !== undefined || types.has(caseTypeId));
  return { field: fields.some((field) => !field.archived && isAmong(field)), step: steps.some(isAmong) };
}

function BulkButtons({ items, whole }: Chosen) {
  const { t } = useTexts();
  const may = useMay();
  const { data: caseTypes = [] } = useQuery({ ...caseTypesQuery, enabled: may('routing.read') });
  const can = useCanComplete({ items, whole });
  const acts = useBulkActs({ items, whole });
  useBulkKeys(acts);
  const spam = areSpam(items);
  const button = (shortcut: BulkActWithKey, label: string, glyph: Icon) =>
    mayPress(shortcut, may) && (
      <BulkButton
        shortcut={shortcut}
        label={label}
        glyph={glyph}
        isLong={shortcut === 'spam' && spam}
        onClick={acts[shortcut]}
      />
    );
  return (
    <span className={classes.actions}>
      {button('assign', t('case.action.assign'), IconUserPlus)}
      {button('team', t('case.action.team'), IconUsers)}
      {may('case.update') && caseTypes.some(({ active }) => active) && (
        <BulkButton
          label={t('case.caseType.short')}
          glyph={IconCategory}
          onClick={() => setOverlay({ kind: 'choose', what: 'caseType', items, whole })}
        />
      )}
      {can.step && (
        <BulkButton
          label={t('bulk.steps')}
          name={t('bulk.tickSteps')}
          glyph={IconListCheck}
          onClick={() => setOverlay({ kind: 'complete-many', what: 'step', items, whole })}
        />
      )}
      {can.field && (
        <BulkButton
          isLong
          label={t('bulk.fillIn')}
          glyph={IconForms}
          onClick={() => setOverlay({ kind: 'complete-many', what: 'field', items, whole })}
        />
      )}
      {button('tag', t('case.action.tag'), IconTag)}
      {button('snooze', t('case.action.snooze'), IconClockPause)}
      {button('macro', t('app.shortcut.macro'), IconPlaylistAdd)}
      {button('close', t('case.action.closeShort'), IconCircleCheck)}
      {button('spam', t(spam ? 'case.action.notSpam' : 'case.action.spam'), spam ? IconMail : IconMailOff)}
      {may('template.read') && button('reply', t('bulk.reply.action'), IconMailForward)}
    </span>
  );
}
