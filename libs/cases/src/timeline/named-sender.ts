import type { MessageEntry } from '@guichet/contracts';

/** What an agent has said last of who wrote a message. */
export interface NamedSender {
  /** The citizen; both are null where it was taken back. */
  id: string | null;
  name: string | null;
  by: string;
  at: string;
}

/**
 * SQL expression: what was said last of who wrote the message `e`, which is asked of a message of which that is not certain alone. What is said
 * stands in the case of its message. Index `timeline_entry_sender_named`.
 */
export const NAMED_SENDER = `case when e.kind = 'message' and e.data -> 'flags' ? 'sender-uncertain' then (
    select jsonb_build_object('id', n.data -> 'citizenId', 'name', n.data -> 'to', 'by', n.actor_name, 'at', n.at) from timeline_entry n
    where n.kind = 'activity' and n.data ->> 'type' = 'sender-named' and n.data ->> 'entryId' = e.id::text
      and n.case_id = e.case_id order by n.position desc limit 1) end`;

export const senderNamedOf = ({ named }: { named?: NamedSender | null }): Pick<MessageEntry, 'senderNamed'> =>
  named?.id && named.name !== null
    ? {
        senderNamed: {
          citizen: { id: named.id, name: named.name },
          by: named.by,
          at: new Date(named.at).toISOString(),
        },
      }
    : {};
