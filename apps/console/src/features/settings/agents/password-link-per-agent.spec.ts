import type { PasswordLink } from '@guichet/contracts';
import { passwordLinkPerAgent } from './password-link-per-agent.js';

const NOW = Date.parse('2026-03-02T12:00:00.000Z');
const link = (purpose: PasswordLink['purpose'], created: string, expires: string): PasswordLink => ({
  ...{ agentId: 'ana', purpose, mail: 'sent', mailProblem: null },
  ...{ createdAt: `2026-03-02T${created}:00.000Z`, expiresAt: `2026-03-02T${expires}:00.000Z` },
});
const shown = (...links: PasswordLink[]) => passwordLinkPerAgent(links, NOW).get('ana')?.purpose;

describe('the link that is shown of an agent', () => {
  it('is one that is still good before a newer one that is over', () => {
    expect(shown(link('forgotten', '11:00', '11:30'), link('reset', '09:00', '18:00'))).toBe('reset');
    expect(shown(link('reset', '09:00', '18:00'), link('forgotten', '11:00', '11:30'))).toBe('reset');
  });

  it('is the newest of two that are good, and an invitation before both', () => {
    const [reset, forgotten] = [link('reset', '09:00', '18:00'), link('forgotten', '11:50', '12:20')];
    expect(shown(forgotten, reset)).toBe('forgotten');
    expect(shown(link('invitation', '08:00', '08:30'), forgotten, reset)).toBe('invitation');
  });
});
