/** An expected failure as a client is told it: the codes, messages and hints of the CLI. */
export type ToolFault = { readonly code: string; readonly message: string; readonly hint: string; readonly retryable?: boolean };
