/** A bell for one waiter: `wait` resolves at the next `ring`, or at once when it rang since the last wait. */
export interface Mailbox {
  ring(): void;
  wait(timeoutMs?: number): Promise<void>;
}

/** Opens a mailbox that has not rung. */
export const mailbox = (): Mailbox => {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: async (timeoutMs) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, Math.max(0, timeoutMs));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
      wake = undefined;
    },
  };
};
