import { recipientBesideCitizen } from './recipient-beside-citizen.js';

const iryna = { name: 'ірина лавренко', text: 'ірина лавренко (iryna@home.test)', channelName: 'Mairie' };

describe('whom a reply reaches beside the citizen of the case', () => {
  it('is named as ever where their names differ', () => {
    expect(recipientBesideCitizen(iryna, { name: 'Zoé Martin', addresses: 'zoe@home.test' })).toEqual({
      who: 'ірина лавренко (iryna@home.test)',
      citizen: 'Zoé Martin',
    });
  });

  it('is told from a citizen of the same name by the addresses of both, or by the channel of an account', () => {
    const citizen = { name: 'Ірина Лавренко', addresses: '06 39 98 12 07' };
    expect(recipientBesideCitizen(iryna, citizen)).toEqual({
      who: 'ірина лавренко (iryna@home.test)',
      citizen: 'Ірина Лавренко (06 39 98 12 07)',
    });
    const account = { name: 'Ірина Лавренко', text: 'Ірина Лавренко', channelName: 'Telegram' };
    expect(recipientBesideCitizen(account, { ...citizen, addresses: undefined })).toEqual({
      who: 'Ірина Лавренко (Telegram)',
      citizen: 'Ірина Лавренко',
    });
  });
});
