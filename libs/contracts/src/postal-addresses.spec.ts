import { readPostalAddress } from './postal-addresses.js';

const faultOf = (...lines: string[]) => readPostalAddress(lines.join('\n')).fault;

describe('a postal address', () => {
  it('is its lines, tidied, as they stand on the envelope', () => {
    expect(readPostalAddress('  Mme Zoé  Martin\r\n\r\n14 rue des Glycines \n21000   DIJON\n')).toEqual({
      lines: ['Mme Zoé Martin', '14 rue des Glycines', '21000 DIJON'],
    });
  });

  it('may have a hamlet without a street, six lines, or a country', () => {
    expect(faultOf('Mairie', '21360 THOREY')).toBeUndefined();
    expect(faultOf('M. Haddad', 'Apt 3', 'Résidence Les Ifs', '2 allée des Ifs', 'BP 12', '21050 DIJON CEDEX')).toBe(
      undefined,
    );
    expect(faultOf('Frau Weber', 'Hauptstraße 5', '10115 Berlin', 'ALLEMAGNE')).toBeUndefined();
  });

  it('says what is wrong with it, and in which line', () => {
    expect(faultOf('Zoé Martin')).toEqual({ reason: 'postal-lines', data: { min: 2, max: 6, count: 1 } });
    expect(faultOf('1', '2', '3', '4', '5', '6', '21000 DIJON')).toMatchObject({ reason: 'postal-lines' });
    expect(faultOf('Zoé Martin', 'x'.repeat(39), '21000 DIJON')).toEqual({
      reason: 'postal-line-too-long',
      data: { line: 2, max: 38, length: 39 },
    });
    expect(faultOf('Zoé Martin', '14 rue des Glycines')).toEqual({ reason: 'postal-no-town', data: { line: 2 } });
    expect(faultOf('Zoé Martin', '14 rue des Glycines', '2100 DIJON')).toMatchObject({ reason: 'postal-no-town' });
  });
});
