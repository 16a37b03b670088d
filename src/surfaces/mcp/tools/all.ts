import type { Tool } from "../tool.ts";
import { close, cut } from "./control.ts";
import { labPlan, labPrint, labShow } from "./lab.ts";
import { listen } from "./listen.ts";
import { open, start } from "./open.ts";
import { history, review, show, status } from "./record.ts";
import { join, leave, speak } from "./seats.ts";
import { why } from "./why.ts";

/** Every tool, in the order of the list. Adopting, publishing, caps and settings are no tools: they need a person. */
export const TOOLS: readonly Tool[] = [
  start,
  open,
  close,
  cut,
  join,
  speak,
  listen,
  leave,
  review,
  history,
  status,
  labPlan,
  labPrint,
  labShow,
  show,
  why,
];
