/** Opens why the sender of the last message that came is genuine or not. Returns false where no message says it. */
export function openLastMessageSenderReasons(): boolean {
  const mark = [...document.querySelectorAll<HTMLElement>('[data-sender-mark]')].at(-1);
  if (!mark) return false;
  mark.scrollIntoView({ block: 'nearest' });
  mark.focus();
  mark.click();
  return true;
}
