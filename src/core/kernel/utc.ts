const DAY_MS = 86_400_000;

/** Days of 400 Gregorian years, and from the first of March of the year 0 to 1 January 1970. */
const ERA_DAYS = 146_097;
const EPOCH_DAYS = 719_468;

/** A moment (ms since 1970, whole) as `2026-06-14T12:00:07+00:00`, the second begun; the years 0 to 9999. Knows no zone and no locale. */
export const utcText = (ms: number): string => {
  const days = Math.floor(ms / DAY_MS);
  const seconds = Math.floor((ms - days * DAY_MS) / 1000);
  const { year, month, day } = civil(days);
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${time}+00:00`;
};

/** The date of a day counted from 1970: years are counted from March, so that the leap day is their last (H. Hinnant, `civil_from_days`). */
const civil = (days: number): { readonly year: number; readonly month: number; readonly day: number } => {
  const shifted = days + EPOCH_DAYS;
  const era = Math.floor(shifted / ERA_DAYS);
  const ofEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
};

const two = (value: number): string => String(value).padStart(2, "0");
