interface Line<Value> {
  writing: boolean;
  /** What is to be written once the present write is over; only the last counts. */
  next: { value: Value; done: (() => void)[]; failed: ((error: unknown) => void)[] } | undefined;
}

/**
 * Writes one value after the other for each key, in order: a late write must not bring back what a later one has changed.
 * What was overtaken while it waited is not written at all.
 */
export function inTurn<Value>(write: (key: string, value: Value) => Promise<unknown>) {
  const lines = new Map<string, Line<Value>>();

  const run = async (key: string, line: Line<Value>) => {
    line.writing = true;
    for (let turn = line.next; turn; turn = line.next) {
      line.next = undefined;
      try {
        await write(key, turn.value);
        turn.done.forEach((tell) => tell());
      } catch (error) {
        turn.failed.forEach((tell) => tell(error));
      }
    }
    line.writing = false;
  };

  return (key: string, value: Value): Promise<void> => {
    const line = lines.get(key) ?? { writing: false, next: undefined };
    lines.set(key, line);
    return new Promise((done, failed) => {
      line.next = { value, done: [...(line.next?.done ?? []), done], failed: [...(line.next?.failed ?? []), failed] };
      if (!line.writing) void run(key, line);
    });
  };
}
