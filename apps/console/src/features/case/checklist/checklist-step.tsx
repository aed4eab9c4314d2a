import { checklistLimits, type CaseStep } from '@guichet/contracts';
import { ActionIcon, Checkbox, Menu, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { focusAndScrollToCenter } from '../focus-and-scroll-to-center.js';
import classes from './checklist.module.css';
import type { Checklist } from './use-checklist.js';

const idOf = (id: string) => `case-step-${id}`;

/** Puts the focus on a step, once it is there to take it. */
export const focusStep = (id: string): void =>
  void requestAnimationFrame(() => focusAndScrollToCenter(document.getElementById(idOf(id))));

interface Props {
  step: CaseStep;
  label: string;
  /** Undefined: it only shows. */
  checklist: Checklist | undefined;
}

/** What the keys do on the checkbox of a step that the case has of its own. */
const OWN_KEYS = 'F2 Delete Alt+ArrowUp Alt+ArrowDown';

/** A step with who has done it and when. It is one stop of the Tab key: what else can be done with one’s own has keys there. */
export function ChecklistStep({ step, label, checklist }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const [renaming, setRenaming] = useState(false);
  const { done } = step;
  const own = step.of === 'own' && checklist ? ownActs(step, checklist, () => setRenaming(true)) : undefined;
  if (own && renaming)
    return (
      <li className={classes.step}>
        <Rename
          label={label}
          onRename={(typed) => {
            setRenaming(false);
            focusStep(step.id);
            if (typed && typed !== label) void checklist?.rename(step, typed);
          }}
        />
      </li>
    );
  const facts = [
    done && t('case.checklist.doneBy', { who: displayName(done.by.name), at: formats.dateTime(done.at) }),
    !done && step.required && t('case.checklist.required'),
  ].filter(Boolean);
  return (
    <li className={classes.step} data-done={done !== null || undefined}>
      <Checkbox
        id={idOf(step.id)}
        size="xs"
        className={classes.check}
        styles={{ description: { fontSize: 12 } }}
        label={<bdi>{label}</bdi>}
        description={facts.length > 0 ? facts.join(' · ') : undefined}
        checked={done !== null}
        disabled={!checklist}
        onChange={(event) => checklist?.tick(step, event.currentTarget.checked)}
        {...(own && { onKeyDown: (event: KeyboardEvent) => onOwnKey(event, own), 'aria-keyshortcuts': OWN_KEYS })}
      />
      {own && <OwnStepMenu label={label} acts={own} />}
    </li>
  );
}

type OwnActs = Record<'rename' | 'up' | 'down' | 'remove', () => void>;

/** What can be done with a step that the case has of its own. The focus stays with it, or goes to the step that follows. */
function ownActs(step: CaseStep, { steps, move, remove }: Checklist, rename: () => void): OwnActs {
  const at = steps.findIndex(({ id }) => id === step.id);
  const next = steps[at + 1] ?? steps[at - 1];
  const moveBy = async (by: -1 | 1) => {
    if (await move(step, by)) focusStep(step.id);
  };
  return {
    rename,
    up: () => void moveBy(-1),
    down: () => void moveBy(1),
    remove: () => void remove(step).then((isGone) => isGone && next && focusStep(next.id)),
  };
}

function onOwnKey(event: KeyboardEvent, acts: OwnActs): void {
  const act = event.altKey
    ? { ArrowUp: acts.up, ArrowDown: acts.down }[event.key]
    : { F2: acts.rename, Delete: acts.remove }[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** The same for the pointer, and for whoever does not know the keys. */
function OwnStepMenu({ label, acts }: { label: string; acts: OwnActs }) {
  const { t } = useTexts();
  return (
    <Menu position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <ActionIcon size="sm" tabIndex={-1} className={classes.menu} aria-label={t('case.checklist.more', { label })}>
          <IconDots size={15} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} rightSection="F2" onClick={acts.rename}>
          {t('case.checklist.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={16} stroke={1.5} />} rightSection="Alt ↑" onClick={acts.up}>
          {t('case.checklist.up')}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} stroke={1.5} />} rightSection="Alt ↓" onClick={acts.down}>
          {t('case.checklist.down')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={acts.remove}>
          {t('case.checklist.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The name of a step while it is typed: Enter or leaving it saves, Escape does not. */
function Rename({ label, onRename }: { label: string; onRename: (typed: string | undefined) => void }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(label);
  return (
    <TextInput
      size="xs"
      className={classes.typed}
      autoFocus
      aria-label={t('case.checklist.name')}
      maxLength={checklistLimits.label}
      dir="auto"
      value={typed}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => onRename(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onRename(typed.trim());
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onRename(undefined);
      }}
    />
  );
}
