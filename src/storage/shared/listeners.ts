/** Who wants to know that some run changed. */
export interface Listeners {
  /** Adds a listener; the same function twice counts twice. Returns the stop function. */
  add(listener: () => void): () => void;
  /** Calls every listener, now. */
  notify(): void;
  /** Calls every listener in a microtask; several calls before it become one. */
  schedule(): void;
  readonly size: number;
  clear(): void;
}

/** An empty set of listeners. One that is removed while the others are called is not called any more. */
export const openListeners = (): Listeners => {
  const listeners = new Set<() => void>();
  let due = false;
  const notify = (): void => {
    due = false;
    for (const listener of [...listeners]) if (listeners.has(listener)) listener();
  };
  return {
    add: (listener) => {
      const own = (): void => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    notify,
    schedule: () => {
      if (listeners.size === 0 || due) return;
      due = true;
      queueMicrotask(notify);
    },
    get size() {
      return listeners.size;
    },
    clear: () => listeners.clear(),
  };
};
