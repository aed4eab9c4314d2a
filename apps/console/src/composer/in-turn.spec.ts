import { inTurn } from './in-turn.js';

/** Writes that end when they are told to. */
function slow() {
  const written: string[] = [];
  const ends: { done: () => void; failed: (error: Error) => void }[] = [];
  const write = inTurn<string>((key, value) => {
    written.push(`${key} ${value}`);
    return new Promise<void>((done, failed) => ends.push({ done, failed }));
  });
  return { write, written, end: (error?: Error) => (error ? ends.shift()!.failed(error) : ends.shift()!.done()) };
}

describe('writing in turn', () => {
  it('waits for the write before, and leaves out what was overtaken', async () => {
    const { write, written, end } = slow();
    const first = write('case', 'B');
    const overtaken = write('case', 'Bo');
    const last = write('case', 'Bon');
    expect(written).toEqual(['case B']);

    end();
    await first;
    expect(written).toEqual(['case B', 'case Bon']);
    end();
    await Promise.all([overtaken, last]);
    expect(written).toEqual(['case B', 'case Bon']);
  });

  it('goes on after a failure, which those hear who waited for that write', async () => {
    const { write, written, end } = slow();
    const first = write('case', 'B');
    const last = write('case', 'Bo');
    end(new Error('offline'));
    await expect(first).rejects.toThrow('offline');
    end();
    await last;
    expect(written).toEqual(['case B', 'case Bo']);
  });

  it('does not wait for another case', () => {
    const { write, written } = slow();
    void write('one', 'a');
    void write('two', 'b');
    expect(written).toEqual(['one a', 'two b']);
  });
});
