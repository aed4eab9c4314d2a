import { hashKey, QueryObserver, type QueryKey, type QueryObserverOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { queryClient } from './query-client.js';

type Options<Data, Key extends QueryKey> = QueryObserverOptions<Data, Error, Data, Data, Key>;
interface Store {
  subscribe: (listener: () => void) => () => void;
  data: () => unknown;
}
/** Of what somebody asks for now. */
const stores = new Map<string, Store>();
/** Of keys that are asked with again and again. */
const hashes = new WeakMap<QueryKey, string>();
const nobodyAsks = () => () => undefined;

function storeOf<Data, Key extends QueryKey>(options: Options<Data, Key>, hash: string): Store {
  const listeners = new Set<() => void>();
  let stop: (() => void) | undefined;
  const store: Store = {
    subscribe: (listener) => {
      // Those who are drawn together have a store each, until the first of them asks.
      const other = stores.get(hash);
      if (other && other !== store) return other.subscribe(listener);
      stores.set(hash, store);
      listeners.add(listener);
      stop ??= new QueryObserver(queryClient, options).subscribe(() => {
        for (const each of listeners) each();
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        if (stores.get(hash) === store) stores.delete(hash);
      };
    },
    // By the hash that is known: by its key, the client would hash it again for each who asks.
    data: () => queryClient.getQueryCache().get(hash)?.state.data,
  };
  return store;
}

function sharedBy<Data, Key extends QueryKey>(options: Options<Data, Key>): Store {
  const hash = hashes.get(options.queryKey) ?? hashKey(options.queryKey);
  hashes.set(options.queryKey, hash);
  return stores.get(hash) ?? storeOf(options, hash);
}

/**
 * What a query has fetched, where it is asked for many times at once, as at each entry of a timeline: all who ask share one observer,
 * which costs a component a hundredth of its own.
 */
export function useSharedQuery<Data, Key extends QueryKey>(
  options: Options<Data, Key>,
  { enabled = true } = {},
): Data | undefined {
  const store = sharedBy(options);
  return useSyncExternalStore(enabled ? store.subscribe : nobodyAsks, store.data, store.data) as Data | undefined;
}
