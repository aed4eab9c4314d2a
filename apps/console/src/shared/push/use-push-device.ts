import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../api/client.js';
import { pushDevicesQuery } from '../api/queries.js';
import { preferences, setPreferences } from '../session/browser-preferences.js';
import { useSession } from '../session/use-session.js';
import { pushState, subscribe, unsubscribe } from './browser-push.js';

const { queryKey } = pushDevicesQuery;

/** Registers this browser with the server. */
async function register(publicKey: string): Promise<void> {
  await call('addPushDevice', { body: await subscribe(publicKey) });
}

/** Returns how this browser becomes a device, and how any device ceases to be one. */
export function usePushDevice() {
  const { agent } = useSession();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey });
  const add = useMutation({
    mutationFn: async (publicKey: string) => {
      // The browser asks its agent, who may well say no.
      if ((await Notification.requestPermission()) !== 'granted') return;
      await register(publicKey);
      setPreferences({ pushFor: agent.id });
    },
    onSettled,
  });
  const remove = useMutation({
    mutationFn: async ({ id, current }: { id: string; current: boolean }) => {
      await call('removePushDevice', { params: { id } });
      if (!current) return;
      setPreferences({ pushFor: undefined });
      await unsubscribe();
    },
    onSettled,
  });
  return { add, remove };
}

/**
 * A device ends with the session: in the next one of the same agent, this browser becomes one again by itself. Nobody else who signs
 * in here is notified by it.
 */
export function useKeepPushDevice(): void {
  const { agent } = useSession();
  const queryClient = useQueryClient();
  useEffect(() => {
    if (preferences().pushFor !== agent.id || pushState() !== 'allowed') return;
    void queryClient
      .fetchQuery(pushDevicesQuery)
      .then(({ publicKey, devices }) => {
        const isOne = devices.some(({ current }) => current);
        return publicKey === null || isOne ? undefined : register(publicKey);
      })
      // Without it the list of the console has all: the page of the settings says what is wrong.
      .catch(() => undefined);
  }, [agent.id, queryClient]);
}
