import fastifyCookie from '@fastify/cookie';
import { loadConfig } from '@guichet/platform';
import fastify from 'fastify';
import { AgentCookies } from './agent-cookies.js';

const SECRET = 'x'.repeat(43);

async function browserAt(publicUrl: string) {
  const cookies = new AgentCookies(loadConfig({ GUICHET_PUBLIC_URL: publicUrl }));
  const app = fastify();
  await app.register(fastifyCookie);
  app.get('/read', (request) => ({ session: cookies.read(request, 'session') }));
  app.get('/set', (_request, reply) => {
    cookies.set(reply, 'session', SECRET);
    cookies.set(reply, 'device', SECRET);
    return reply.send();
  });
  app.get('/clear', (_request, reply) => {
    cookies.clear(reply, 'session');
    return reply.send();
  });
  const ask = (path: string, cookie = '') => app.inject({ url: path, headers: { cookie } });
  return {
    read: async (cookie: string) => (await ask('/read', cookie)).json<{ session: string | null }>().session,
    answer: async (path: string) => [(await ask(path)).headers['set-cookie'] ?? []].flat(),
  };
}

describe('the cookies of an agent', () => {
  it('are of this host alone where it has TLS, and those of before are deleted', async () => {
    const [session, before, device] = await (await browserAt('https://desk.example.org')).answer('/set');
    expect(session).toBe(`__Host-guichet_session=${SECRET}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax`);
    expect(before).toMatch(/^guichet_session=; .*Expires=Thu, 01 Jan 1970/);
    expect(device).toMatch(/^__Host-guichet_device=.* HttpOnly; Secure; SameSite=Lax$/);
  });

  it('have their plain names without TLS, where a browser would not take others', async () => {
    const set = await (await browserAt('http://desk.example.org')).answer('/set');
    expect(set.map((cookie) => cookie.split('=')[0])).toEqual(['guichet_session', 'guichet_device']);
    expect(set.join()).not.toContain('Secure');
  });

  // Threats: A042, R09. A neighbour in the domain can plant a cookie of a plain name, and cannot plant the other one.
  it('that a neighbour could have planted are not read', async () => {
    const { read, answer } = await browserAt('https://desk.example.org');
    expect(await read(`guichet_session=${SECRET}`)).toBeNull();
    expect(await read(`__Host-guichet_session=${SECRET}`)).toBe(SECRET);
    expect(await read('__Host-guichet_session=fixed')).toBeNull();
    expect(await answer('/clear')).toEqual([expect.stringMatching(/^__Host-guichet_session=; .*Secure/)]);
  });
});
