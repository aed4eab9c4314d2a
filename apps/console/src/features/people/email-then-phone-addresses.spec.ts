import { emailThenPhoneAddresses } from './email-then-phone-addresses.js';

describe('the addresses at which a person is written to', () => {
  it('are those of mail, then those of the telephone, and none of a letter box', () => {
    const handles = [
      { type: 'phone', value: '+33612345678' } as const,
      { type: 'postal', value: '3 rue Haute' } as const,
      { type: 'email', value: 'camille@citizen.test' } as const,
    ];
    expect(emailThenPhoneAddresses({ handles })).toEqual(['camille@citizen.test', '+33612345678']);
    expect(emailThenPhoneAddresses({ handles: [] })).toEqual([]);
  });
});
