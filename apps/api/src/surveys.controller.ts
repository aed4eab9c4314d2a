import { Keyring } from '@guichet/platform';
import { getSurveySettings, listSurveyResponses, saveSurveySettings } from '@guichet/surveys';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class SurveysController {
  constructor(private readonly keyring: Keyring) {}

  @Endpoint('getSurveySettings')
  settings({ context }: Call<'getSurveySettings'>) {
    return context.read('settings', getSurveySettings);
  }

  @Endpoint('saveSurveySettings')
  save({ context, body }: Call<'saveSurveySettings'>) {
    return context.write((tx, who) => saveSurveySettings(tx, who, body));
  }

  @Endpoint('listSurveyResponses')
  responses({ context, query }: Call<'listSurveyResponses'>) {
    const { keyring } = this;
    return context.read('survey-responses', (reader, who) => listSurveyResponses({ reader, keyring }, who, query));
  }
}
