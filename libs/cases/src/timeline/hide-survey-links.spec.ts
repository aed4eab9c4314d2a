import { hideSurveyLinks, withoutSurveyLinks } from './hide-survey-links.js';
import { previewOf } from './stored-entries.js';

const TOKEN = 'abcdefghijklmnopqrstuvwx23.abcdefgh234567ab';

it.each([
  [`https://town.test/portal/surveys/${TOKEN}?score=3`, 'https://town.test/portal/surveys/…?score=3'],
  [`https://town.test/portal/surveys/${TOKEN}/unsubscribe`, 'https://town.test/portal/surveys/…/unsubscribe'],
  [
    `https://safelinks.test/?url=https%3A%2F%2Ftown.test%2Fportal%2Fsurveys%2F${TOKEN}%3Fscore%3D3&data=x`,
    'https://safelinks.test/?url=https%3A%2F%2Ftown.test%2Fportal%2Fsurveys%2F…%3Fscore%3D3&data=x',
  ],
  [
    `https://check.test/?u=https%253a%252f%252ftown.test%252fportal%252fsurveys%252f${TOKEN}`,
    'https://check.test/?u=https%253a%252f%252ftown.test%252fportal%252fsurveys%252f…',
  ],
  [
    `https://defense.test/v2/url?u=https-3A__town.test_portal_surveys_${TOKEN}-3Fscore-3D3`,
    'https://defense.test/v2/url?u=https-3A__town.test_portal_surveys_…-3Fscore-3D3',
  ],
  [`HTTPS://TOWN.TEST/PORTAL/SURVEYS/${TOKEN.toUpperCase()} and on`, 'HTTPS://TOWN.TEST/PORTAL/SURVEYS/… and on'],
])('the link of a survey cannot be followed from %s', (text, shown) => expect(hideSurveyLinks(text)).toBe(shown));

it('other links stay as they are', () => {
  const text = 'https://town.test/portal/replies/abc.def and https://town.test/portal/surveys';
  expect(hideSurveyLinks(text)).toBe(text);
});

it('it is hidden in every part of a message, and in what the list of cases shows of it', () => {
  const link = `https://town.test/portal/surveys/${TOKEN}`;
  const message = { segments: [{ text: 'Merci' }, { text: `> ${link}` }], html: `<a href="${link}">Bien</a>` };
  expect(JSON.stringify(withoutSurveyLinks(message))).not.toContain(TOKEN);
  expect(withoutSurveyLinks({ ...message, html: null }).html).toBeNull();
  expect(previewOf(`Bien : ${link}\nMerci`)).toBe('Bien : https://town.test/portal/surveys/… Merci');
});
