import { Organisation } from '@guichet/contracts';
import { pdfUaProblems } from '../../../../test/support/pdf/check-pdf-ua.js';
import { toParts } from '../rendering/runs-to-text-and-html.js';
import { letterPdf } from './letter-pdf.js';

describe('a letter', () => {
  it('is accessible, with its lists, its links and its pages', async () => {
    const text = `Il manque :\n- un acte\n- **un livret**\n\nVoir https://valbourg.example/depot.\n\n${'Bonjour 👍 你. '.repeat(600)}`;
    const pdf = await letterPdf({
      language: 'fr',
      organisation: Organisation.parse({ name: 'Ville de Valbourg', mail: 'contact@valbourg.example' }),
      service: 'Service des écoles',
      agentName: 'Inès Morel',
      recipient: { name: 'Zoé Martin', address: ['12 rue des Lilas', '21000 Valbourg'] },
      reference: 'GCH-2026-004812',
      date: '2026-12-01',
      subject: 'Inscription à l’école',
      parts: toParts([{ text, variable: null }]),
    });
    expect(pdfUaProblems(Buffer.from(pdf))).toEqual([]);
  });
});
