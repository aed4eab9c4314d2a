import { QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import problems from '../../i18n/fr/problems.json' with { type: 'json' };
import { queryClient } from '../api/query-client.js';
import { channelKindsQuery } from '../api/queries.js';
import { Failure, type FieldProblem } from '../api/failure.js';
import { useFieldProblemText } from './use-channel-texts.js';
import { useProblemText, useReasonText } from './use-problem-text.js';

const ofChannel = { 'email.not-a-mail-address': 'Ce n’est pas une adresse électronique.' };

beforeAll(async () => {
  await i18next.use(initReactI18next).init({
    lng: 'fr',
    resources: { fr: { translation: { problems } } },
    interpolation: { escapeValue: false },
  });
  queryClient.setQueryData<readonly { texts: object }[]>(channelKindsQuery('fr').queryKey, [{ texts: ofChannel }]);
});

/** The text that a hook returns within a component. */
const shown = (useText: () => string): string =>
  renderToStaticMarkup(
    createElement(
      QueryClientProvider,
      { client: queryClient },
      createElement(() => createElement('p', null, useText())),
    ),
  ).replace(/<\/?p>/g, '');

const inField = (problem: FieldProblem) => shown(() => useFieldProblemText()(problem));
const ofForm = (...errors: FieldProblem[]) => shown(() => useProblemText()(new Failure('invalid-request', { errors })));

describe('what is wrong with a field, for a French reader', () => {
  const address: FieldProblem = {
    path: 'config.address',
    message: 'This is not an email address.',
    reason: 'value-not-valid',
    channelReason: 'email.not-a-mail-address',
  };
  const name: FieldProblem = {
    path: 'name',
    message: 'Too big: expected string to have <=120 characters',
    reason: 'text-too-long',
    data: { max: 120 },
  };

  it('is said in French by the text of its channel, or by that of its reason', () => {
    expect(inField(address)).toBe('Ce n’est pas une adresse électronique.');
    expect(inField(name)).toMatch(/^120 caractères au plus/);
  });

  it('is said in French for the whole form, which leaves out what is only known in English', () => {
    expect(ofForm(name)).toMatch(/^120 caractères au plus/);
    expect(ofForm(address)).toBe('Une valeur n’est pas valide.');
    expect(ofForm({ path: 'name', message: 'This name is taken.' })).toBe('Une valeur n’est pas valide.');
  });
});

describe('what is missing in a case that is to be closed', () => {
  const [photo, visit] = [
    { en: 'Take a photo', fr: 'Prendre une photo' },
    { en: 'Visit', fr: 'Visite' },
  ];
  const [field] = [{ en: 'Place', fr: 'Lieu' }];
  const said = (reason: 'case-steps-required' | 'case-fields-and-steps-required', data: object) =>
    shown(() => useReasonText()(reason, { reference: 'GCH-1', ...data }));

  it('is one step or several', () => {
    expect(said('case-steps-required', { labels: [photo] })).toMatch(/effectuez cette étape : Prendre une photo\.$/);
    expect(said('case-steps-required', { labels: [photo, visit] })).toMatch(
      /ces étapes : Prendre une photo, Visite\.$/,
    );
    const both = { labels: [field], stepLabels: [visit] };
    expect(said('case-fields-and-steps-required', both)).toMatch(/ : Lieu\. Effectuez aussi cette étape : Visite\.$/);
  });
});
