import { UpdateSignInProvider } from './sign-in-providers.js';

const domains = (...wanted: string[]) => UpdateSignInProvider.safeParse({ domains: wanted });

it('takes the mail domains of a provider as people write them: with the @, and in any case', () => {
  expect(domains('@Ville.example', ' ville.example ').data).toEqual({ domains: ['ville.example', 'ville.example'] });
});

it('takes no address, no word and no pattern for a domain', () => {
  for (const wrong of ['claire@ville.example', '@@ville.example', 'ville', '*.ville.example', '@'])
    expect(domains(wrong).error?.issues[0]?.path).toEqual(['domains', 0]);
});

it('takes the issuer from the address at which the provider describes itself', () => {
  const issuer = (value: string) => UpdateSignInProvider.parse({ issuer: value }).issuer;
  expect(issuer(' https://id.ville.example/town/.well-known/openid-configuration ')).toBe(
    'https://id.ville.example/town',
  );
  expect(issuer('https://id.ville.example/')).toBe('https://id.ville.example/');
});
