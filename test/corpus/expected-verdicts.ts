import type { CorpusMessage } from './corpus-messages.js';
import { verdictByHeader } from './header-verdicts.js';

/**
 * What a message is, where it is not an ordinary one. `report`, `complaint` and `reply`, an automatic one, never open a case;
 * `automatic` is marked; what a mail `daemon` writes without saying what it is may be a report or be marked.
 */
export type Verdict = 'report' | 'complaint' | 'reply' | 'automatic' | 'daemon';

const table: Partial<Record<Verdict, string[]>> = {
  report: [
    'flanker/bounce/mailbox-full',
    'flanker/bounce/office365',
    'flanker/bounce/zed',
    'flanker/bounce/delayed',
    'flanker/bounce/no-mx',
    'flanker/bounce/gmail-invalid-address',
    'flanker/bounce/gmail-no-dns',
    'flanker/bounce/broken-mime',
    'flanker/bounce/delayed-broken',
    'flanker/disposition-notification',
    'enmime/dsn/dsn_with_multipart_alternative',
    'enmime/dsn/multi_recipient_dsn',
    'enmime/dsn/simple_dsn',
    'enmime/dsn/simple_dsn_with_html',
    'enmime/dsn/delayed_dsn',
    'enmime/mail/multipart-wo-boundary',
    'mikel-mail/multipart_report_emails/report_530',
    'mikel-mail/multipart_report_emails/report_422',
    'mikel-mail/multipart_report_emails/multipart_report_multiple_status',
    'mikel-mail/multipart_report_emails/multi_address_bounce1',
    'mikel-mail/multipart_report_emails/multi_address_bounce2',
    'mikel-mail/mime_emails/raw_email_with_mimepart_without_content_type',
    'mime4j/mimetools-testmsgs/badbound',
  ],
  complaint: ['flanker/complaints/aol', 'flanker/complaints/yahoo'],
  automatic: [
    'flanker/apache-message-news-mime',
    'flanker/from-encoding',
    'flanker/message-external-body',
    'flanker/long-links',
    'mikel-mail/error_emails/bad_date_header',
    'mikel-mail/error_emails/empty_in_reply_to',
    'mikel-mail/error_emails/encoding_madness',
    'mikel-mail/mime_emails/raw_email_encoded_stack_level_too_deep',
    'mikel-mail/plain_emails/raw_email_trailing_dot',
    'mime4j/mimetools-testmsgs/jt-0498',
  ],
};

const verdicts = new Map(
  Object.entries(table).flatMap(([verdict, names]) => names.map((name) => [name, verdict as Verdict] as const)),
);

/** By the table of the shared corpus, and by the header of any other message. */
export const verdictOf = ({ name, raw }: CorpusMessage): Verdict | 'ordinary' =>
  verdicts.get(name) ?? verdictByHeader(raw);

/** Several people in From, or one after the other: nobody's identity is proven. */
export const severalSenders = [
  'mikel-mail/plain_emails/raw_email_multiple_from',
  'enmime/mail/malformed-multiple-address-header-values',
];

/** Dates that nobody should believe: claimed in the year 3609 and in 1969, and none at all ("Whenever"). */
export const oddDates = ['mikel-mail/plain_emails/raw_email_bad_time', 'mikel-mail/rfc2822/example04'];
export const unreadableDates = ['stalwart/rfc/001'];
