import { pageOfWholeList } from './page-of-whole-list.js';

const tags = ['crèche', 'école', 'état civil', 'voirie', 'zones'];
const itself = (tag: string) => tag;

async function pagesOf(limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await pageOfWholeList(tags, { limit, ...(cursor !== undefined && { cursor }) }, itself);
    pages.push(page.items);
    cursor = page.nextCursor;
  }
  return pages;
}

describe('a list that is read whole', () => {
  it('comes as one page where nobody asks for less', async () => {
    expect(await pageOfWholeList(Promise.resolve(tags), {}, itself)).toEqual({ items: tags, nextCursor: null });
  });

  it('comes page by page, each item once, whether or not the last page is full', async () => {
    expect(await pagesOf(2)).toEqual([['crèche', 'école'], ['état civil', 'voirie'], ['zones']]);
    expect(await pagesOf(5)).toEqual([tags]);
  });

  it('refuses the cursor of an item that is gone', async () => {
    await expect(pageOfWholeList(tags, { cursor: 'parking' }, itself)).rejects.toMatchObject({
      code: 'invalid-request',
      more: { errors: [{ path: 'cursor', reason: 'page-gone' }] },
    });
  });

  it('is empty where there is nothing', async () => {
    expect(await pageOfWholeList([], { limit: 2 }, itself)).toEqual({ items: [], nextCursor: null });
  });
});
