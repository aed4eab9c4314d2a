import { shippedRole, type Agent, type Sector } from '@guichet/contracts';
import { AgentClient } from '../support/agent-client.js';
import { administrator, agentEmail, password, type DemoTown, type TeamName } from './build-town.js';

/** The sectors of the town, and the teams whose cases nobody else sees. The reception and the others are in none. */
const sectors: Record<string, TeamName[]> = {
  'Papiers et citoyenneté': ['État civil'],
  'Famille et école': ['Affaires scolaires'],
  'Solidarité et santé': ['Action sociale'],
};

/** Somebody who supervises one sector, and finds nothing of the others. */
const head = { name: 'Maud Lenoir', email: agentEmail('maud'), sector: 'Famille et école' };

/**
 * Divides the town into sectors. At the end, as the history of the town is older than they are: what is taken out of a sector
 * needs a reason, which nobody gave then. To give a role needs somebody who has just signed in.
 */
export async function setUpSectors(url: string, { teamId }: DemoTown): Promise<void> {
  const admin = await AgentClient.signIn(url, { email: administrator, password });
  const ids = new Map<string, string>();
  for (const [name, teams] of Object.entries(sectors)) {
    const { id } = await admin.post<Sector>('/sectors', { name });
    ids.set(name, id);
    for (const team of teams) await admin.patch(`/teams/${teamId(team)}`, { sectorId: id });
  }
  const { name, email } = head;
  const { id } = await admin.post<Agent>('/agents', { name, email, role: 'agent', password, teamIds: [] });
  await admin.post(`/agents/${id}/roles`, {
    ...{ roleId: shippedRole('supervisor').id, reach: 'sectors', teamIds: [], sectorIds: [ids.get(head.sector)!] },
    ...{ validFrom: null, validUntil: null },
  });
}
