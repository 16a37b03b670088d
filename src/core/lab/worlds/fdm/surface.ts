import type { Cooling } from "./cooling.ts";
import type { Inputs } from "./inputs.ts";
import { filamentArea, type Melt, norm4 } from "./melt.ts";

const GRAVITY = 9.81;
/** Droop of a bridge that is just not acceptable, mm, and the share of a catenary's that is left; both chosen. */
const DROOP_LIMIT_MM = 1;
const DROOP_SHARE = 0.5;

/**
 * Load over capacity of what hangs: a bridge as a viscous catenary (Teichmann, Mahadevan 2003; He et al. 2026 on bridges of 60
 * to 140 mm), the unsupported share of a line on an overhang against the time in which it sets, and a top or base that stays
 * soft. Levels are chosen so that PLA under a full fan bridges about 60 mm.
 */
export const sagOf = (inputs: Inputs, { viscosity }: Melt, cooling: Cooling): number => {
  const { polymer, span, bridgeSpeed, overhang, layer, width, underPart } = inputs;
  const { setSeconds, fluidSeconds, surfaceCelsius } = cooling;
  const hot = Math.min(span, 2 * bridgeSpeed * Math.max(fluidSeconds, 0.01)) / 1e3;
  const slope = Math.cbrt((3 * polymer.density * GRAVITY * hot * fluidSeconds) / (128 * viscosity));
  const bridge = (DROOP_SHARE * slope * span) / DROOP_LIMIT_MM;
  const unsupported = (layer * Math.tan((Math.min(overhang, 85) * Math.PI) / 180)) / width;
  const supported = 0.3 + 0.9 / (1 + setSeconds);
  const softTop = Math.exp((surfaceCelsius - polymer.setCelsius - 25) / 25);
  const softBase = 0.5 * Math.exp((underPart - polymer.freeCelsius - 35) / 12);
  return norm4(bridge, (0.72 * unsupported) / supported, 0.6 * (softTop + softBase));
};

/** Filament that is pulled back in vain before pressure falls, mm; chosen. */
const DEAD_MM = 0.1;

/**
 * Load over capacity of strings: melt that oozes over a travel under what pressure retraction left (Klipper's model of pressure
 * advance), and water that boils in the nozzle (Henry sorption with first-order uptake; Polymers 2023, 15(12) 2600). The
 * structure is chosen; its directions are those of Haque 2020 and vendors' calibration pages.
 */
export const stringingOf = (inputs: Inputs, { viscosity }: Melt): number => {
  const { polymer, printer, travel, travelSpeed, flow, retraction, humidity, exposedHours, dryWater } = inputs;
  const { acceleration } = printer;
  const isCruising = travelSpeed * travelSpeed <= travel * acceleration;
  const seconds = isCruising ? travel / travelSpeed + travelSpeed / acceleration : 2 * Math.sqrt(travel / acceleration);
  const fluidity = polymer.viscosity / viscosity;
  const need = (printer.advanceSeconds * flow) / filamentArea(printer.filamentMm) + printer.slackMm + DEAD_MM;
  const left = 0.18 * need * softplus((need - retraction) / (0.18 * need));
  const run = seconds * fluidity;
  const pushed = 2 * Math.min(left, 6) ** 0.4 * (1 - Math.exp(-run / 0.35));
  const ooze = polymer.stickiness * fluidity ** 0.35 * (pushed + 0.3 * Math.sqrt(run / 0.25));
  const settled = (polymer.saturation * humidity) / 100;
  const water = dryWater + (settled - dryWater) * (1 - Math.exp(-exposedHours / polymer.uptakeHours));
  const steam = 0.55 * (Math.max(water, 0) / polymer.visibleWater) ** 1.5 * Math.min(1, 0.35 + run) * polymer.stickiness;
  return 0.9 * ooze + steam;
};

/** ln(1 + eˣ) without overflow. */
const softplus = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)));
