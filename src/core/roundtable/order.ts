import { byCodeUnit } from "../kernel/json.ts";
import { random } from "../kernel/random.ts";
import type { Bid, Opening } from "./event.ts";

/** The leaderboard rank of a seat that has none yet. */
const UNRANKED = 999;

/** Who speaks first by bid: the best rank among the bidders, ties by name. Undefined without bids. */
export const firstSpeaker = (opening: Opening): Bid | undefined => {
  const rank = (bid: Bid): number => opening.seats.find((seat) => seat.name === bid.seat)?.rank ?? UNRANKED;
  return [...opening.bids].sort((left, right) => rank(left) - rank(right) || byCodeUnit(left.seat, right.seat))[0];
};

/** The speaking order of a round (from 1): one named shuffle, the winning bidder first, rotated left by one each round. */
export const speakingOrder = (opening: Opening, round: number): readonly string[] => {
  const seated = opening.seats.map((seat) => seat.name);
  const shuffled = random(opening.seed)
    .fork("speaking-order")
    .shuffle(opening.roster ?? seated)
    .filter((name) => seated.includes(name));
  const winner = firstSpeaker(opening)?.seat;
  const first = winner === undefined ? shuffled : [winner, ...shuffled.filter((name) => name !== winner)];
  const shift = (round - 1) % first.length;
  return [...first.slice(shift), ...first.slice(0, shift)];
};
