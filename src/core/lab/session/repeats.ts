import { STEPS } from "../classic/policy.ts";
import type { AgedPrecedent } from "../engineer/weigh.ts";
import type { Flag } from "../inspector.ts";
import type { Settings } from "../settings.ts";

/** How far the room of a print may be for it to count as the same: 5 °C, or 15 % of humidity. */
const SAME_ROOM = 0.25;

/**
 * The real prints of the home that failed like this plan would: of the same kind of part in such a room on this machine, where no knob
 * that mends the failure has moved by a whole step since. In the order of the precedents.
 */
export const repeatsOf = (precedents: readonly AgedPrecedent[], settings: Settings, machine: string | undefined): readonly Flag[] =>
  precedents.flatMap(({ lesson, distance }) => {
    const { source, mode, printed = {}, id } = lesson;
    const isLike = source === "earned" && distance <= SAME_ROOM && (lesson.machine ?? machine) === machine;
    if (!isLike || mode === undefined || mode === "none") return [];
    const known = STEPS[mode].flatMap(([knob, by]) => (printed[knob] === undefined ? [] : [{ by, moved: settings[knob] - printed[knob] }]));
    const isRepeat = known.length > 0 && known.every(({ by, moved }) => moved / by < 1);
    return isRepeat ? [{ defect: mode, why: `a real print like it failed that way (${id}), and these settings hardly differ` }] : [];
  });
