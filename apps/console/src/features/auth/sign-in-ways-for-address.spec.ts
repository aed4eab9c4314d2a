import type { SignInOptions } from '@guichet/contracts';
import { providerOf, signInWaysForAddress } from './sign-in-ways-for-address.js';

const provider = (name: string, domains: string[], passwordsAllowed: boolean): SignInOptions['providers'][number] => ({
  ...{ id: name, name, profile: 'generic', domains, passwordsAllowed },
});
const town = provider('Town', ['town.test'], true);
const state = provider('ProConnect', ['metropole.test'], false);
const names = (options: Pick<SignInOptions, 'providers'>, address?: string) => {
  const { providers, password } = signInWaysForAddress(options, address);
  return [providers.map(({ name }) => name), password];
};

describe('the ways to sign in', () => {
  it('are a password where there is no provider, and the provider beside it', () => {
    expect(names({ providers: [] })).toEqual([[], 'offered']);
    expect(names({ providers: [town] })).toEqual([['Town'], 'offered']);
  });

  it('hide the password where a provider replaces it, as agents of other domains have one', () => {
    expect(names({ providers: [state] })).toEqual([['ProConnect'], 'hidden']);
  });

  it('lead to the provider whose own the domain is, also where a password would do', () => {
    const both = { providers: [town, state] };
    expect(providerOf(both, 'ana@Town.test ')?.name).toBe('Town');
    for (const typed of ['', 'ana', 'ana@town', 'max@elsewhere.test']) expect(providerOf(both, typed)).toBeUndefined();
  });

  it('follow the domain of an address', () => {
    const both = { providers: [town, state] };
    expect(names(both, 'ana@Town.test')).toEqual([['Town'], 'offered']);
    expect(names(both, 'lea@metropole.test')).toEqual([['ProConnect'], 'none']);
    expect(names(both, 'max@elsewhere.test')).toEqual([[], 'offered']);
    expect(names({ ...both, providers: [provider('All', [], false)] }, 'max@elsewhere.test')).toEqual([
      ['All'],
      'hidden',
    ]);
  });
});
