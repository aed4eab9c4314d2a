import { createHash } from 'node:crypto';
import twilio from 'twilio';
import { TwilioConfig } from './twilio/config.js';
import { reaches, party } from './handles.js';
import { consentIn } from '../kit/consent-words.js';
import { smsParts } from './split-into-numbered-parts.js';
import { sms } from './sms.js';

const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a token of a test' };
const config = TwilioConfig.parse({ ...account, from: '07 57 05 01 01' });

describe('an account', () => {
  it('has a number, a sender name or a messaging service', () => {
    const from = (value: string) => TwilioConfig.parse({ ...account, from: value }).from;
    expect([from('07 57 05 01 01'), from('Mairie 44'), from('36180')]).toEqual(['+33757050101', 'Mairie 44', '36180']);
    expect(TwilioConfig.safeParse(account).success).toBe(false);
    expect(TwilioConfig.safeParse({ ...account, from: 'Hôtel de ville de Nantes' }).success).toBe(false);
    const messagingServiceSid = `MG${'1'.repeat(32)}`;
    expect(TwilioConfig.parse({ ...account, messagingServiceSid })).toMatchObject({ messagingServiceSid });
  });

  // Threats: T07.
  it('writes to phones that take texts, at no one’s expense', () => {
    const texts = (number: string) => reaches(party(number)!);
    expect(['+33639981201', '+12025550123', '+33970123456'].map(texts)).toEqual([true, true, true]);
    expect(['+33199001234', '+33899123456', 'ANTS', '36180'].map(texts)).toEqual([false, false, false, false]);
  });
});

describe('a call of Twilio', () => {
  const form = { Body: 'Où & quand ?', From: '+33639981201', MessageSid: `SM${'2'.repeat(32)}` };
  const call = (url: string, signature: string, body = new URLSearchParams(form).toString()) =>
    sms.verify(
      {
        externalId: '1',
        body: Buffer.from(body),
        headers: { ':url': url, 'x-twilio-signature': signature },
        receivedAt: new Date(),
      },
      config,
    );
  const sign = (url: string, token = config.authToken, fields: object = form) =>
    twilio.getExpectedTwilioSignature(token, url, fields as Record<string, string>);

  it('is known by the address that it called, with or without the port of its scheme', () => {
    const url = 'https://guichet.ville.example/hooks/sms/1?m=abc';
    expect(call(url, sign(url))).toBe(true);
    expect(call(url, sign(url.replace('.example', '.example:443')))).toBe(true);
    expect(call('http://127.0.0.1:3000/hooks/sms/1', sign('http://127.0.0.1:3000/hooks/sms/1'))).toBe(true);
    expect(call(url, sign('https://elsewhere.example/hooks/sms/1?m=abc'))).toBe(false);
    expect(call(url, sign(url, 'the token of another'))).toBe(false);
    expect(call(url, '')).toBe(false);
    expect(call(url, sign(url), 'Body=Autre')).toBe(false);
  });

  it('with a body that is no form is known by its digest', () => {
    const body = '{"some":"thing"}';
    const url = `https://guichet.ville.example/hooks/sms/1?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    expect(call(url, sign(url, config.authToken, {}), body)).toBe(true);
    expect(call(url, sign(url, config.authToken, {}), body.replace('thing', 'else'))).toBe(false);
  });

  it('that is about no message waits for somebody to look at it', async () => {
    const request = {
      externalId: '1',
      body: Buffer.from('a=b'),
      headers: { ':method': 'POST' },
      receivedAt: new Date(),
    };
    await expect(sms.parse(request, config)).rejects.toMatchObject({ name: 'Unparsable', reason: 'unparsable' });
  });
});

describe('a word alone', () => {
  // Threats: L07.
  it.each([
    ['STOP', false],
    [' stop. ', false],
    ['STOP SMS', false],
    ['Arrêt', false],
    ['ARRÊTEZ', false],
    ['Désabonner', false],
    ['abmelden', false],
    ['STOPPEN', false],
    ['Baja', false],
    ['alto', false],
    ['CANCELAR', false],
    ['توقف', false],
    ['إيقاف', false],
    ['ＳＴＯＰ', false],
    ['start', true],
    ['YES', undefined],
    ['stop à tout cela', undefined],
    ['AIDE', undefined],
  ])('%s', (text, given) => expect(consentIn(text, undefined)).toBe(given));

  it('is what Twilio took it for, where it says so', () => {
    expect(consentIn('BASTA', 'STOP')).toBe(false);
    expect(consentIn('YES', 'START')).toBe(true);
    expect(consentIn('STOP', 'HELP')).toBe(undefined);
  });
});

describe('a long text', () => {
  it('leaves in one call as long as Twilio takes it, then in numbered parts cut between words', () => {
    expect(smsParts('mot '.repeat(400), 1600)).toHaveLength(1);
    const text = Array.from({ length: 700 }, (_, n) => `mot${n}`).join(' ');
    const parts = smsParts(text, 1600);
    expect(parts.map((part) => part.slice(0, 6))).toEqual(['(1/4) ', '(2/4) ', '(3/4) ', '(4/4) ']);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(1600);
    expect(parts.map((part) => part.slice(6)).join(' ')).toBe(text);
  });

  it('leaves in plain characters where they save the large alphabet', () => {
    expect(smsParts('L’accueil est ouvert à 8\u00A0h…', 1600)).toEqual(["L'accueil est ouvert à 8 h..."]);
    expect(smsParts('  ', 1600)).toEqual([]);
  });
});
