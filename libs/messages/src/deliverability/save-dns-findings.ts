import type { DeliverabilityFinding } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { publishDomainChanged } from './dkim-keys.js';

/** The findings by which DNS publishes a key of ours. */
const PUBLISHED = new Set<DeliverabilityFinding['code']>(['dkim-ok', 'dkim-not-used']);

/** Those by which DNS has answered, and does not publish it: not those of a domain that could not be asked just then. */
const NOT_PUBLISHED = new Set<DeliverabilityFinding['code']>(['dkim-missing', 'dkim-other-key', 'dkim-revoked']);

/**
 * Saves what was found. A key that DNS publishes now signs from now on, in the place of older ones of its kind; one that DNS does not
 * publish any more signs nothing until it does, as receivers would take each of its signatures for a forged one.
 *
 * @returns whether keys have come back, as DNS has lost those that had replaced them: DNS must be asked about them before they sign
 */
export async function saveDnsFindings(
  tx: Tx,
  domain: string,
  findings: readonly DeliverabilityFinding[],
): Promise<boolean> {
  await tx.query(
    `insert into sending_domain (domain, findings, checked_at) values ($1, $2, $3)
     on conflict (domain) do update set findings = excluded.findings, checked_at = excluded.checked_at`,
    [domain, JSON.stringify(findings), tx.now],
  );
  const selectors = (codes: typeof PUBLISHED) =>
    findings.filter(({ code }) => codes.has(code)).map(({ data }) => data['selector']);
  await tx.query(
    `update dkim_key set published_at = $3 where domain = $1 and selector = any($2::text[]) and published_at is null`,
    [domain, selectors(PUBLISHED), tx.now],
  );
  await tx.query(`update dkim_key set published_at = null where domain = $1 and selector = any($2::text[])`, [
    domain,
    selectors(NOT_PUBLISHED),
  ]);
  await tx.query(
    `update dkim_key earlier set replaced_at = $2 where earlier.domain = $1 and earlier.replaced_at is null and exists (
       select 1 from dkim_key newer where newer.domain = $1 and newer.algorithm = earlier.algorithm and newer.published_at is not null
         and (newer.created_at, newer.id) > (earlier.created_at, earlier.id))`,
    [domain, tx.now],
  );
  const returned = await bringBack(tx, domain);
  publishDomainChanged(tx, domain, 'checked');
  return returned;
}

/** Brings back the keys in whose place no newer one of their kind is published any more. */
async function bringBack(tx: Tx, domain: string): Promise<boolean> {
  const { length } = await tx.query(
    `update dkim_key earlier set replaced_at = null, published_at = null where earlier.domain = $1 and earlier.replaced_at is not null
       and not exists (select 1 from dkim_key newer where newer.domain = $1 and newer.algorithm = earlier.algorithm
         and newer.published_at is not null and (newer.created_at, newer.id) > (earlier.created_at, earlier.id)) returning earlier.id`,
    [domain],
  );
  return length > 0;
}
