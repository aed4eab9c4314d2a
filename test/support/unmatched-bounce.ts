/** A bounce of a message that we have not sent, with the given further headers. */
export const unmatchedBounce = (...headers: string[]): string =>
  [
    'From: Mail Delivery System <mailer-daemon@relay.test>',
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=y',
    '',
    '--y',
    'Content-Type: text/plain',
    '',
    'The mailbox is unknown here.',
    '--y',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.test',
    '',
    'Final-Recipient: rfc822; gone@citizen.test',
    'Action: failed',
    'Status: 5.1.1',
    '--y--',
    '',
  ].join('\r\n');
