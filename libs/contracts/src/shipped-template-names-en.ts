import type { ShippedNames } from './shipped-template-names-fr.js';

/** What the templates that ship are called in English: by their permanent key. */
export const shippedTemplateNamesEn: Readonly<Record<string, ShippedNames>> = {
  acknowledgement: {
    title: 'Acknowledgement',
    intention: 'Say that the message is registered, when it came in and within what time we answer.',
    tags: ['acknowledgement', 'receipt'],
  },
  'request-acknowledgement': {
    title: 'Acknowledgement of a request',
    intention: 'Say who deals with the request, what our silence will mean, how to contest it and what is missing.',
    tags: ['acknowledgement', 'receipt', 'request', 'time limit'],
  },
  'request-acknowledgement-prior-appeal': {
    title: 'Acknowledgement of a request (compulsory prior appeal)',
    intention: 'Say who deals with the request, what our silence will mean, how to contest it and what is missing.',
    tags: ['acknowledgement', 'receipt', 'request', 'time limit', 'prior appeal'],
  },
  'request-acknowledgement-civil-court': {
    title: 'Acknowledgement of a request (civil court)',
    intention: 'Say who deals with the request, what our silence will mean, how to contest it and what is missing.',
    tags: ['acknowledgement', 'receipt', 'request', 'time limit', 'civil court'],
  },
  'missing-documents': {
    title: 'Missing documents',
    intention: 'Ask for the documents that are missing, say by when, and what this changes.',
    tags: ['documents', 'incomplete file'],
  },
  'document-in-your-space': {
    title: 'A document is waiting for you',
    intention: 'Say that a document is to be opened on the secure page, and until when.',
    tags: ['document', 'notification'],
  },
  'favourable-decision': {
    title: 'Favourable decision',
    intention: 'Say that we accept, from when, and what remains to be done.',
    tags: ['decision', 'acceptance'],
  },
  'unfavourable-decision': {
    title: 'Unfavourable decision',
    intention: 'Refuse, explain why in law and in fact, and say how to contest it.',
    tags: ['decision', 'refusal', 'appeal'],
  },
  'unfavourable-decision-prior-appeal': {
    title: 'Unfavourable decision (compulsory prior appeal)',
    intention: 'Refuse, explain why in law and in fact, and say how to contest it.',
    tags: ['decision', 'refusal', 'appeal', 'prior appeal'],
  },
  'unfavourable-decision-civil-court': {
    title: 'Unfavourable decision (civil court)',
    intention: 'Refuse, explain why in law and in fact, and say how to contest it.',
    tags: ['decision', 'refusal', 'appeal', 'civil court'],
  },
  'implicit-acceptance-certificate': {
    title: 'Certificate of implicit acceptance',
    intention: 'Certify that our silence meant acceptance, and since when.',
    tags: ['decision', 'silence', 'certificate'],
  },
  'reasons-for-implicit-refusal': {
    title: 'Reasons for an implicit refusal',
    intention: 'Give the reasons for a refusal by our silence to whoever asks for them.',
    tags: ['decision', 'silence', 'refusal', 'appeal'],
  },
  'reasons-for-implicit-refusal-prior-appeal': {
    title: 'Reasons for an implicit refusal (compulsory prior appeal)',
    intention: 'Give the reasons for a refusal by our silence to whoever asks for them.',
    tags: ['decision', 'silence', 'refusal', 'appeal', 'prior appeal'],
  },
  'reasons-for-implicit-refusal-civil-court': {
    title: 'Reasons for an implicit refusal (civil court)',
    intention: 'Give the reasons for a refusal by our silence to whoever asks for them.',
    tags: ['decision', 'silence', 'refusal', 'appeal', 'civil court'],
  },
  'right-to-error': {
    title: 'Right to make a mistake',
    intention: 'Point out a mistake and say until when it can be corrected without a penalty.',
    tags: ['mistake', 'correction'],
  },
  'gdpr-access': {
    title: 'Access to your personal data',
    intention: 'Hand over the copy of their data to whoever asks for it, and say what it holds.',
    tags: ['personal data', 'gdpr', 'access'],
  },
  'masked-document': {
    title: 'Document sent with masked passages',
    intention: 'Send a document of which passages are masked, say why and how to contest it.',
    tags: ['document', 'cada', 'appeal'],
  },
  'status-by-sms': {
    title: 'Where your case stands',
    intention: 'Say in one line where the case stands.',
    tags: ['progress', 'sms'],
  },
  transfer: {
    title: 'Passed on to another administration',
    intention: 'Say that the request concerns another administration and that we have passed it on.',
    tags: ['passed on', 'redirection'],
  },
  'closing-without-reply': {
    title: 'Closing without an answer from you',
    intention: 'Say that the case will be closed without an answer, and that writing is enough to reopen it.',
    tags: ['reminder', 'closing'],
  },
  appointment: {
    title: 'Appointment',
    intention: 'Confirm an appointment: when, where, with which documents, and how to cancel it.',
    tags: ['appointment', 'reception'],
  },
  'out-of-hours': {
    title: 'Outside opening hours',
    intention:
      'Reassure whoever writes while we are closed: the message is registered; say whom to call in an emergency.',
    tags: ['opening hours', 'emergency'],
  },
  'invoice-status': {
    title: 'Where your invoice stands',
    intention: 'Tell a supplier where their invoice stands, why, and what comes next.',
    tags: ['invoice', 'progress'],
  },
  'complaint-reply': {
    title: 'Answer to a complaint',
    intention: 'Explain what happened, what we do, what changes, and whom to turn to next.',
    tags: ['complaint', 'mediation'],
  },
  'public-post-reply': {
    title: 'Answer to a public post',
    intention: 'Say thank you in public and invite the person to go on in private, without revealing anything.',
    tags: ['social networks', 'public post'],
  },
  'petition-acknowledgement': {
    title: 'Acknowledgement of a petition',
    intention: 'Say that a petition is registered and how many signatures it has to gather.',
    tags: ['petition', 'acknowledgement', 'receipt'],
  },
  'abuse-warning': {
    title: 'Too many messages',
    intention: 'Warn before limiting abusive messages, and recall the other ways to reach us.',
    tags: ['abuse', 'warning'],
  },
  'fraud-warning': {
    title: 'Beware of fraud',
    intention: 'Warn against whoever poses as us, and say what we never ask for.',
    tags: ['fraud', 'security'],
  },
};
