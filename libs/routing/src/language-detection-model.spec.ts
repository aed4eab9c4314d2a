import { Worker } from 'node:worker_threads';
import { eventually } from '@guichet/test/eventually';
import { LanguageDetectionModel } from './language-detection-model.js';

it('the language model gives each of many texts its own language', async () => {
  const model = new LanguageDetectionModel();
  const texts = {
    en: 'where is the town hall and when does it open',
    de: 'wo ist das Rathaus und wann ist es geöffnet',
  };
  const asked = Array.from({ length: 40 }, (_, n) => (n % 2 ? 'en' : 'de'));
  expect(await Promise.all(asked.map((language) => model.detect(texts[language])))).toEqual(asked);
});

it('the language model gives no language when its thread ends, and starts again with the next text', async () => {
  const model = new LanguageDetectionModel(new URL('data:text/javascript,process.exit()'));
  expect(await Promise.all([model.detect('where is the town hall'), model.detect('wo ist das Rathaus')])).toEqual([
    null,
    null,
  ]);
  expect(await model.detect('where is the town hall')).toBeNull();
});

it('the language model ends its thread when there are no texts, and starts it again with the next one', async () => {
  const model = new LanguageDetectionModel(undefined, 0);
  const ended = jest.spyOn(Worker.prototype, 'terminate');
  expect(await model.detect('where is the town hall and when does it open')).toBe('en');
  await eventually(() => expect(Promise.resolve(ended.mock.calls)).resolves.not.toEqual([]));
  ended.mockRestore();
  expect(await model.detect('wo ist das Rathaus und wann ist es geöffnet')).toBe('de');
});
