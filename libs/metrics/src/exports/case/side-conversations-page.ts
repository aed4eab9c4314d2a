import type { SideConversation, SideMessage } from '@guichet/contracts';
import { archiveTexts } from './archive-texts.js';
import { entryFormats, filesHtml, textHtml, type EntryFormats } from './entry-html.js';
import { escaped, facts } from './html-escape-and-fact-list.js';
import { conversationFacts, isFromThirdParty, sideMessageFacts, sideTitleOf } from './side-conversation-details.js';
import { sideConversationTexts } from './archive-texts-of-side-conversations.js';
import type { TimelinePage } from './timeline-page.js';
import { TIMELINE_STYLES } from './timeline-styles.js';

type FilesOf = ReturnType<TimelinePage['manifest']['byEntry']>;

/** `side-conversations.html`: what was written about the case with others than its citizen, apart from `timeline.html`, as it stands apart. */
export function* sideConversationsPage(
  { item, manifest, language, zone, organisation }: TimelinePage,
  conversations: readonly SideConversation[],
): Generator<string> {
  const formats = entryFormats(language, zone);
  const filesOf = manifest.byEntry();
  const { title, apart } = sideConversationTexts[language];
  yield `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${item.reference} – ${title}`)}</title>
<style>${TIMELINE_STYLES}</style>
</head>
<body>
<main>
<header>
<p class="organisation">${escaped(organisation)}</p>
<p class="reference">${escaped(item.reference)}</p>
<h1>${escaped(title)}</h1>
<p>${escaped(apart)}</p>
</header>
`;
  for (const conversation of conversations) yield conversationHtml(conversation, formats, filesOf);
  yield `<footer>${escaped(archiveTexts[language].verify)}</footer>\n</main>\n</body>\n</html>\n`;
}

function conversationHtml(conversation: SideConversation, formats: EntryFormats, filesOf: FilesOf): string {
  const { by } = archiveTexts[formats.language];
  const items = conversation.messages.map((message, n) => {
    const title = sideTitleOf(message, formats);
    return `<li class="${message.direction}">
<div class="heading"><span class="position">${n + 1}</span><span><strong>${escaped(title)}</strong> <span class="who">${escaped(by(message.author))}</span></span>
<time datetime="${message.at}">${escaped(formats.moment(message.at))}</time></div>
${messageHtml(message, formats, filesOf)}</li>
`;
  });
  const head = facts(conversationFacts(conversation, formats));
  return `<h2>${escaped(conversation.subject)}</h2>\n${head}\n<ol>\n${items.join('')}</ol>\n`;
}

function messageHtml(message: SideMessage, formats: EntryFormats, filesOf: FilesOf): string {
  const { noText, quoted } = archiveTexts[formats.language];
  const head = facts(sideMessageFacts(message, formats));
  const thirdParty = isFromThirdParty(message)
    ? `<p class="empty">${escaped(sideConversationTexts[formats.language].otherSender)}</p>\n`
    : '';
  const text = message.text === '' ? `<p class="empty">${escaped(noText)}</p>` : textHtml('text', message.text);
  const below = message.quoted === '' ? '' : `\n${textHtml('label', quoted)}${textHtml('text quoted', message.quoted)}`;
  return `${head}\n${thirdParty}${text}${below}\n${filesHtml({ formats, ...filesOf(message.id) })}`;
}
