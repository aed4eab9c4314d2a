import type { AddressOwner, AddressOwnerQuery } from '@guichet/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import type { PersonChoice } from '../../people/index.js';
import { ownerQuestion, type OwnerAnswer } from './owner-question.js';

/** Enough like a mail address or a phone number; the server looks closely. */
export const reachable = /^(\S+@\S+\.\S+|\+?[\d\s().-]{6,})$/;

const addressOwnerQuery = (query: AddressOwnerQuery) =>
  queryOptions({
    queryKey: ['citizens', 'owner-of', query.address, query],
    queryFn: ({ signal }) => call('getAddressOwner', { query, signal }),
    enabled: reachable.test(query.address),
    staleTime: 15_000,
  });

interface Asked {
  address: string;
  who: PersonChoice;
  /** The person stays who they are, whoever is meant. */
  isFixed?: boolean;
  answer: OwnerAnswer | undefined;
  onAnswer: (answer: OwnerAnswer, who: PersonChoice) => void;
}

/** Whose the address is that an agent types, and the question who is meant where that is somebody else than the person whom they name. */
export function useOwnerQuestion({ address: typed, who, isFixed = false, answer, onAnswer }: Asked) {
  const address = typed.trim();
  const name = who.id ? '' : who.name.trim();
  const [settled] = useDebouncedValue(address, 200);
  const [settledName] = useDebouncedValue(name, 200);
  const named = who.id ? { citizenId: who.id } : name && settledName ? { citizenName: settledName } : {};
  const { data } = useQuery({
    ...addressOwnerQuery({ address: settled, ...named }),
    // While a name is typed, the question stays where it is.
    placeholderData: (before: AddressOwner | undefined, query) => (query?.queryKey[2] === settled ? before : undefined),
  });
  const found = settled === address ? data : undefined;
  const question = ownerQuestion({ address, who, isFixed, found, answer });
  const isOpen = question !== undefined && question.meant === undefined;
  const field = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState(false);
  return {
    address,
    question,
    /** Whom it will be of, where nobody is named. */
    proposed: who.id === undefined && name === '' ? (found?.owner ?? undefined) : undefined,
    /** The person who was named in words, who is known by the address. */
    known: who.id === undefined && name !== '' && name === settledName ? found?.named : undefined,
    field,
    isMissing: asked && isOpen,
    answer: (meant: OwnerAnswer['meant']) => {
      if (!question) return;
      const { owner } = question;
      onAnswer(
        { ...question, meant },
        meant === 'owner' && owner ? { id: owner.id, name: displayName(owner.name) } : question.named,
      );
    },
    /** Returns whether an answer is missing, which then has the focus. */
    ask: (): boolean => {
      if (!isOpen) return false;
      setAsked(true);
      field.current?.focus();
      return true;
    },
  };
}

export type OwnerQuestionState = ReturnType<typeof useOwnerQuestion>;
