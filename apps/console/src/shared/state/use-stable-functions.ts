import { useLayoutEffect, useRef, useState } from 'react';

/** Functions that stay the same ones, and do what those of the last render do: what has them is not drawn anew for them. */
export function useStableFunctions<Functions extends Record<string, () => void>>(latest: Functions): Functions {
  const current = useRef(latest);
  useLayoutEffect(() => void (current.current = latest));
  const [same] = useState(
    () => Object.fromEntries(Object.keys(latest).map((name) => [name, () => current.current[name]!()])) as Functions,
  );
  return same;
}
