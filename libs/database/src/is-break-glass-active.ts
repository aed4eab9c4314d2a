/**
 * SQL condition: the row `alias` of table `break_glass` still opens its case. It does so as long as its agent has the permission for
 * it: whoever loses that loses what they opened by it.
 */
export const isBroken = (alias: string): string =>
  `(${alias}.until > now() and ${alias}.ended_at is null and exists (
     select 1 from role_grant g join role r on r.id = g.role_id and 'case.break-glass' = any(r.permissions)
     where g.agent_id = ${alias}.agent_id and (g.valid_from is null or g.valid_from <= now()) and (g.valid_until is null or g.valid_until > now())))`;
