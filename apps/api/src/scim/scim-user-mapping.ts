import type { DirectoryAgent, WantedAgent } from '@guichet/access';
import { Line } from '@guichet/contracts';
import SCIMMY from 'scimmy';
import { z } from 'zod';
import { refuse } from './scim-errors.js';
import { SCIM_PATH } from './configure-scim-library.js';

/** A person of SCIM, as far as we keep one. */
interface UserFields {
  userName?: string | null;
  externalId?: string | null;
  displayName?: string | null;
  name?: { formatted?: string | null; givenName?: string | null; familyName?: string | null } | null;
  emails?: readonly { value?: string | null; type?: string | null; primary?: boolean | null }[] | null;
  active?: boolean | null;
}

/** An agent as a person of SCIM. */
export function userOf(agent: DirectoryAgent, publicUrl: string): object {
  const { id, userName, externalId, name, givenName, familyName, email, active, groups, createdAt } = agent;
  return {
    id,
    userName,
    ...(externalId !== null && { externalId }),
    displayName: name,
    name: { formatted: name, ...(givenName && { givenName }), ...(familyName && { familyName }) },
    emails: [{ value: email, type: 'work', primary: true }],
    active,
    groups: groups.map((group) => ({
      ...{ value: group.id, display: group.name, type: 'direct' },
      $ref: `${publicUrl}${SCIM_PATH}/Groups/${group.id}`,
    })),
    meta: { resourceType: 'User', created: createdAt },
  };
}

const Name = Line(120);
const Part = z.string().trim().max(120);
const Key = z.string().trim().min(1).max(254);
const Address = z.email().max(254);

/**
 * What a directory wants an agent to be. `before`: what the agent is; null for a new one.
 *
 * @throws the error `invalidValue` of SCIM, which names the attribute.
 */
export function wantedAgent(resource: object, before: DirectoryAgent | null): WantedAgent {
  const user = resource as UserFields;
  const userName = checked(Key, user.userName, 'userName');
  const part = (text: string | null | undefined, path: string) => (text ? checked(Part, text, path) : null) || null;
  return {
    userName,
    externalId: user.externalId ? checked(Key, user.externalId, 'externalId') : null,
    name: checked(Name, nameOf(user, before, userName), 'displayName'),
    givenName: part(user.name?.givenName, 'name.givenName'),
    familyName: part(user.name?.familyName, 'name.familyName'),
    email: checked(Address, addressOf(user, before, userName), 'emails'),
    // What is not said stays, so that nobody is let in again by a gap.
    active: user.active ?? before?.active ?? true,
  };
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, path: string): Value {
  const { data, error } = schema.safeParse(value ?? '');
  return error ? refuse(400, 'invalidValue', `${path}: ${error.issues[0]!.message}`) : data;
}

/** The name that was changed, of those that say the same in several attributes. */
function nameOf({ displayName, name }: UserFields, before: DirectoryAgent | null, userName: string): string {
  const joined = [name?.givenName, name?.familyName].filter(Boolean).join(' ');
  const areParts = (name?.givenName ?? null) !== before?.givenName || (name?.familyName ?? null) !== before?.familyName;
  if (before) {
    if (displayName && displayName !== before.name) return displayName;
    if (name?.formatted && name.formatted !== before.name) return name.formatted;
    if (joined && areParts) return joined;
  }
  return displayName || name?.formatted || joined || userName;
}

/** The address that is said to be the first one; else the name of the account, where that is one. */
function addressOf({ emails }: UserFields, before: DirectoryAgent | null, userName: string): string {
  const first = (emails ?? []).find(({ primary }) => primary) ?? emails?.[0];
  const followsName = before !== null && before.email === before.userName.toLowerCase();
  const isSame = before !== null && first?.value?.toLowerCase() === before.email;
  if (followsName && isSame && Address.safeParse(userName).success) return userName;
  return first?.value || userName;
}

/** A person as they are sent. `shown`: which attributes. */
export const sentUser = (user: object, publicUrl: string, shown?: SCIMMY.Types.Filter): object =>
  new SCIMMY.Schemas.User(user, 'out', `${publicUrl}${SCIM_PATH}/Users`, shown);
