let page: string | undefined;
let unread = 0;

const paint = () => {
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${page ? `${page} · ` : ''}Guichet`;
};

/** Sets the title of the browser tab: the open page and the number of notifications. */
export function namePage(title?: string) {
  page = title;
  paint();
}

export function countUnread(count: number) {
  unread = count;
  paint();
}
