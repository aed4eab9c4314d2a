import type { CaseSummary } from '@guichet/contracts';
import { ChannelMark, PersonAvatar, StatusMark } from '@guichet/ui';
import {
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconFlag3Filled,
  IconLock,
  IconMessages,
  IconNote,
  IconPencil,
  IconPlaylistX,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { memo } from 'react';
import { ShortTime } from '../../shared/i18n/short-time.js';
import { useCaseViewers } from '../../shared/live/use-live-connection.js';
import { useSession } from '../../shared/session/use-session.js';
import { isOwnOrUnassigned } from '../../shared/cases/is-own-or-unassigned-case.js';
import { DueMark } from './due-mark.js';
import classes from './case-row.module.css';
import { caseHasEntry } from './case-has-entry.js';
import { displayName } from '../../shared/i18n/display-name.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { NameText } from '../../shared/people/name-text.js';
import { MergedIntoLink, MergedIntoRoom } from './merged-into-link.js';
import { RowCheckbox } from './row-checkbox.js';
import { SenderDoubtMark } from './sender-doubt-mark.js';

export interface CaseRowProps {
  item: CaseSummary;
  dense?: boolean;
  selected?: boolean;
  onSelect?: (id: string, range: boolean) => void;
  /** The list is of cases that the agent reads whoever has them. */
  isFollowed?: boolean;
  /** The case belongs to the list no longer, and its row stays until the list may move. */
  isOut?: boolean;
  /** Where a search found it. */
  snippet?: ReactNode;
  /** The link that the whole row is. */
  link: (content: ReactNode) => ReactNode;
}

function LastEntry({ item }: { item: CaseSummary }) {
  const { t } = useTexts();
  const { kind, direction, channel } = item.lastEntry;
  if (!caseHasEntry(item)) return null;
  if (kind === 'note')
    return <IconNote size={13} stroke={1.75} className={classes.noteMark} aria-label={t('common.note')} role="img" />;
  // Without a direction it is in none of the correspondence with the citizen.
  const wrote = direction === 'out' ? 'weWrote' : direction === 'in' ? 'theyWrote' : 'othersWrote';
  return (
    <span className={classes.glyph} title={t(`inbox.row.${wrote}`)}>
      {direction === 'out' && <IconArrowBackUp size={13} stroke={1.75} aria-hidden />}
      {direction === null && <IconMessages size={13} stroke={1.75} aria-hidden />}
      {direction && channel && <ChannelMark kind={channel} size={13} />}
      <span className="g-sr">{t(`inbox.row.${wrote}`)}</span>
    </span>
  );
}

function RestrictedMark() {
  const { t } = useTexts();
  return (
    <IconLock size={14} stroke={1.75} className={classes.lock} role="img" aria-label={t('inbox.row.restricted')} />
  );
}

function Presence({ caseId }: { caseId: string }) {
  const { t } = useTexts();
  const { agent } = useSession();
  const others = useCaseViewers(caseId)?.filter((other) => other.id !== agent.id);
  if (!others?.length) return null;
  return (
    <span className={classes.presence}>
      {others.slice(0, 3).map(({ id, name, state }) => (
        <PersonAvatar
          key={id}
          name={name}
          size={18}
          presence={{ state, label: t(`presence.viewer.${state}`, { name }) }}
        />
      ))}
    </span>
  );
}

/**
 * The first tag by its name, which is cut where the line has no room for all of it, and how many more there are. Where there is room, the
 * second one, too: the style sheet knows how wide the row is, and shows one of the two numbers.
 */
function Tags({ tags: [first, second, ...others] }: { tags: readonly string[] }) {
  if (!first) return null;
  return (
    <span
      className={classes.tags}
      data-alone={second ? undefined : ''}
      title={[first, second, ...others].filter(Boolean).join(', ')}
    >
      <bdi className={classes.tag}>{first}</bdi>
      {second && (
        <>
          <bdi className={`${classes.tag} ${classes.secondTag}`} aria-hidden>
            {second}
          </bdi>
          <span className={classes.moreTags} data-beside="one" aria-hidden>
            +{others.length + 1}
          </span>
          <span className="g-sr">{[second, ...others].join(', ')}</span>
        </>
      )}
      {others.length > 0 && (
        <span className={classes.moreTags} data-beside="two" aria-hidden>
          +{others.length}
        </span>
      )}
    </span>
  );
}

/** Of a colleague's case, or of one that is over, that one has not read it would mean nothing. */
function useIsUnread({ item, isFollowed = false }: Pick<CaseRowProps, 'item' | 'isFollowed'>): boolean {
  const { agent } = useSession();
  const isOver = item.status === 'closed' || item.status === 'spam';
  return item.unread && (isFollowed || (!isOver && isOwnOrUnassigned(item, agent.id)));
}

function DraftMark({ draft, iconOnly = false }: Pick<CaseSummary, 'draft'> & { iconOnly?: boolean }) {
  const { t } = useTexts();
  if (!draft) return null;
  const label = t(`inbox.row.${draft}Draft`);
  if (!iconOnly) return <span className={classes.draft}>{label}</span>;
  const Glyph = draft === 'shared' ? IconUsers : IconPencil;
  return (
    <span className={classes.draft} title={label}>
      <Glyph size={14} stroke={1.75} role="img" aria-label={label} />
    </span>
  );
}

function OutOfViewMark({ iconOnly = false }: { iconOnly?: boolean }) {
  const { t } = useTexts();
  const label = t('inbox.row.outOfView');
  return (
    <span className={classes.out} title={iconOnly ? label : undefined}>
      <IconPlaylistX
        size={14}
        stroke={1.75}
        {...(iconOnly ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      />
      {!iconOnly && label}
    </span>
  );
}

/** What asks for attention in a case, who is in it, and when its last entry came. */
function MarksAndTime({ item, dense }: Pick<CaseRowProps, 'item' | 'dense'>) {
  const { t } = useTexts();
  const { priority } = item;
  return (
    <span className={classes.time}>
      {(priority === 'high' || priority === 'urgent') && (
        <IconFlag3Filled
          size={12}
          className={classes.flag}
          data-priority={priority}
          role="img"
          aria-label={t(`common.priority.${priority}`)}
        />
      )}
      {item.deliveryProblem && (
        <IconAlertTriangleFilled
          size={14}
          className={classes.problem}
          role="img"
          aria-label={t('inbox.row.notDelivered')}
        />
      )}
      {item.restricted && <RestrictedMark />}
      <Presence caseId={item.id} />
      <ShortTime at={item.lastEntryAt} brief={dense} />
    </span>
  );
}

/** One case in a list. The whole row is the link; a box to select it appears under the pointer. */
export const CaseRow = memo(function CaseRow(props: CaseRowProps) {
  const { item, dense, selected, isOut, onSelect, snippet, link } = props;
  const { t } = useTexts();
  const name = displayName(item.citizen?.name);
  const person = <NameText text={name} className={classes.person} title={name} />;
  const time = <MarksAndTime item={item} dense={dense} />;
  const subject = (
    <bdi className={classes.subject} title={item.subject}>
      {item.subject || t('common.noSubject')}
    </bdi>
  );
  const due = item.dueAt && item.dueFor && (
    <DueMark
      at={item.dueAt}
      timer={item.dueFor}
      brief={dense}
      // A first reply is owed whatever the status; all else does not run while we wait.
      paused={item.status === 'waiting' && item.dueFor !== 'first-response'}
      className={classes.due}
    />
  );
  const caseType = item.caseType && (
    <bdi className={classes.caseType} title={item.caseType.name}>
      {item.caseType.name}
    </bdi>
  );
  const unread = useIsUnread(props);
  const dot = unread && <span className={classes.dot} role="img" aria-label={t('inbox.row.unread')} />;

  return (
    <div
      className={classes.row}
      data-unread={unread || undefined}
      data-dense={dense || undefined}
      data-snippet={snippet ? '' : undefined}
      data-selected={selected || undefined}
      data-out={isOut || undefined}
    >
      {link(
        dense ? (
          <span className={classes.line}>
            <span className={classes.lead}>{dot}</span>
            {person}
            {subject}
            <span className={item.status === 'open' ? classes.open : undefined}>
              <StatusMark iconOnly status={item.status} label={t(`common.status.${item.status}`)} />
            </span>
            <SenderDoubtMark doubt={item.senderDoubt} iconOnly />
            {isOut && <OutOfViewMark iconOnly />}
            <DraftMark draft={item.draft} iconOnly />
            {caseType}
            <Tags tags={item.tags} />
            {due}
            {time}
            {item.mergedInto && <MergedIntoRoom {...item.mergedInto} />}
          </span>
        ) : (
          <>
            <span className={classes.lead}>{dot}</span>
            <span className={classes.first}>
              {person}
              {time}
            </span>
            <span className={classes.second}>
              {subject}
              {isOut ? <OutOfViewMark /> : !snippet && <bdi className={classes.preview}>{item.preview}</bdi>}
            </span>
            {snippet && <bdi className={classes.snippet}>{snippet}</bdi>}
            <span className={classes.third}>
              <span className={classes.facts}>
                <LastEntry item={item} />
                <DraftMark draft={item.draft} />
                <SenderDoubtMark doubt={item.senderDoubt} />
                {item.status !== 'open' && (
                  <StatusMark iconOnly status={item.status} label={t(`common.status.${item.status}`)} />
                )}
                <bdi className={classes.fact}>{item.team.name}</bdi>
                <bdi className={classes.fact}>{item.assignee ? item.assignee.name : t('common.unassigned')}</bdi>
                {item.snoozeUntil && <ShortTime at={item.snoozeUntil} className={`${classes.fact} ${classes.until}`} />}
                <Tags tags={item.tags} />
                {caseType && <span className={classes.extras}>{caseType}</span>}
              </span>
              {due}
              {item.mergedInto && <MergedIntoRoom {...item.mergedInto} />}
            </span>
          </>
        ),
      )}
      {item.mergedInto && <MergedIntoLink {...item.mergedInto} />}
      {onSelect && (
        <RowCheckbox
          className={classes.box}
          label={t('inbox.row.select', { reference: item.reference })}
          checked={selected ?? false}
          onPress={(withShift) => onSelect(item.id, withShift)}
        />
      )}
    </div>
  );
});
