/** SQL condition: the row `alias` of `agent` acts here: an active agent, or a service account that is enabled. */
export const isActiveAgent = (alias: string): string =>
  `(${alias}.active or exists (select 1 from service_account sa where sa.id = ${alias}.id and sa.enabled and sa.deleted_at is null))`;
