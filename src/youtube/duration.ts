/**
 * Reads an ISO 8601 duration as videos.list gives it: `PT35M12S`, `P1DT2H`, `P0D`. Weeks are read too.
 *
 * @returns whole seconds, or null if the text is not such a duration
 */
export function parseDuration(text: string): number | null {
  const [whole, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? [];
  if (whole === undefined || /[PT]$/.test(text)) return null;
  const wholeDays = Number(weeks) * 7 + Number(days);
  const total = ((wholeDays * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return Number.isSafeInteger(total) ? total : null;
}
