import { useCallback, useRef, useState, type RefObject } from 'react';

export interface SynchronousReducer<State, Event> {
  state: State;
  /** The state as it is now, also before it is painted: several events may come before the next paint. */
  latest: RefObject<State>;
  /** Returns the state after the event. */
  send: (event: Event) => State;
}

/** Runs a reducer whose latest state can be read at once, as code that waits for the network needs it. */
export function useSynchronousReducer<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: () => State,
): SynchronousReducer<State, Event> {
  const [state, setState] = useState(initial);
  const latest = useRef(state);
  const send = useCallback(
    (event: Event) => {
      const after = reduce(latest.current, event);
      // React may draw anew what is set to the same, where something else is to be drawn.
      if (after !== latest.current) setState(after);
      return (latest.current = after);
    },
    [reduce],
  );
  return { state, latest, send };
}
