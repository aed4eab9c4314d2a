import type { Invitation } from '@guichet/contracts';
import ICAL from 'ical.js';
import { addrSpec } from '../addresses.js';
import { withoutToken } from '../plus-address-token.js';
import { recurrenceOf } from './recurrence.js';
import { timeOf, withDuration } from './invitation-time.js';

const METHODS = { REQUEST: 'request', CANCEL: 'cancel', REPLY: 'reply', PUBLISH: 'publish' } as const;
const ANSWERS = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' } as const;
/** The meeting itself and its exceptions; a file with more of them is a calendar and no invitation. */
const MAX_EVENTS = 50;
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Parses a calendar part (RFC 5545, RFC 5546). `declared` is the method that the header of the part names, `own` are our
 * addresses. Returns undefined for what is no invitation, is damaged, or has no date.
 */
export function parseInvitation(
  source: string,
  { declared = '', own = NOBODY }: { declared?: string; own?: ReadonlySet<string> } = {},
): Invitation | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(source.replace(/^\uFEFF/, '').trim()) as [string, [], []]);
    const events = calendar.getAllSubcomponents('vevent');
    // The meeting comes before its exceptions, in whatever order they stand.
    const event = events.find((one) => !one.hasProperty('recurrence-id')) ?? events[0];
    if (calendar.name !== 'vcalendar' || !event || events.length > MAX_EVENTS) return undefined;
    return read(event, valueOf(calendar, 'method') || declared, own);
  } catch {
    // A damaged calendar stays the file that it is.
    return undefined;
  }
}

function read(event: ICAL.Component, named: string, own: ReadonlySet<string>): Invitation | undefined {
  const start = timeOf(event.getFirstProperty('dtstart'));
  if (!start) return undefined;
  const method = lookUp(METHODS, named) ?? 'publish';
  const isCanceled = method !== 'reply' && valueOf(event, 'status').toUpperCase() === 'CANCELLED';
  const organizer = personOf(event.getFirstProperty('organizer'));
  const uid = line(event, 'uid');
  const sequence = Number(event.getFirstPropertyValue('sequence'));
  const isAnswerable = method === 'request' && !isCanceled && organizer && uid !== '' && uid === valueOf(event, 'uid');
  return {
    method: isCanceled ? 'cancel' : method,
    summary: line(event, 'summary'),
    start,
    end: timeOf(event.getFirstProperty('dtend')) ?? withDuration(start, event.getFirstPropertyValue('duration')),
    location: line(event, 'location'),
    organizer,
    recurrence: recurrenceOf(event.getFirstPropertyValue('rrule')),
    answer: method === 'reply' ? answerOf(event) : null,
    uid,
    sequence: Number.isSafeInteger(sequence) && sequence > 0 ? sequence : 0,
    recurrenceId: timeOf(event.getFirstProperty('recurrence-id')),
    attendee: isAnswerable ? attendeeOf(event, own) : null,
  };
}

/** Returns our address among the invited, as the file writes it, by which the organiser finds it again. */
function attendeeOf(event: ICAL.Component, own: ReadonlySet<string>): string | null {
  // A list of thousands is no meeting with us.
  for (const property of event.getAllProperties('attendee').slice(0, 500)) {
    const address = String(property.getFirstValue()).replace(/^mailto:/i, '');
    const known = addrSpec(address.trim());
    if (known !== undefined && own.has(withoutToken(known, own))) return address.trim();
  }
  return null;
}

function answerOf(event: ICAL.Component): Invitation['answer'] {
  const attendee = event.getFirstProperty('attendee');
  const status = lookUp(ANSWERS, parameter(attendee, 'partstat'));
  const person = personOf(attendee);
  return person && status ? { name: person.name || person.address, status } : null;
}

function personOf(property: ICAL.Property | null): Invitation['organizer'] {
  if (!property) return null;
  const address = oneLine(String(property.getFirstValue())).replace(/^mailto:/i, '');
  const name = oneLine(parameter(property, 'cn'));
  return name === '' && address === '' ? null : { name: name === address ? '' : name, address };
}

const parameter = (property: ICAL.Property | null, name: string): string => {
  const value = property?.getParameter(name);
  return typeof value === 'string' ? value : '';
};

const valueOf = (component: ICAL.Component, name: string): string => {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value : '';
};

const line = (component: ICAL.Component, name: string): string => oneLine(valueOf(component, name));
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 500).toWellFormed();

const lookUp = <Value>(table: Record<string, Value>, key: string): Value | undefined =>
  Object.hasOwn(table, key.toUpperCase()) ? table[key.toUpperCase()] : undefined;
