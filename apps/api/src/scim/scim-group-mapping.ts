import type { DirectoryGroup, WantedGroup } from '@guichet/access';
import { Id, Line } from '@guichet/contracts';
import SCIMMY from 'scimmy';
import { refuse } from './scim-errors.js';
import { SCIM_PATH } from './configure-scim-library.js';

interface GroupFields {
  displayName?: string | null;
  externalId?: string | null;
  members?: readonly { value?: string | null; type?: string | null }[] | null;
}

/** A group as SCIM has it. */
export function groupOf({ id, name, externalId, members, createdAt }: DirectoryGroup, publicUrl: string): object {
  return {
    id,
    displayName: name,
    ...(externalId !== null && { externalId }),
    members: members.map((member) => ({
      ...{ value: member.id, display: member.name, type: 'User' },
      $ref: `${publicUrl}${SCIM_PATH}/Users/${member.id}`,
    })),
    meta: { resourceType: 'Group', created: createdAt },
  };
}

/**
 * What a directory wants a group to be.
 *
 * @throws the error `invalidValue` of SCIM, which names the attribute.
 */
export function wantedGroup(resource: object): WantedGroup {
  const { displayName, externalId, members } = resource as GroupFields;
  const name = Line(120).safeParse(displayName);
  if (!name.success) return refuse(400, 'invalidValue', `displayName: ${name.error.issues[0]!.message}`);
  const memberIds = (members ?? []).map(({ value, type }) => {
    if (type === 'Group') refuse(400, 'invalidValue', 'members: a group in a group is not supported.');
    if (!value || !Id.safeParse(value).success)
      return refuse(400, 'invalidValue', 'members: this is not the id of a user.');
    return value.toLowerCase();
  });
  return { name: name.data, externalId: externalId ? externalId.slice(0, 254) : null, memberIds };
}

/** A group as it is sent. `shown`: which attributes. */
export const sentGroup = (group: object, publicUrl: string, shown?: SCIMMY.Types.Filter): object =>
  new SCIMMY.Schemas.Group(group, 'out', `${publicUrl}${SCIM_PATH}/Groups`, shown);
