import type { ChannelKind } from '@guichet/contracts';
import type { Person } from './invented-people.js';
import type { AgentName, TeamName } from './build-town.js';

interface Timed {
  /** How long before the demo begins. */
  agoMs: number;
}

export interface Writes extends Timed {
  does: 'writes';
  by: ChannelKind;
  text: string;
  subject?: string;
  files?: string[];
  /** Somebody else than the person of the story, or from another address of theirs. */
  from?: Person;
  /** What agents do with a case that it opened: by default they merge it into the story's. */
  then?: 'merge' | 'link' | 'leave';
}
export interface Replies extends Timed {
  does: 'replies';
  by: ChannelKind;
  text: string;
  subject?: string;
  files?: string[];
}
export interface Records extends Timed {
  does: 'records';
  by: 'phone' | 'counter' | 'post';
  direction: 'in' | 'out';
  text: string;
  files?: string[];
}
interface Notes extends Timed {
  does: 'notes';
  text: string;
}
interface Closes extends Timed {
  does: 'closes';
}
export type Step = Writes | Replies | Records | Notes | Closes;

/** One matter of one person, over all channels. `{ref}` in a text is the reference of the case. */
export interface Story {
  subject: string;
  citizen: Person;
  team: TeamName;
  agent: AgentName;
  tags: string[];
  priority?: 'high' | 'urgent';
  steps: Step[];
}

const units = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** `6d 3h 20m` in ms. */
const ms = (text: string): number =>
  text.split(' ').reduce((sum, part) => sum + Number(part.slice(0, -1)) * units[part.at(-1) as keyof typeof units], 0);

export const writes = (
  ago: string,
  by: ChannelKind,
  { text, ...more }: Pick<Writes, 'subject' | 'files' | 'from' | 'then'> & { text: string },
): Writes => ({ does: 'writes', agoMs: ms(ago), by, text, ...more });

export const replies = (
  ago: string,
  by: ChannelKind,
  { text, ...more }: Pick<Replies, 'subject' | 'files'> & { text: string },
): Replies => ({ does: 'replies', agoMs: ms(ago), by, text, ...more });

/** A call, a visit or a letter that came in; `wroteDown(…, 'out')`: one of ours. */
export const records = (
  ago: string,
  by: Records['by'],
  { text, direction = 'in', files }: { text: string; direction?: 'in' | 'out'; files?: string[] },
): Records => ({ does: 'records', agoMs: ms(ago), by, direction, text, ...(files && { files }) });

export const notes = (ago: string, text: string): Notes => ({ does: 'notes', agoMs: ms(ago), text });
export const closes = (ago: string): Closes => ({ does: 'closes', agoMs: ms(ago) });
