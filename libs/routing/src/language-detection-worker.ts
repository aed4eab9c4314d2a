import { parentPort } from 'node:worker_threads';
import { eld } from 'eld/extrasmall';

export interface LanguageRequest {
  id: number;
  text: string;
}
export interface LanguageResponse {
  id: number;
  language: string | null;
}

/** The languages that a French town receives. Any further one would only be confused with one of these. */
const LANGUAGES =
  'fr en ar es pt de it nl pl ro ru uk tr zh vi fa sq hy ka ta bn el ja ko ur hi he sr bg cs hu sk hr ku th pa am gu te'.split(
    ' ',
  );

const port = parentPort!;
const detector = eld.newInstance();
detector.setLanguageSubset(LANGUAGES);
detector.enableTextCleanup(true);

port.on('message', ({ id, text }: LanguageRequest) => {
  const found = detector.detect(text);
  port.postMessage({ id, language: found.isReliable() ? found.language : null } satisfies LanguageResponse);
});
