import { remove } from '../api/client.js';

export async function signOut() {
  await remove('/session').catch(() => {});
  // A full load: nothing of one agent may stay in the memory of the next.
  window.location.assign('/sign-in');
}
