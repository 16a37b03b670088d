/**
 * Why a model, a look-up or a person did not answer. Expected, so a value. `retryable` kinds are retried inside `perform`;
 * only the last one becomes a fact. A fault is an error: it is never a score and never a silent default. A `lasting` one is not
 * retried: asking again cannot help. `waiting` is no failure:
 * somebody must write these files first. It never becomes a fact; the driver rests and asks again when it is told to go on.
 */
export type ModelFault =
  | { readonly kind: "rate-limited"; readonly message: string; readonly retryAfterMs?: number }
  | { readonly kind: "overloaded"; readonly message: string }
  | { readonly kind: "timeout"; readonly message: string }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "malformed"; readonly message: string }
  | { readonly kind: "too-long"; readonly message: string }
  | { readonly kind: "auth"; readonly message: string }
  /** `unsent`: nothing reached the other side, so nothing is billed. */
  | { readonly kind: "unavailable"; readonly message: string; readonly lasting?: true; readonly unsent?: true }
  | { readonly kind: "cap-reached"; readonly message: string }
  | { readonly kind: "waiting"; readonly message: string; readonly files: readonly string[] };
