import type { Entry, Invitation, InvitationAnswer, MessageEntry } from '@guichet/contracts';

/** How an invitation stands beside other messages of its case on the same meeting. */
export interface InvitationStanding {
  /** It changes an earlier one. */
  isUpdate: boolean;
  /** A later message has changed or canceled the meeting. */
  replacedBy: 'update' | 'cancel' | null;
  /** What was answered from here to this version of it. */
  answered: InvitationAnswer | null;
}

type AboutMeeting = MessageEntry & { invitation: Invitation };

const isAboutMeeting = (entry: Entry): entry is AboutMeeting =>
  entry.kind === 'message' && Boolean(entry.invitation?.uid);

const isUnsent = ({ delivery }: MessageEntry) => delivery?.status === 'canceled';

/** Anybody may name the id of a meeting, so that only what names its organiser, too, counts as about the same. */
const meetingOf = ({ uid, organizer, recurrenceId }: Invitation): string =>
  JSON.stringify([uid, organizer?.address.toLowerCase(), recurrenceId?.time]);

/**
 * Returns how the invitations among some entries of a case stand, by the ids of their entries. `canceled` are the entries that
 * were taken back before they were sent.
 */
export function invitationStandings(
  entries: Iterable<Entry>,
  canceled: ReadonlySet<string>,
): Map<string, InvitationStanding> {
  const meetings = Map.groupBy(
    [...entries]
      .filter(isAboutMeeting)
      .filter((entry) => !isUnsent(entry) && !canceled.has(entry.id))
      .sort((a, b) => a.position - b.position),
    ({ invitation }) => meetingOf(invitation),
  );
  const standings = new Map<string, InvitationStanding>();
  for (const messages of meetings.values())
    for (const entry of messages) {
      if (isRequest(entry)) standings.set(entry.id, standingOf(entry, messages));
      // An answer to what does not take place any more says nothing by itself.
      else if (entry.invitation.answer && isCanceledAfter(entry, messages))
        standings.set(entry.id, { isUpdate: false, replacedBy: 'cancel', answered: null });
    }
  return standings;
}

const isRequest = ({ direction, invitation }: AboutMeeting) => direction === 'in' && invitation.method === 'request';

const isCanceledAfter = ({ position }: AboutMeeting, messages: readonly AboutMeeting[]): boolean =>
  messages.some(
    (other) => other.position > position && other.direction === 'in' && other.invitation.method === 'cancel',
  );

function standingOf(entry: AboutMeeting, messages: readonly AboutMeeting[]): InvitationStanding {
  const { sequence } = entry.invitation;
  const later = messages.filter(({ position }) => position > entry.position);
  const isCanceled = isCanceledAfter(entry, messages);
  const isChanged = later.some((other) => isRequest(other) && other.invitation.sequence >= sequence);
  const answer = later.findLast(
    ({ direction, invitation }) =>
      direction === 'out' && invitation.answer !== null && invitation.sequence === sequence,
  );
  return {
    isUpdate: messages.some((other) => other.position < entry.position && isRequest(other)),
    replacedBy: isCanceled ? 'cancel' : isChanged ? 'update' : null,
    answered: answer?.invitation.answer?.status ?? null,
  };
}
