import type { Measure } from "./measures.ts";

/** What a request asks, before a file is opened. `at` is the token from which columns and clauses are read. */
export type Ask =
  | { readonly op: "count"; readonly at: number; readonly noun: string }
  | { readonly op: "count-lines"; readonly text: string | undefined }
  | { readonly op: "measure"; readonly measure: Measure; readonly at: number }
  | { readonly op: "lines-matching"; readonly text: string }
  | { readonly op: "lines"; readonly first: number; readonly last: number }
  | { readonly op: "section"; readonly heading: string }
  | { readonly op: "columns" }
  | { readonly op: "rows"; readonly at: number; readonly limit: number | undefined }
  /** `strict`: the request said `value of`, so a key that is not there is an answer; else the words may mean something else. */
  | { readonly op: "value"; readonly key: string; readonly strict: boolean };
