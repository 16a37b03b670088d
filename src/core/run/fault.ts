/**
 * Why a model, a look-up or a person did not answer. Expected, so a value. `retryable` kinds are retried inside `perform`;
 * only the last one becomes a fact. A fault is an error: it is never a score and never a silent default.
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
  | { readonly kind: "unavailable"; readonly message: string; readonly unsent?: true }
  | { readonly kind: "cap-reached"; readonly message: string };
