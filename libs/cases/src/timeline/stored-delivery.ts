import type { Delivery } from '@guichet/contracts';

/** A delivery as Postgres gives it with its entry. */
export type StoredDelivery = Omit<Delivery, 'letter'> & { letter: NonNullable<Delivery['letter']> | null };

/** SQL: the delivery `d` of an entry as `delivery`, with its letter; null: it has none. */
export const DELIVERY_JSON = `case when d.entry_id is null then null else jsonb_build_object(
  'status', d.state, 'reason', d.reason, 'at', d.changed_at, 'dueAt', case when d.state in ('scheduled', 'queued') then d.due_at end,
  'attempts', d.attempts, 'recipients', d.recipients, 'cancelIfCitizenReplies', d.cancel_if_citizen_replies,
  'letter', (select jsonb_build_object('pages', k.pages, 'sha256', k.digest, 'postedAt', d.sent_at, 'printed', (
      select jsonb_build_object('by', p.printed_by_name, 'at', p.printed_at) from letter_print p
      where p.entry_id = k.entry_id and p.printed_at >= d.started_at order by p.printed_at desc limit 1), 'postedBefore', (
      select coalesce(jsonb_agg(p.posted_at order by p.posted_at), '[]') from letter_posting p
      where p.entry_id = k.entry_id and p.posted_at is distinct from d.sent_at))
    from kept_letter k where k.entry_id = d.entry_id)) end as delivery`;

const iso = (value: string) => new Date(value).toISOString();

/** How far a message has come, as a reader of the timeline gets it. */
export const deliveryOf = ({ letter, at, dueAt, ...delivery }: StoredDelivery): Delivery => ({
  ...delivery,
  at: iso(at),
  dueAt: dueAt && iso(dueAt),
  // No letter of it was posted.
  ...(letter &&
    delivery.status !== 'canceled' && {
      letter: {
        ...letter,
        postedAt: letter.postedAt && iso(letter.postedAt),
        postedBefore: letter.postedBefore.map(iso),
        printed: letter.printed && { ...letter.printed, at: iso(letter.printed.at) },
      },
    }),
});
