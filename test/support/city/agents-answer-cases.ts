import type { CaseSummary, Page } from '@guichet/contracts';
import { ApiProblem } from '../api-client.js';
import type { Worker } from './city.js';

/** One case in so many is closed with the reply; the others wait for the citizen. */
const CLOSED_OF = 3;

/** Replies to at most so many cases of an agent, those that are due first. Returns their number. */
export async function answerCases({ client }: Worker, most: number, turn: number): Promise<number> {
  const { items } = await client.get<Page<CaseSummary>>(
    `/cases?view=mine&status=open&sort=due&limit=${Math.max(1, most)}`,
  );
  const taken = items.slice(0, most);
  for (const [index, item] of taken.entries()) {
    const recorded = item.channels.every((kind) => ['phone', 'counter', 'post'].includes(kind));
    if (recorded) await client.post(`/cases/${item.id}/notes`, { text: 'Répondu de vive voix.' });
    else await answer(client, item.id);
    if (recorded || (turn + index) % CLOSED_OF === 0) await client.patch(`/cases/${item.id}`, { status: 'closed' });
  }
  return taken.length;
}

/** A new message of the citizen is read before the reply is sent. */
async function answer(client: Worker['client'], id: string): Promise<void> {
  try {
    await client.post(`/cases/${id}/messages`, { text: 'Bonjour, voici ce qu’il faut faire. Bien à vous.' });
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 412) throw error;
    await answer(client, id);
  }
}
