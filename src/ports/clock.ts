/** Time as a value. `now` is wall time in ms since 1970; `elapsed` is monotonic ms from an arbitrary start. */
export interface Clock {
  now(): number;
  elapsed(): number;
}
