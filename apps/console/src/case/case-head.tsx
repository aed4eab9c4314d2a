import type { CaseDetail } from '@guichet/contracts';
import { PersonMark, StatusMark } from '@guichet/ui';
import { ActionIcon, CopyButton, Menu, Popover, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowsExchange,
  IconCircleCheck,
  IconChevronDown,
  IconClockPause,
  IconCopy,
  IconDots,
  IconFlag3,
  IconFlag3Filled,
  IconLayoutSidebarRight,
  IconGitMerge,
  IconLink,
  IconPhonePlus,
  IconRotate,
  IconTag,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../i18n/time.js';
import { usePresence } from '../live/use-log.js';
import { useMay, useSession } from '../session/use-session.js';
import { press } from '../shell/shortcuts.js';
import { overlay } from '../shell/overlay.js';
import classes from './case-head.module.css';
import { Choices, type What } from './choices.js';
import { SubjectField } from './subject-field.js';

function Picker({ item, what, label, children }: { item: CaseDetail; what: What; label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  if (item.mergedInto)
    return (
      <span className={classes.picker} title={label}>
        {children}
      </span>
    );
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={classes.picker}
          aria-label={label}
          title={label}
          onClick={() => setOpen(!open)}
        >
          {children}
          <IconChevronDown size={13} stroke={1.75} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={4} w={`min(${what === 'snooze' || what === 'status' ? 340 : 260}px, calc(100vw - 16px))`}>
        <Choices what={what} items={[item]} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Lookers({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const { agent } = useSession();
  const others = usePresence(caseId)?.filter((other) => other.id !== agent.id) ?? [];
  const writer = others.find((other) => other.state === 'writing');
  return (
    <span className={classes.lookers} aria-live="polite">
      {others.slice(0, 5).map(({ id, name, state }) => (
        <PersonMark key={id} name={name} presence={{ state, label: t(`presence.${state}`, { name }) }} />
      ))}
      {writer && <span className={classes.writes}>{t('presence.writing', { name: writer.name })}</span>}
    </span>
  );
}

interface Props {
  item: CaseDetail;
  etag: string | null;
  onBack: () => void;
  onClose: () => void;
  onMerge: () => void;
  /** Begins to choose messages for another case. */
  onChoose: () => void;
  onPanel: () => void;
}

export function CaseHead({ item, etag, onBack, onClose, onMerge, onChoose, onPanel }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const times = useTimes();
  const closed = item.status === 'closed';
  // What is merged is read there, and written to where it went.
  const merged = item.mergedInto !== null;
  const status = t(`status.${item.status}`);
  const flagged = item.priority === 'high' || item.priority === 'urgent';

  return (
    <header className={classes.head}>
      <div className={classes.top}>
        <ActionIcon className={classes.back} aria-label={t('back')} onClick={onBack} size={44}>
          <IconArrowLeft size={20} stroke={1.5} />
        </ActionIcon>
        <SubjectField item={item} etag={etag} />
        <Lookers caseId={item.id} />
        <span className={classes.acts}>
          {!merged && (
            <>
              <Tooltip label={closed ? t('act.reopen') : t('act.closeKey')}>
                <ActionIcon
                  aria-label={closed ? t('act.reopen') : t('act.close')}
                  aria-keyshortcuts="e"
                  onClick={onClose}
                >
                  {closed ? <IconRotate size={18} stroke={1.5} /> : <IconCircleCheck size={18} stroke={1.5} />}
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t('act.snoozeKey')}>
                <ActionIcon
                  className={classes.wideOnly}
                  aria-label={t('act.snooze')}
                  aria-keyshortcuts="s"
                  onClick={() => overlay({ kind: 'choose', what: 'snooze', items: [item] })}
                >
                  <IconClockPause size={18} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            </>
          )}
          <Menu position="bottom-end" width={260}>
            <Menu.Target>
              <ActionIcon aria-label={t('act.more')}>
                <IconDots size={18} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {!merged && (
                <Menu.Item
                  leftSection={<IconClockPause size={16} stroke={1.5} />}
                  onClick={() => overlay({ kind: 'choose', what: 'snooze', items: [item] })}
                >
                  {t('act.snooze')}
                </Menu.Item>
              )}
              {!merged && may('case.create') && (
                <Menu.Item
                  leftSection={<IconPhonePlus size={16} stroke={1.5} />}
                  onClick={() => press('contact')}
                  aria-keyshortcuts="c"
                >
                  {t('shortcut.contact')}
                </Menu.Item>
              )}
              {!merged && may('case.move') && (
                <>
                  <Menu.Divider />
                  <Menu.Item
                    leftSection={<IconGitMerge size={16} stroke={1.5} />}
                    onClick={onMerge}
                    aria-keyshortcuts="m"
                  >
                    {t('shortcut.merge')}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.5} />} onClick={onChoose}>
                    {t('move.begin')}
                  </Menu.Item>
                  <Menu.Divider />
                </>
              )}
              <CopyButton value={item.reference}>
                {({ copy }) => (
                  <Menu.Item leftSection={<IconCopy size={16} stroke={1.5} />} onClick={copy}>
                    {t('act.copyReference')}
                  </Menu.Item>
                )}
              </CopyButton>
              <CopyButton value={`${location.origin}/cases/${item.id}`}>
                {({ copy }) => (
                  <Menu.Item leftSection={<IconLink size={16} stroke={1.5} />} onClick={copy}>
                    {t('act.copyLink')}
                  </Menu.Item>
                )}
              </CopyButton>
            </Menu.Dropdown>
          </Menu>
          <Tooltip label={t('act.panel')}>
            <ActionIcon aria-label={t('act.panel')} onClick={onPanel}>
              <IconLayoutSidebarRight size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <div className={classes.pickers} data-merged={merged || undefined}>
        <span className={classes.reference}>{item.reference}</span>
        <Picker item={item} what="status" label={t('picker.status', { value: status })}>
          <StatusMark
            status={item.status}
            label={item.snoozeUntil ? t('picker.until', { until: times.dateTime(item.snoozeUntil) }) : status}
          />
        </Picker>
        <Picker item={item} what="team" label={t('picker.team', { value: item.team.name })}>
          <IconUsers size={15} stroke={1.5} aria-hidden />
          <bdi>{item.team.name}</bdi>
        </Picker>
        <Picker
          item={item}
          what="assignee"
          label={t('picker.assignee', { value: item.assignee?.name ?? t('unassigned') })}
        >
          {item.assignee ? (
            <PersonMark name={item.assignee.name} size={18} />
          ) : (
            <IconUser size={15} stroke={1.5} aria-hidden />
          )}
          <bdi>{item.assignee?.name ?? t('unassigned')}</bdi>
        </Picker>
        <Picker item={item} what="priority" label={t('picker.priority', { value: t(`priority.${item.priority}`) })}>
          {flagged ? (
            <IconFlag3Filled
              size={14}
              color={item.priority === 'urgent' ? 'var(--g-danger)' : 'var(--g-soon)'}
              aria-hidden
            />
          ) : (
            <IconFlag3 size={15} stroke={1.5} aria-hidden />
          )}
          {item.priority !== 'normal' && t(`priority.${item.priority}`)}
        </Picker>
        <Picker item={item} what="tags" label={t('picker.tags', { value: item.tags.join(', ') || '–' })}>
          <IconTag size={15} stroke={1.5} aria-hidden />
          {item.tags.map((tag) => (
            <span key={tag} className={classes.tag}>
              <bdi>{tag}</bdi>
            </span>
          ))}
        </Picker>
      </div>
    </header>
  );
}
