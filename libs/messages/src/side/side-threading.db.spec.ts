import fc from 'fast-check';
import { SideTown } from '../../../../test/support/side-town.js';
import { allowed, History, Step } from '../../../../test/support/side-history.js';

/** So many share each intake, so that those of one are told from those of others, and so that a thousand take seconds. */
const TOGETHER = 50;
/** `SIDE_HISTORIES=100000` for more than every run draws. */
const HISTORIES = Number(process.env['SIDE_HISTORIES'] ?? 1000);

let town: SideTown;
beforeAll(async () => {
  town = await SideTown.open();
});
afterAll(() => town?.close());

/** Lets all of them happen at once, step by step: what is written meanwhile comes in one intake. */
async function happen(histories: readonly History[], stories: readonly Step[][]): Promise<void> {
  for (let n = 0; n < Math.max(...stories.map(({ length }) => length)); n += 1) {
    await History.look(town, histories);
    const mails = await Promise.all(
      histories.map((history, of) => {
        const step = stories[of]![n];
        return step ? history.run(step) : Promise.resolve([]);
      }),
    );
    await town.receive(...mails.flat());
  }
}

describe('a side conversation, whatever happens beside it', () => {
  // Threats: A007. Who knows an address or a Message-ID of the other side is let into neither.
  it(`never shares a mail with the correspondence of the citizen, over ${HISTORIES} random histories`, async () => {
    const [places, happened] = [new Set<string>(), new Set<string>()];
    const Stories = fc.array(fc.array(Step, { minLength: 4, maxLength: 10 }), { minLength: TOGETHER, maxLength: TOGETHER }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(Stories, async (stories) => {
        const histories = await History.begin(town, stories.length);
        await happen(histories, stories);
        await History.look(town, histories);

        for (const history of histories) {
          for (const { place, ...one } of history.placed()) {
            places.add(place);
            const { message: _, ...described } = one;
            if (!allowed(one).includes(place)) throw new Error(`A mail is ${place}: ${JSON.stringify(described)}`);
          }
          expect(history.wronglyReported()).toEqual([]);
          for (const one of history.happened) happened.add(one);
        }
      }),
      { numRuns: HISTORIES / TOGETHER, endOnFailure: true },
    );
    expect(places).toEqual(new Set(['case', 'side', 'elsewhere']));
    expect(happened).toEqual(
      new Set([
        'a mail bounces',
        'a mail comes before the one that it answers',
        'a robot writes',
        'an address becomes that of the citizen',
        'late mail comes',
        'the agent may not ask the citizen',
      ]),
    );
  }, 240_000);
});
