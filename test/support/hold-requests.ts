import type { Page } from 'playwright-core';

/**
 * Lets no request of a page for these addresses, or only none of one method, reach the server before it is released. Returns how to do
 * that, and how many wait.
 */
export async function holdRequests(page: Page, addresses: string | RegExp, { method }: { method?: string } = {}) {
  let held = 0;
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route(addresses, async (route) => {
    if (method !== undefined && route.request().method() !== method) return route.fallback();
    held += 1;
    await released;
    await route.continue();
  });
  return { release, count: () => held };
}
