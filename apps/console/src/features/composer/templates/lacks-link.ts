/** Whether a link of a text that was rendered is no longer in what the agent has made of it. Pure. */
export const lacksLink = (rendered: string, written: string): boolean =>
  (rendered.match(/https?:\/\/[^\s<>"]+/g) ?? []).some((link) => !written.includes(link));
