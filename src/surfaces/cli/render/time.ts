/** A moment as local `YYYY-MM-DD HH:MM`. Wall time is for reading only: order is by `seq` and `id`. */
export const moment = (ms: number): string => {
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** The time of day as local `HH:MM:SS`. */
export const timeOfDay = (ms: number): string => {
  const at = new Date(ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
};

const two = (value: number): string => String(value).padStart(2, "0");

/** A duration in ms as `1.9 s`, `3 min 20 s` or `2 h 5 min`. */
export const duration = (ms: number): string => {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${Math.floor(seconds % 60)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** An amount of micro-USD as `$0.42`; small amounts keep four decimals. */
export const money = (microUsd: number): string => {
  const usd = microUsd / 1_000_000;
  return `$${usd.toFixed(usd !== 0 && Math.abs(usd) < 0.01 ? 4 : 2)}`;
};

/** A count with its noun: `1 turn`, `14 turns`; `plural` where an s does not make it. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`;
