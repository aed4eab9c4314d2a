import { senderStanding, type MessageEntry } from '@guichet/contracts';
import { NameText } from '../../../shared/people/name-text.js';
import classes from './timeline-message.module.css';
import { SenderAuthenticityMark } from './sender-authenticity-mark.js';

/** Who wrote a message, and whether that is so. An address that nothing proves stands beside the name, as a name is soon written. */
export function SenderName({ entry: { from, authentication }, name }: { entry: MessageEntry; name: string }) {
  const isProved = !authentication || senderStanding(authentication) === 'verified';
  return (
    <>
      <NameText wraps={!isProved} text={name} className={classes.name} title={from?.value} />
      {from && !isProved && from.value !== name && <NameText wraps text={from.value} className={classes.address} />}
      {authentication && <SenderAuthenticityMark authentication={authentication} address={from?.value} />}
    </>
  );
}
