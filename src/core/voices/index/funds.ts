import { fold } from "../../kernel/text.ts";

const FUND =
  /\b(?:set aside|put aside|earmarked|budget\w*|(?:grant|fund|pot|kitty|kasse|topf) (?:of|holds|has|is|hat|halt)|bewilligt\w*|zuruckgelegt|bereitgestellt|zur verfugung|presupuest\w*|partida)\b/;

/** Whether a sentence tells of money that was set aside for the purchase ("the kitty holds 400 EUR"): a bound on what is spent, in other words. */
export const speaksOfFund = (text: string): boolean => FUND.test(fold(text));
