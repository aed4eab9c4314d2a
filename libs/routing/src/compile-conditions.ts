import { comparedTexts } from '@guichet/cases';
import type { AuthenticationVerdict, ChannelKind, Condition } from '@guichet/contracts';
import { compileSenderPattern } from './sender-pattern.js';
import { isInRange, type FilledValue } from './value-in-range.js';
import { parsePhrase, WordIndex } from './word-index.js';

/** The message that opens a case, as far as rules read it. A case that an agent has opened came by no account and channel. */
export interface IncomingMessage {
  accountId: string | null;
  channel: ChannelKind | null;
  subject: string;
  /** What the sender wrote, without signature and quotations. */
  text: string;
  /** The address, normalised by its channel. */
  sender: string | null;
  /** Whether the sender's domain stands for it; null on channels where that is not checked. */
  verdict: AuthenticationVerdict | null;
  /** ISO 639-1; null: unknown. */
  language: string | null;
  at: Date;
}

/** Whether a team is open, for the condition on business hours. */
export interface BusinessHoursLookup {
  isOpen(teamId: string, at: Date): boolean;
}

export type FieldValues = ReadonlyMap<string, FilledValue>;

/** A message on its way through the rules. What several conditions need is computed once. */
export class MessageContext {
  /** The outcome of earlier rules. */
  teamId = '';
  caseTypeId: string | null = null;
  private inSubject: WordIndex | undefined;
  private anywhere: WordIndex | undefined;
  private readonly open = new Map<string, boolean>();

  constructor(
    readonly message: IncomingMessage,
    private readonly hours: BusinessHoursLookup,
    /** What the case has in the fields of its type, by their ids: a new case has nothing. */
    readonly fields: FieldValues = new Map(),
  ) {}

  words(where: 'subject' | 'anywhere'): WordIndex {
    const { subject, text } = this.message;
    if (where === 'subject') return (this.inSubject ??= new WordIndex(subject));
    return (this.anywhere ??= new WordIndex(subject, text));
  }

  /** Whether the team chosen so far was open when the message came. */
  isOpen(): boolean {
    const { teamId } = this;
    const known = this.open.get(teamId) ?? this.hours.isOpen(teamId, this.message.at);
    this.open.set(teamId, known);
    return known;
  }
}

/**
 * Returns what in the message matched the condition, an empty text where there is nothing to show, or null for no match. Undefined:
 * there is nothing to compare, so that neither the condition nor its negation holds.
 */
export type ConditionTest = (context: MessageContext) => string | null | undefined;

/** Compiles a condition, once for a set of rules, into a function that is called for each message. */
export function compileCondition(condition: Condition): ConditionTest {
  switch (condition.on) {
    case 'account':
      return isOneOf(condition.is, ({ message }) => message.accountId, '');
    case 'channel':
      return isOneOf(condition.is, ({ message }) => message.channel);
    case 'caseType':
      return isOneOf(condition.is, ({ caseTypeId }) => caseTypeId, '');
    case 'language':
      return isOneOf(condition.is, ({ message }) => message.language);
    case 'words': {
      const phrases = condition.is.map(parsePhrase).filter((phrase) => phrase !== null);
      return (context) => firstFound(phrases, (phrase) => context.words(condition.in).find(phrase));
    }
    case 'sender': {
      const tests = condition.is.map(compileSenderPattern);
      return ({ message: { sender } }) => (sender !== null && tests.some((fits) => fits?.(sender)) ? sender : null);
    }
    case 'authentication':
      return isOneOf(condition.is, ({ message }) => message.verdict);
    case 'hours':
      return (context) => (context.isOpen() ? '' : null);
    case 'field':
      return hasInField(condition);
    case 'fieldRange':
      return hasInRange(condition);
  }
}

function hasInField({ fieldId, is }: Extract<Condition, { on: 'field' }>): ConditionTest {
  const wanted = new Set(is.flatMap(comparedTexts));
  return ({ fields }) => {
    const filled = fields.get(fieldId);
    if (filled === undefined) return undefined;
    return comparedTexts(filled.value).some((text) => wanted.has(text)) ? '' : null;
  };
}

/** What matched is shown, as a range does not say it. */
function hasInRange(condition: Extract<Condition, { on: 'fieldRange' }>): ConditionTest {
  return ({ fields }) => {
    const filled = fields.get(condition.fieldId);
    const isIn = filled && isInRange(condition, filled);
    return isIn === undefined ? undefined : isIn ? String(filled.value) : null;
  };
}

function isOneOf(
  wanted: readonly string[],
  read: (context: MessageContext) => string | null,
  shown?: '',
): ConditionTest {
  const known = new Set(wanted);
  return (context) => {
    const value = read(context);
    return value !== null && known.has(value) ? (shown ?? value) : null;
  };
}

function firstFound<Item>(items: readonly Item[], look: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}
