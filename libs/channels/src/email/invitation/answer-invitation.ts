import type { Invitation, InvitationTime } from '@guichet/contracts';
import ICAL from 'ical.js';

const STATES = { accepted: 'ACCEPTED', declined: 'DECLINED', tentative: 'TENTATIVE' } as const;

/**
 * Returns the answer of an invited address as a calendar (RFC 5546 § 3.2.3): `invitation` is a `reply` with its answer.
 * Undefined where it lacks what an answer needs.
 */
export function answerCalendar(invitation: Invitation, at: Date): string | undefined {
  const { answer, attendee, organizer, uid } = invitation;
  if (!answer || !attendee || !organizer || uid === '') return undefined;
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Guichet//Guichet//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', 'REPLY');
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', uid);
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(at, true));
  event.addPropertyWithValue('sequence', invitation.sequence);
  event.addPropertyWithValue('organizer', `mailto:${organizer.address}`);
  event.addPropertyWithValue('attendee', `mailto:${attendee}`).setParameter('partstat', STATES[answer.status]);
  event.addPropertyWithValue('dtstart', asTime(invitation.start));
  if (invitation.recurrenceId) event.addPropertyWithValue('recurrence-id', asTime(invitation.recurrenceId));
  if (invitation.summary !== '') event.addPropertyWithValue('summary', invitation.summary);
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

const asTime = ({ kind, time }: InvitationTime): ICAL.Time =>
  kind === 'day'
    ? ICAL.Time.fromDateString(time)
    : kind === 'local'
      ? ICAL.Time.fromDateTimeString(`${time}:00`)
      : ICAL.Time.fromJSDate(new Date(time), true);
