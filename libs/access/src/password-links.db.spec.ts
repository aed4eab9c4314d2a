import type { PasswordLink } from '@guichet/contracts';
import { TestTown } from '../../../test/support/test-town.js';
import { createAgent, updateAgent, updateMe } from './agents.js';
import { createToken } from './api-tokens.js';
import { accessOfAgent, endAccessOfAgent, endSessionOfAgent, endTokenOfAgent } from './agent-sessions-and-tokens.js';
import { principalOf, principalOfSession, principalOfToken } from './find-principal.js';
import { giveRole } from './give-and-take-roles.js';
import { isKnownDevice, rememberDevice } from './known-devices.js';
import {
  choosePassword,
  createPasswordLink,
  createResetLink,
  inviteAgent,
  openPasswordLink,
  passwordLinks,
  revokePasswordLinks,
  secretForMail,
  setLinkMailed,
} from './password-links.js';
import type { Principal } from './principal.js';
import { purgeExpiredSessionsAndTokens } from './purge-expired-sessions-and-tokens.js';
import { createRole } from './roles.js';
import { newSecret } from './secrets-and-digests.js';
import { openSession, signIn } from './sessions.js';

const NOWHERE = { userAgent: null, address: null };
const OLD = 'correct horse battery';
const NEW = 'trois petits chats bleus';

let town: TestTown;
let root: Principal;

beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());
beforeEach(() => (town.database.clock = () => new Date()));

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const pass = (minutes: number) => {
  const at = Date.now() + minutes * 60_000;
  town.database.clock = () => new Date(at);
};

let serial = 0;
const invite = async () => {
  const email = `new${(serial += 1)}@town.test`;
  const { id } = await as(root, (tx) => createAgent(tx, root, { email, name: 'New', role: 'agent', teamIds: [] }));
  return { id, email };
};
const linkFor = async (agentId: string) =>
  (await as(root, (tx) => createPasswordLink(tx, root, { agentId, by: 'link' }))).secret!;
const choose = (secret: string, password = NEW) =>
  as(root, (tx) => choosePassword(tx, { secret, password, language: 'fr' }));
const canSignIn = (email: string, password: string) =>
  signIn(town.database, { email, password, ...NOWHERE }).then(
    () => true,
    () => false,
  );
const mailsOfNewPassword = async () => {
  const sql = `select 1 from graphile_worker.jobs where task_identifier = 'mail-password-changed'`;
  return (await town.database.query(sql)).length;
};
const standing = async (agentId: string): Promise<PasswordLink | undefined> =>
  (await passwordLinks(town.database, root)).find((link) => link.agentId === agentId);

describe('an invitation', () => {
  it('lets an agent choose a password once, and nobody signs in before', async () => {
    const { id, email } = await invite();
    for (const password of ['', 'null', OLD]) expect(await canSignIn(email, password)).toBe(false);
    const secret = await linkFor(id);
    expect(await standing(id)).toMatchObject({ purpose: 'invitation', mail: 'handed-over' });
    await choose(secret);
    expect(await canSignIn(email, NEW)).toBe(true);
    expect(await standing(id)).toBeUndefined();
    await expect(choose(secret, OLD)).rejects.toMatchObject({ code: 'not-found' });
    expect(await canSignIn(email, NEW)).toBe(true);
  });

  // Scanners of mail open every link.
  it('is not used up when it is opened', async () => {
    const { id, email } = await invite();
    const secret = await linkFor(id);
    for (let n = 0; n < 3; n += 1)
      expect(await openPasswordLink(town.database, secret)).toMatchObject({ email, purpose: 'invitation' });
    await choose(secret);
  });

  // ASVS: 6.4.1.
  it('is used once, also by two at the same time', async () => {
    const { id } = await invite();
    const secret = await linkFor(id);
    const results = await Promise.allSettled([choose(secret), choose(secret)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('stays good after a password that is easy to guess', async () => {
    const { id, email } = await invite();
    const secret = await linkFor(id);
    for (const weak of ['passwordpassword', email, 'azertyuiop123'])
      await expect(choose(secret, weak)).rejects.toMatchObject({ code: 'invalid-request' });
    await choose(secret);
  });

  // Threats: A044, A045. Links are random, hashed at rest, and end.
  // ASVS: 6.4.1.
  it('refuses empty, blank, NUL, too short, wrong, used, replaced, withdrawn and expired links alike', async () => {
    const [used, replaced, withdrawn, expired] = [await invite(), await invite(), await invite(), await invite()];
    const secrets = {
      used: await linkFor(used.id),
      replaced: await linkFor(replaced.id),
      withdrawn: await linkFor(withdrawn.id),
      expired: await linkFor(expired.id),
    };
    const [stored] = await town.database.query<{ text: string }>(
      `select jsonb_agg(l)::text as text from password_link l`,
    );
    for (const secret of Object.values(secrets)) expect(stored!.text).not.toContain(secret);
    await choose(secrets.used);
    await linkFor(replaced.id);
    await as(root, (tx) => revokePasswordLinks(tx, root, withdrawn.id));
    const [row] = await town.database.query<{ digest: string }>(`select digest from password_link limit 1`);
    const refused = [
      '',
      ' ',
      '%20',
      '\0',
      '\uFFFD',
      'short',
      secrets.used.slice(0, 42),
      `${secrets.expired}x`,
      newSecret(),
    ];
    pass(72 * 60 + 1);
    for (const secret of [...refused, row!.digest, ...Object.values(secrets)]) {
      await expect(openPasswordLink(town.database, secret)).rejects.toMatchObject({ code: 'not-found' });
      await expect(choose(secret)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  // ASVS: 6.4.1.
  it('is good until its last minute, and no longer than its agent is active', async () => {
    const [late, gone] = [await invite(), await invite()];
    const [secret, secretOfGone] = [await linkFor(late.id), await linkFor(gone.id)];
    await as(root, (tx) => updateAgent(tx, root, { id: gone.id, wanted: { active: false } }));
    await expect(choose(secretOfGone)).rejects.toMatchObject({ code: 'not-found' });
    pass(72 * 60 - 1);
    await choose(secret);
  });

  it('makes its secret for the mail, and none once it was sent or withdrawn', async () => {
    const { id, email } = await invite();
    const mailed = () => as(root, (tx) => secretForMail(tx, { agentId: id, purpose: 'invitation' }));
    await as(root, (tx) => createPasswordLink(tx, root, { agentId: id, by: 'mail' }));
    const first = (await mailed())!;
    expect(first).toMatchObject({ email, name: 'New' });
    await as(root, (tx) => setLinkMailed(tx, { agentId: id, secret: first.secret, problem: 'email.refused' }));
    expect(await standing(id)).toMatchObject({ mail: 'failed', mailProblem: 'email.refused' });
    const second = (await mailed())!;
    await expect(openPasswordLink(town.database, first.secret)).rejects.toMatchObject({ code: 'not-found' });
    await as(root, (tx) => setLinkMailed(tx, { agentId: id, secret: second.secret, problem: null }));
    expect(await mailed()).toBeNull();
    await choose(second.secret);
  });

  it('that was replaced while its mail was on the way is not taken for the one that was mailed', async () => {
    const { id } = await invite();
    await as(root, (tx) => createPasswordLink(tx, root, { agentId: id, by: 'mail' }));
    const mailed = (await as(root, (tx) => secretForMail(tx, { agentId: id, purpose: 'invitation' })))!;
    await linkFor(id);
    await as(root, (tx) => setLinkMailed(tx, { agentId: id, secret: mailed.secret, problem: null }));
    expect(await standing(id)).toMatchObject({ mail: 'handed-over' });
  });

  it('is for administrators only', async () => {
    const ana = await town.agent('Ana');
    const { id } = await invite();
    for (const by of ['mail', 'link'] as const)
      await expect(as(ana, (tx) => createPasswordLink(tx, ana, { agentId: id, by }))).rejects.toMatchObject({
        code: 'not-permitted',
      });
    await expect(as(ana, (tx) => revokePasswordLinks(tx, ana, id))).rejects.toMatchObject({ code: 'not-permitted' });
    expect(() => passwordLinks(town.database, ana)).toThrow();
  });
});

describe('a forgotten password', () => {
  // Threats: A046. An unknown address, and one without a password of its own, get nothing.
  it('is mailed to active agents who have one, or are invited', async () => {
    const [ana, gone] = [await town.agent('Ana'), await town.agent('Gone')];
    const invited = await invite();
    const never = await invite();
    await linkFor(invited.id);
    await as(root, (tx) => updateAgent(tx, root, { id: gone.id, wanted: { active: false } }));
    const found = (email: string) => as(root, (tx) => createResetLink(tx, email));
    expect(await found(ana.email.toUpperCase())).toBe(ana.id);
    expect(await found(invited.email)).toBe(invited.id);
    for (const email of [never.email, gone.email, 'nobody@town.test', '', '%']) expect(await found(email)).toBeNull();
  });

  it('is not mailed, and nobody is invited to choose one, where agents of a domain sign in by a provider alone', async () => {
    const email = 'zoe@provider.test';
    const { id } = await as(root, (tx) =>
      createAgent(tx, root, { email, name: 'Z', role: 'agent', teamIds: [], password: OLD }),
    );
    await town.database.execute(
      `insert into sign_in_provider (id, name, profile, issuer, client_id, domains, sirets, creates_agents, passwords_allowed, active, created_at)
       values (gen_random_uuid(), 'P', 'other', 'https://provider.test', 'c', '{provider.test}', '{}', false, false, true, now())`,
    );
    expect(await as(root, (tx) => createResetLink(tx, email))).toBeNull();
    await as(root, (tx) => inviteAgent(tx, root, { agentId: id, by: 'mail' }));
    expect(await standing(id)).toBeUndefined();
    await town.database.execute(`update sign_in_provider set passwords_allowed = true`);
    expect(await as(root, (tx) => createResetLink(tx, email))).toBe(id);
  });

  it('is mailed beside a link that an administrator has handed over, and each is good until one was used', async () => {
    const ana = await town.agent('Ana');
    const handedOver = await linkFor(ana.id);
    expect(await as(root, (tx) => createResetLink(tx, ana.email))).toBe(ana.id);
    const mailed = (await as(root, (tx) => secretForMail(tx, { agentId: ana.id, purpose: 'forgotten' })))!.secret;
    for (const secret of [handedOver, mailed])
      expect(await openPasswordLink(town.database, secret)).toMatchObject({ email: ana.email });
    const shown = (await passwordLinks(town.database, root)).filter(({ agentId }) => agentId === ana.id);
    expect(shown.map(({ purpose, mail }) => [purpose, mail])).toEqual(
      expect.arrayContaining([
        ['reset', 'handed-over'],
        ['forgotten', 'waiting'],
      ]),
    );
    await choose(mailed);
    await expect(choose(handedOver, OLD)).rejects.toMatchObject({ code: 'not-found' });
  });

  // ASVS: 6.4.3, 7.4.3.
  it('ends every session and token, and other links, and tells the agent', async () => {
    const ana = await town.agent('Ana');
    const session = await as(ana, (tx) => openSession(tx, ana.id, NOWHERE));
    const { token } = await as(ana, (tx) =>
      createToken(tx, ana, { name: 'robot', scopes: ['cases:read'], expiresInDays: 1 }),
    );
    await as(root, (tx) => createResetLink(tx, ana.email));
    const { secret } = (await as(root, (tx) => secretForMail(tx, { agentId: ana.id, purpose: 'forgotten' })))!;
    const mailsBefore = await mailsOfNewPassword();
    await choose(secret);
    expect(await principalOfSession(town.database, session)).toBeNull();
    expect(await principalOfToken(town.database, token)).toBeNull();
    expect(await canSignIn(ana.email, OLD)).toBe(false);
    expect(await canSignIn(ana.email, NEW)).toBe(true);
    expect((await mailsOfNewPassword()) - mailsBefore).toBe(1);
  });

  // ASVS: 6.4.3.
  it('has a link for half an hour, which a password that was chosen otherwise makes void', async () => {
    const ana = await town.agent('Ana');
    const ask = async () => {
      await as(root, (tx) => createResetLink(tx, ana.email));
      return (await as(root, (tx) => secretForMail(tx, { agentId: ana.id, purpose: 'forgotten' })))!.secret;
    };
    const first = await ask();
    pass(31);
    await expect(choose(first)).rejects.toMatchObject({ code: 'not-found' });
    const second = await ask();
    await as(ana, (tx) => updateMe(tx, ana, { currentPassword: OLD, password: NEW }));
    await expect(choose(second, OLD)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('has a link that is deleted once it is over, while an invitation stays in sight', async () => {
    const ana = await town.agent('Ana');
    const purposes = async () => {
      const rows = await town.database.query<{ purpose: string }>(
        `select purpose from password_link where agent_id = $1 order by purpose`,
        [ana.id],
      );
      return rows.map(({ purpose }) => purpose);
    };
    await as(root, (tx) => createResetLink(tx, ana.email));
    await town.database.execute(
      `insert into password_link (agent_id, purpose, created_at, expires_at, mail)
       values ($1, 'invitation', now(), now() - interval '1 day', 'sent'), ($1, 'reset', now(), now() + interval '1 day', 'sent')`,
      [ana.id],
    );
    await as(root, purgeExpiredSessionsAndTokens);
    expect(await purposes()).toEqual(['forgotten', 'invitation', 'reset']);
    await town.database.execute(
      `update password_link set expires_at = now() - interval '1 second' where agent_id = $1 and purpose = 'forgotten'`,
      [ana.id],
    );
    await as(root, purgeExpiredSessionsAndTokens);
    expect(await purposes()).toEqual(['invitation', 'reset']);
  });
});

describe('sessions and tokens of others', () => {
  const signedIn = async (name: string) => {
    const who = await town.agent(name);
    const open = () => as(who, (tx) => openSession(tx, who.id, { userAgent: 'Firefox/130', address: '192.0.2.7' }));
    const [first, second] = [await open(), await open()];
    const { token } = await as(who, (tx) =>
      createToken(tx, who, { name: 'robot', scopes: ['cases:read'], expiresInDays: 1 }),
    );
    return { who, first, second, token };
  };
  const managerOfAgentsAlone = async () => {
    const { id } = await town.agent('Clerk');
    const wanted = { name: 'Manages agents', description: '', permissions: ['agent.manage' as const] };
    const { id: roleId } = await as(root, (tx) => createRole(tx, root, wanted));
    await town.database.execute(`delete from role_grant where agent_id = $1`, [id]);
    const given = {
      roleId,
      reach: 'all-teams' as const,
      teamIds: [],
      sectorIds: [],
      validFrom: null,
      validUntil: null,
    };
    await as(root, (tx) => giveRole(tx, root, { agentId: id, wanted: given }));
    return (await principalOf(town.database, id))!;
  };

  // ASVS: 7.4.5.
  it('are seen and ended by administrators, one by one and all at once', async () => {
    const { who, first, second, token } = await signedIn('Ana');
    const seen = await accessOfAgent(town.database, root, who.id);
    expect(seen.sessions).toHaveLength(2);
    expect(seen.sessions[0]).toMatchObject({ userAgent: 'Firefox/130', address: '192.0.2.7', current: false });
    expect(seen.tokens).toEqual([expect.objectContaining({ name: 'robot', lastUsedAt: null })]);

    const sessionId = (await principalOfSession(town.database, first))!.session!.id;
    await as(root, (tx) => endSessionOfAgent(tx, root, { agentId: who.id, sessionId }));
    expect(await principalOfSession(town.database, first)).toBeNull();
    await as(root, (tx) => endTokenOfAgent(tx, root, { agentId: who.id, tokenId: seen.tokens[0]!.id }));
    expect(await principalOfToken(town.database, token)).toBeNull();
    await as(root, (tx) => endAccessOfAgent(tx, root, who.id));
    expect(await principalOfSession(town.database, second)).toBeNull();
  });

  it('are neither seen nor ended by anybody else, nor by the id of another agent', async () => {
    const { who, first } = await signedIn('Ana');
    const ben = await town.agent('Ben', [], 'supervisor');
    const sessionId = (await principalOfSession(town.database, first))!.session!.id;
    await expect(accessOfAgent(town.database, ben, who.id)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(as(ben, (tx) => endAccessOfAgent(tx, ben, who.id))).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(as(root, (tx) => endSessionOfAgent(tx, root, { agentId: ben.id, sessionId }))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await principalOfSession(town.database, first)).not.toBeNull();
  });

  it('are not ended by somebody who manages agents but may do less than their agent', async () => {
    const { who: senior, first } = await signedIn('Chief');
    const sessionId = (await principalOfSession(town.database, first))!.session!.id;
    const [token] = (await accessOfAgent(town.database, root, senior.id)).tokens;
    await linkFor(senior.id);
    const clerk = await managerOfAgentsAlone();
    const attempts: Parameters<typeof as<unknown>>[1][] = [
      (tx) => endSessionOfAgent(tx, clerk, { agentId: senior.id, sessionId }),
      (tx) => endTokenOfAgent(tx, clerk, { agentId: senior.id, tokenId: token!.id }),
      (tx) => endAccessOfAgent(tx, clerk, senior.id),
      (tx) => revokePasswordLinks(tx, clerk, senior.id),
    ];
    for (const attempt of attempts)
      await expect(as(clerk, attempt)).rejects.toMatchObject({ more: { reason: 'beyond-own-rights' } });
    expect(await principalOfSession(town.database, first)).not.toBeNull();
    // Of somebody who may do no more than they do, they end them.
    const { who: newcomer, second } = await signedIn('Newcomer');
    await town.database.execute(`delete from role_grant where agent_id = $1`, [newcomer.id]);
    await as(clerk, (tx) => endAccessOfAgent(tx, clerk, newcomer.id));
    expect(await principalOfSession(town.database, second)).toBeNull();
  });

  // Threats: A043. Whoever had the old password may have made them.
  // ASVS: 7.4.2.
  it.each([
    ['a password that an administrator sets', { password: NEW }],
    ['deactivation', { active: false }],
  ] as const)('end with %s', async (_, wanted) => {
    const { who, first, token } = await signedIn('Ana');
    const mailsBefore = await mailsOfNewPassword();
    await as(root, (tx) => updateAgent(tx, root, { id: who.id, wanted }));
    expect((await mailsOfNewPassword()) - mailsBefore).toBe('password' in wanted ? 1 : 0);
    expect(await principalOfSession(town.database, first)).toBeNull();
    expect(await principalOfToken(town.database, token)).toBeNull();
    if ('active' in wanted) await as(root, (tx) => updateAgent(tx, root, { id: who.id, wanted: { active: true } }));
    expect(await principalOfToken(town.database, token)).toBeNull();
  });

  // ASVS: 7.4.3.
  it('end with a password that the agent chooses, but for the session in which they do', async () => {
    const { who, first, second, token } = await signedIn('Ana');
    const here = (await principalOfSession(town.database, first))!;
    const signedInBefore = () => as(who, (tx) => rememberDevice(tx, who.id, null));
    const [desk, foreign] = [await signedInBefore(), await signedInBefore()];
    const mailsBefore = await mailsOfNewPassword();
    await as(who, (tx) => updateMe(tx, here, { currentPassword: OLD, password: NEW, device: desk.secret }));
    expect(await isKnownDevice(town.database, who.email, desk.secret)).toBe(true);
    expect(await isKnownDevice(town.database, who.email, foreign.secret)).toBe(false);
    expect((await mailsOfNewPassword()) - mailsBefore).toBe(1);
    expect(await principalOfSession(town.database, first)).not.toBeNull();
    expect(await principalOfSession(town.database, second)).toBeNull();
    expect(await principalOfToken(town.database, token)).toBeNull();
  });
});

describe('the end of a session', () => {
  const ageTo = (minutes: number) =>
    town.database.execute(`update session set seen_at = now() - make_interval(mins => $1)`, [minutes]);

  // ASVS: 7.3.1.
  it('comes when its agent does nothing for the time of the organisation, and background requests are nothing', async () => {
    const ana = await town.agent('Ana');
    const secret = await as(ana, (tx) => openSession(tx, ana.id, NOWHERE));
    const found = (isBackground: boolean) => principalOfSession(town.database, secret, { isBackground });
    await ageTo(8 * 60 - 2);
    expect(await found(true)).not.toBeNull();
    expect(await found(false)).not.toBeNull();
    // The request before was one of a person.
    const [row] = await town.database.query<{ fresh: boolean }>(
      `select seen_at > now() - interval '1 minute' as fresh from session where agent_id = $1`,
      [ana.id],
    );
    expect(row!.fresh).toBe(true);
    await ageTo(8 * 60 - 2);
    await found(true);
    await ageTo(8 * 60 + 1);
    expect(await found(false)).toBeNull();
  });
});
