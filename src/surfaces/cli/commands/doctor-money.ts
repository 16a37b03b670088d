import type { App } from "../../../compose.ts";
import { calendarScopes } from "../../../ports/spend-scopes.ts";
import type { LoadedConfig } from "../../../usecases/home/config.ts";
import { readPrices } from "../../../usecases/money/price-table.ts";
import { unpricedModels } from "../../../usecases/money/seat-prices.ts";
import { seatPlans } from "../../../usecases/team/seat-plans.ts";
import { counted, money } from "../render/time.ts";
import { type Check, good, odd } from "./doctor-check.ts";

/** What the day and the month have spent of their caps, which models of the team have no price, and which pace is kept. */
export const moneyChecks = (app: App, loaded: LoadedConfig): readonly Check[] => [
  ...spendChecks(app, loaded),
  ...priceChecks(app, loaded),
  ...paceChecks(loaded),
];

const spendChecks = ({ journal, clock }: App, { config: { cap } }: LoadedConfig): readonly Check[] => {
  const [day, month] = calendarScopes(clock.now());
  const rows = [
    { word: "today (UTC)", scope: day, capUsd: cap.dayUsd, variable: "MOOT_CAP_DAY_USD" },
    { word: "this month (UTC)", scope: month, capUsd: cap.monthUsd, variable: "MOOT_CAP_MONTH_USD" },
  ];
  return rows.map(({ word, scope, capUsd, variable }) => {
    const booked = journal.exposure(scope);
    const text = `${money(booked)} ${word}${capUsd === null ? ", no cap" : ` of a cap of ${money(capUsd * 1_000_000)}`}`;
    return capUsd === null || booked < capUsd * 1_000_000
      ? good("spend", text)
      : odd("spend", `${text}: nothing that costs starts before it is over`, `raise it: ${variable}, or cap.* in config.json`);
  });
};

/** Of a team that cannot be seated, another check speaks. */
const priceChecks = (app: App, { config, origins }: LoadedConfig): readonly Check[] => {
  const { home, assets, journal, backends } = app;
  const plans = seatPlans({ config, home, assets, journal, backends, modeFrom: origins["llm.mode"] });
  if (!plans.ok) return [];
  const unpriced = unpricedModels(readPrices(assets), config, [...plans.value.seats, plans.value.judge], backends);
  const then = config.llm.allowUnknownPrice ? "its calls count as $0.00" : "a roundtable that may ask it is refused";
  return unpriced.length === 0
    ? [good("price", "every model of the team has a price, or costs nothing")]
    : unpriced.map(({ who, backend, model }) =>
        odd(
          "price",
          `${who}: no price is known for ${model === "" ? "the models" : model} of ${backend}; ${then}`,
          "set llm.prices: moot docs money",
        ),
      );
};

const paceChecks = ({ config: { llm } }: LoadedConfig): readonly Check[] => {
  const rows = Object.entries(llm.limits).flatMap(([backend, { concurrency, requestsPerMinute, tokensPerMinute }]) => {
    const parts = [
      concurrency > 0 ? [`${counted(concurrency, "call")} at once`] : [],
      requestsPerMinute > 0 ? [`${counted(requestsPerMinute, "request")} a minute`] : [],
      tokensPerMinute > 0 ? [`${counted(tokensPerMinute, "token")} a minute`] : [],
    ].flat();
    return parts.length === 0 ? [] : [good("pace", `${backend}: at most ${parts.join(", ")}`)];
  });
  return rows.length === 0 ? [good("pace", "no backend has a limit (llm.limits)")] : rows;
};
