/** Who writes to the town. The numbers are of the range that the French regulator keeps for fiction. */
export interface Person {
  name: string;
  email?: string;
  /** E.164; SMS and WhatsApp. */
  phone?: string;
  /** Known to the town's web site: the chat is signed with it. */
  siteId?: string;
  /** Ids at the providers, digits as theirs are. */
  telegram?: number;
  messenger?: string;
  /** `user@host`. */
  mastodon?: string;
}

export const people = {
  alex: {
    name: 'Alex Morel',
    email: 'alex.morel@example.org',
    phone: '+33639980100',
    telegram: 700100,
    messenger: '7100000000000100',
    mastodon: 'alex@social.example',
  },
  camille: {
    name: 'Camille Delorme',
    email: 'camille.delorme@example.org',
    phone: '+33639981211',
    siteId: 'fc-2048',
    telegram: 700101,
    messenger: '7100000000000101',
    mastodon: 'camille@social.example',
  },
  iryna: {
    name: 'Ірина Лавренко',
    email: 'iryna.lavrenko@example.net',
    phone: '+33639985522',
    siteId: 'fc-3117',
    telegram: 700102,
    messenger: '7100000000000102',
    mastodon: 'iryna@social.example',
  },
  thomas: {
    name: 'Thomas Kervella',
    email: 't.kervella@example.net',
    phone: '+33639984413',
    mastodon: 'tkervella@social.example',
  },
  odile: { name: 'Odile Marchand', email: 'odile.marchand@example.com', phone: '+33261914878' },
  yasmine: { name: 'Yasmine Benali', email: 'y.benali@example.org', phone: '+33639987732', siteId: 'fc-4410' },
  grace: { name: 'Grace Okafor', email: 'grace.okafor@example.com', phone: '+33639982299' },
  fabrice: { name: 'Menuiserie Balard', email: 'compta.balard@example.com', phone: '+33353014467' },
  rives: {
    name: 'Association Rives Claires',
    email: 'contact.rives@example.org',
    mastodon: 'rivesclaires@social.example',
  },
  amine: { name: 'Amine Haddad', email: 'a.haddad@example.net' },
  amineAtWork: { name: 'Amine Haddad', email: 'amine.haddad.pro@example.com' },
  maud: { name: 'Maud Peyret', email: 'maud.peyret@example.org', mastodon: 'rouelibre@social.example' },
  jeanNoel: {
    name: 'Jean-Noël Truchard',
    email: 'jn.truchard@example.com',
    phone: '+33536492289',
    messenger: '7100000000000103',
  },
  priya: { name: 'Priya Raman', email: 'priya.raman@example.net' },
  lucette: { name: 'Lucette Farine', phone: '+33639981981' },
  salima: { name: 'Salima Oudghiri', email: 'salima.oudghiri@example.org', phone: '+33639985078' },
  georges: { name: 'Georges Lampin', email: 'georges.lampin@example.com', phone: '+33639984402' },
  delphine: { name: 'Delphine Arsan', email: 'famille.moulin@example.org' },
  ludovic: { name: 'Ludovic Moulin', email: 'famille.moulin@example.org' },
  delphineAlone: { name: 'Delphine Arsan', email: 'delphine.arsan@example.net' },
  noemie: { name: 'Noémie Kaspar', email: 'noemie.kaspar@example.com', phone: '+33639986124' },
  corentin: { name: 'Corentin Hasley', email: 'corentin.hasley@example.org', phone: '+33639982652' },
  regis: { name: 'Régis Vaubert', email: 'regis.vaubert@example.com' },
  regisAgain: { name: 'Régis Vaubert', email: 'rv2@example.com' },
  maryvonne: { name: 'Maryvonne Guichard', email: 'maryvonne.guichard@example.net', phone: '+33639984009' },
  stranger: { name: 'Inconnu', phone: '+33639984999' },
} as const satisfies Record<string, Person>;

/** Whose phone a newcomer may hold. */
export const phoneOwners = ['alex', 'camille', 'iryna'] as const satisfies readonly (keyof typeof people)[];
export type PhoneOwner = (typeof phoneOwners)[number];
