import { Permission, withNeeded, withoutDependent } from './permissions-and-agent-roles.js';
import { roleOfWord, shippedRole, shippedRoles } from './roles.js';

describe('a role that ships', () => {
  it.each(shippedRoles)('has all that its permissions need: $key', ({ permissions }) => {
    expect(withNeeded(permissions)).toEqual(permissions);
  });

  it('lets somebody answer and not close, and somebody see figures alone', () => {
    const { permissions } = shippedRole('front-desk');
    expect(permissions).toEqual(expect.arrayContaining(['case.reply', 'case.assign']));
    expect(permissions).not.toContain('case.close');
    expect(shippedRole('elected-official').permissions.filter((one) => /^(case|citizen|agent)\./.test(one))).toEqual(
      [],
    );
    expect(shippedRole('auditor').permissions.filter((one) => !/\.(read|list)$/.test(one))).toEqual([]);
  });

  it('stands for each of the words by which agents were called', () => {
    expect(shippedRole(roleOfWord.administrator.key).permissions).toEqual(Permission.options);
  });
});

describe('permissions that are ticked', () => {
  it('bring what they need, and take with them what needs them', () => {
    expect(withNeeded(['case.close'])).toEqual(['case.read', 'case.update', 'case.close']);
    const ticked = withNeeded(['case.close', 'case.reply', 'template.write']);
    expect(withoutDependent(ticked, 'case.update')).toEqual([
      'case.read',
      'case.reply',
      'template.read',
      'template.write',
    ]);
    expect(withoutDependent(ticked, 'case.read')).toEqual(['template.read', 'template.write']);
  });
});
