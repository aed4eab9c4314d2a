import type { FinishSignIn } from '@guichet/contracts';

const SENT_BACK = ['state', 'code', 'iss', 'error', 'error_description'] as const;
/** As long as the API takes it. */
const MOST: Partial<Record<(typeof SENT_BACK)[number], number>> = { error: 200, error_description: 2000 };

/** Takes what a provider has added to our address, and takes it out of there: the code belongs into no history. */
export function takeProviderAnswer(): FinishSignIn | null {
  const search = new URLSearchParams(window.location.search);
  window.history.replaceState(window.history.state, '', window.location.pathname);
  const given = SENT_BACK.flatMap((name) => {
    const value = search.get(name);
    return value ? [[name, value.slice(0, MOST[name])]] : [];
  });
  const answer = Object.fromEntries(given) as Partial<FinishSignIn>;
  return answer.state ? (answer as FinishSignIn) : null;
}
