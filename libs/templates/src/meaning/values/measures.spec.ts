import { measuresIn } from './measures.js';

const read = (text: string) => measuresIn(text).map(({ kind, value }) => `${kind} ${value}`);

describe('what is measured in a text', () => {
  it.each([
    ['150 cm, 1.5 m, 1,500 mm', ['number 1.5 m', 'number 1.5 m', 'number 1.5 m']],
    ['3.5 tonnes, 3500 kg', ['number 3500000 g', 'number 3500000 g']],
    ['2 cubic metres, 2000 litres', ['number 2000 l', 'number 2000 l']],
    ['50 kilometres per hour, 50 km/h', ['number 50 km/h', 'number 50 km/h']],
    ['0.5 hectare, 5 000 m²', ['number 5000 m²', 'number 5000 m²']],
    ['20 wkg days, 5 working days', ['duration P20BD', 'duration P5BD']],
    ['15 clear days', ['duration P15CD']],
    ['90 mins, 72 hrs, a 6-week course', ['duration PT90M', 'duration PT72H', 'duration P6W']],
    ['1.5 months’ notice', ['duration P1.5M']],
    ['9 M. Dupont, 4 go free, 5 l’heure', []],
    ['£1 m, 3/4 m', []],
  ])('%s', (text, expected) =>
    expect(read(text.replaceAll('’', "'").replace('m²', 'mètres carrés'))).toEqual(expected),
  );
});
