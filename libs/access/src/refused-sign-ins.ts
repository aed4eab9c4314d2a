import type { RefusedSignIn as RefusedSignInShape } from '@guichet/contracts';
import { Id, RefusedSignInCause } from '@guichet/contracts';
import { isoTime, RefusedSignIn, type Reader, type Tx } from '@guichet/database';
import { wrongField, type Failure, newId } from '@guichet/platform';
import { allow, type Principal } from './principal.js';

/** How long a refused sign-in is kept, as long as it helps to understand an attack. */
export const REFUSED_SIGN_IN_DAYS = 30;

/** A sign-in that was refused, as it came in. */
export interface WrongSignIn {
  /** What was typed as the mail address, that of the owner of a passkey, or what a provider says; empty: nobody is named. */
  email: string;
  /** The address of the network. */
  address: string;
  userAgent: string | null;
  /** Why, where that is not what is wrong mostly in this way of signing in. */
  cause?: RefusedSignInCause;
  /** The name of the provider that is concerned. */
  provider?: string;
  /** It was refused as too many had been, as all others are until then. */
  blockedUntil?: Date;
}

/**
 * Stores a refused sign-in. Returns the account that it was for, null where there is none: then as little of what was typed is
 * kept as tells one mistake from another, since people type passwords into the wrong field.
 */
export async function recordRefusedSignIn(
  tx: Tx,
  { email, address, userAgent, cause, provider, blockedUntil }: WrongSignIn,
): Promise<{ id: string; name: string } | null> {
  const typed = email.toLowerCase();
  const domain = typed.split('@')[1] ?? '';
  const [known] = await tx.query<{ id: string | null; name: string | null; hasDomain: boolean }>(
    `select a.id, a.name, exists (select 1 from agent where split_part(email, '@', 2) = $2) as "hasDomain"
     from (select 1) one left join agent a on a.email = $1`,
    [typed, domain],
  );
  const { id, name, hasDomain } = known!;
  await tx.repo(RefusedSignIn).insert({
    id: newId(),
    at: tx.now,
    account: id || !typed ? typed : shortened(typed, hasDomain ? domain : null),
    agentId: id,
    cause: blockedUntil ? null : causeFor(cause, { isKnown: id !== null }),
    provider: provider ?? null,
    address: address.slice(0, 64),
    userAgent: userAgent?.slice(0, 300) ?? null,
    blockedUntil: blockedUntil ?? null,
  });
  return id && name !== null ? { id, name } : null;
}

/** A wrong password for an address that nobody has is a wrong address. */
const causeFor = (cause: RefusedSignInCause | undefined, { isKnown }: { isKnown: boolean }) =>
  cause === 'wrong-password' && !isKnown ? 'unknown-account' : (cause ?? null);

/**
 * Why an attempt failed, where what refused it knows more than it tells whoever signs in.
 *
 * `usual`: what is wrong otherwise in this way of signing in.
 */
export function causeOf({ more }: Failure, usual: RefusedSignInCause): Pick<WrongSignIn, 'cause' | 'provider'> {
  if (more.reason === 'sign-in-by-provider') return { cause: 'by-provider', provider: String(more.data?.['name']) };
  const known = RefusedSignInCause.safeParse(more.cause);
  return { cause: known.success ? known.data : usual };
}

/** `ma…@town.example` for a mistake in the address of a colleague, `c…` for whatever else it is. */
function shortened(typed: string, ownDomain: string | null): string {
  const [name] = typed.split('@');
  return ownDomain ? `${[...name!].slice(0, 2).join('')}…@${ownDomain}` : `${[...typed].slice(0, 1).join('')}…`;
}

/**
 * The refused sign-ins, newest first. Index: primary key of refused_sign_in, whose ids are in the order of time.
 *
 * @throws Failure `not-permitted`; `invalid-request` for a cursor that is not ours.
 */
export async function listRefusedSignIns(
  reader: Reader,
  who: Principal,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: RefusedSignInShape[]; nextCursor: string | null }> {
  allow(who, 'agent.manage');
  if (cursor !== undefined && !Id.safeParse(cursor).success) throw wrongField('cursor', 'page-gone');
  const rows = await reader.query<RefusedSignInShape>(
    `select r.id, ${isoTime('r.at')} as at, r.account, r.cause, r.provider, r.address, r.user_agent as "userAgent", ${isoTime('r.blocked_until')} as "blockedUntil",
       case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name) end as agent
     from refused_sign_in r left join agent a on a.id = r.agent_id
     where $1::uuid is null or r.id < $1 order by r.id desc limit $2`,
    [cursor ?? null, limit + 1],
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? items.at(-1)!.id : null };
}
