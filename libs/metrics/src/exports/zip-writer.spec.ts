import { buffer } from 'node:stream/consumers';
import { zipped } from './zip-writer.js';

async function* parts(content: AsyncIterable<string> | Iterable<string>) {
  await Promise.resolve();
  yield { name: 'part.txt', content };
}

describe('an archive', () => {
  it('is the same file whenever it is made', async () => {
    const [one, other] = [await buffer(zipped(parts(['été']))), await buffer(zipped(parts(['été'])))];
    expect(one.equals(other)).toBe(true);
    expect(one.subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
  });

  it('throws the error of the part that cannot be read', async () => {
    const broken = function* () {
      yield 'text';
      throw new Error('the database went away');
    };
    await expect(buffer(zipped(parts(broken())))).rejects.toThrow('the database went away');
  });

  it('closes the part that is being read when its reader stops', async () => {
    let isClosed = false;
    const endless = async function* () {
      try {
        for (;;) yield await Promise.resolve(crypto.randomUUID().repeat(1000));
      } finally {
        isClosed = true;
      }
    };
    const reader = zipped(parts(endless()));
    await reader.next();
    await reader.return(undefined);
    await new Promise(setImmediate);
    expect(isClosed).toBe(true);
  });
});
