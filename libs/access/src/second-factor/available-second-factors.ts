import type { SecondStepWays } from '@guichet/contracts';
import type { Reader } from '@guichet/database';

/**
 * By what an agent does the second step of a sign-in, beside their recovery codes. Passkeys of an address that the product no longer
 * has count as well: else whoever knows the password alone would get in once the address changes. Indexes: primary key of
 * second_factor, passkey_agent.
 */
export async function secondStepWays(reader: Reader, agentId: string): Promise<SecondStepWays> {
  const [ways] = await reader.query<SecondStepWays>(
    `select exists (select 1 from second_factor where agent_id = $1 and confirmed_at is not null) as app,
       exists (select 1 from passkey where agent_id = $1) as passkey`,
    [agentId],
  );
  return ways!;
}

/** SQL: the agent `alias` has neither an app nor a passkey here. */
export const hasNone = (alias: string): string =>
  `(not exists (select 1 from second_factor f where f.agent_id = ${alias}.id and f.confirmed_at is not null)
    and not exists (select 1 from passkey k where k.agent_id = ${alias}.id))`;

/** Whether an agent has an app or a passkey. */
export async function hasAnySecondFactor(reader: Reader, agentId: string): Promise<boolean> {
  const { app, passkey } = await secondStepWays(reader, agentId);
  return app || passkey;
}
