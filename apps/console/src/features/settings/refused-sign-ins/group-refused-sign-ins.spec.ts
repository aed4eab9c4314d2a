import type { RefusedSignIn } from '@guichet/contracts';
import { groupRefusedSignIns } from './group-refused-sign-ins.js';

const refused = (
  id: string,
  account: string,
  { address = '203.0.113.7', userAgent = 'Firefox', blockedUntil = null as string | null } = {},
) => ({ id, account, address, userAgent, blockedUntil }) as RefusedSignIn;
const shape = (items: RefusedSignIn[]) =>
  groupRefusedSignIns(items).map((group) => group.map(({ id }) => id).join('+'));

describe('refused sign-ins', () => {
  it('of one account from one place are one group while nothing comes between', () => {
    const ana = (id: string) => refused(id, 'ana@town.test');
    expect(shape([ana('d'), ana('c'), refused('b', 'z…'), ana('a')])).toEqual(['d+c', 'b', 'a']);
  });

  it('from other networks or devices are groups of their own', () => {
    const other = refused('b', 'ana@town.test', { address: '198.51.100.1' });
    const phone = refused('c', 'ana@town.test', { userAgent: 'iPhone' });
    expect(shape([refused('a', 'ana@town.test'), other, phone])).toEqual(['a', 'b', 'c']);
  });

  it('stand apart from the block that followed them', () => {
    const block = refused('d', 'ana@town.test', { blockedUntil: '2026-11-28T10:15:00Z' });
    expect(shape([block, refused('c', 'ana@town.test'), refused('b', 'ana@town.test')])).toEqual(['d', 'c+b']);
  });
});
