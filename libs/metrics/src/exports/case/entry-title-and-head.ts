import type { Entry, Handle, Language, MessageEntry, NoteEntry } from '@guichet/contracts';
import { words } from '../export-texts.js';
import { activityDetails } from './activity-details.js';
import { archiveTexts } from './archive-texts.js';

/** What an entry is: what happened, a note, or a message with its direction and its channel. */
export function titleOf(entry: Entry, language: Language): string {
  const { activity, received, reply, labelled } = archiveTexts[language];
  if (entry.kind === 'note') return noteTitle(entry, language);
  if (entry.kind === 'message')
    return `${entry.direction === 'in' ? received : reply} · ${words[language].channel[entry.channel]}`;
  const [label, details] = [activity[entry.activity.type], activityDetails(entry.activity, language).join(' · ')];
  return details ? labelled(label, details) : label;
}

function noteTitle({ earlier, removedAt }: NoteEntry, language: Language): string {
  const { note, noteEdited, noteRemoved } = archiveTexts[language];
  if (removedAt !== undefined) return `${note} · ${noteRemoved}`;
  return earlier === undefined ? note : `${note} · ${noteEdited}`;
}

/** Who wrote or did it, such as `par Ana`. What has come from outside is by whom it names, also where nobody is taken for its sender. */
export function actorIn(entry: Entry, language: Language): string {
  const { actor } = entry;
  const isReceived = entry.kind === 'message' && entry.direction === 'in' && actor.name !== '';
  const { by, system, accordingTo } = archiveTexts[language];
  if (entry.kind === 'message' && entry.senderNamed)
    return accordingTo(entry.senderNamed.citizen.name, entry.senderNamed.by);
  return by(actor.kind === 'system' && !isReceived ? system : actor.name);
}

/** The head of a message: labels with their values, which may be empty. */
export function messageFacts(
  entry: MessageEntry,
  { language, day }: { language: Language; day: (at: string) => string },
): (readonly [label: string, value: string | null | undefined])[] {
  const { label, delivery } = archiveTexts[language];
  return [
    [label.from, entry.from && addressOf(entry.from)],
    [label.to, entry.to.map(addressOf).join(', ')],
    [label.cc, entry.cc.map(addressOf).join(', ')],
    [label.bcc, entry.bcc?.map(addressOf).join(', ')],
    [label.subject, entry.subject],
    [label.delivery, entry.delivery && delivery[entry.delivery.status]],
    [label.posted, postingsOf(entry).map(day).join(', ')],
  ];
}

/** The times on whose days a letter was posted, the first one first. */
function postingsOf({ delivery }: MessageEntry): string[] {
  const { postedBefore = [], postedAt = null } = delivery?.letter ?? {};
  return postedAt === null ? postedBefore : [...postedBefore, postedAt];
}

/** A name with its address, as mail programs write it. */
export const addressOf = ({ name, value }: Handle): string => (name && name !== value ? `${name} <${value}>` : value);
