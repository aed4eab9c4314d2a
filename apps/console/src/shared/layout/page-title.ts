let page: string | undefined;
let unread = 0;

const paint = () => {
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${page ? `${page} · ` : ''}Guichet`;
};

/** What the tab of the browser says: what is open, and how many notifications wait. */
export function namePage(title?: string) {
  page = title;
  paint();
}

export function countUnread(count: number) {
  unread = count;
  paint();
}
