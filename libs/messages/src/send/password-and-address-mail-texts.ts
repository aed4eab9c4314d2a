import { dateFormat, dateLocales, type Language, type PasswordLinkPurpose } from '@guichet/contracts';
import { filled, mailOf, type MailContent } from './system-mail-content.js';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

const texts: Record<Language, typeof en> = { en, fr };

interface LinkFacts {
  purpose: PasswordLinkPurpose;
  language: Language;
  name: string;
  organisation: string;
  link: string;
  expiresAt: Date;
  timeZone: string;
}

/** The mail with a link to choose a password, as text and as HTML. */
export function passwordLinkMail(facts: LinkFacts): MailContent {
  const { purpose, language, name, link, expiresAt, timeZone } = facts;
  const words = texts[language].passwordLink;
  const ofPurpose = words[purpose === 'invitation' ? 'invitation' : 'reset'];
  const moment = dateFormat(dateLocales[language], { dateStyle: 'full', timeStyle: 'short', timeZone });
  const until = moment.format(expiresAt);
  const organisation = facts.organisation || 'Guichet';
  const fill = (text: string) => filled(text, { name, organisation, until });
  return mailOf({
    subject: fill(ofPurpose.subject),
    before: [fill(words.greeting), fill(ofPurpose.why)],
    link: { address: link, label: ofPurpose.button, language },
    after: [fill(words.until), ofPurpose.notYou],
  });
}

/** The mail that tells of a password that was changed. */
export function passwordChangedMail(facts: { language: Language; name: string; organisation: string }): MailContent {
  const words = texts[facts.language];
  const organisation = facts.organisation || 'Guichet';
  const fill = (text: string) => filled(text, { name: facts.name, organisation });
  const { subject, what, notYou } = words.passwordChanged;
  return mailOf({
    subject: fill(subject),
    before: [fill(words.passwordLink.greeting), fill(what)],
    after: [notYou],
  });
}

/** The mail that says to an address that it is that of an account from now on, or is so no more. */
export function addressChangedMail(facts: {
  language: Language;
  name: string;
  organisation: string;
  isNew: boolean;
}): MailContent {
  const words = texts[facts.language];
  const organisation = facts.organisation || 'Guichet';
  const fill = (text: string) => filled(text, { name: facts.name, organisation });
  const { subject, isNew, isOld, notYou } = words.addressChanged;
  return mailOf({
    subject: fill(subject),
    before: [fill(words.passwordLink.greeting), fill(facts.isNew ? isNew : isOld)],
    after: [notYou],
  });
}
