/**
 * SQL: where in the timeline of the case `c` that is seen of which the notification `n` tells; null where it is of no entry, or of one
 * that is in another case by now. Primary key of `timeline_entry`.
 */
export const POSITION_IN_CASE = `(select e.position from timeline_entry e where e.id = (n.about ->> 'entryId')::uuid and e.case_id = c.id)`;
