// Text as it stands in HTML, in addresses and on the clock of the newsroom.
const SPECIAL = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
const AHEAD = 5.5 * 3600 * 1000;

export const escape = (text) => text.replace(/[&<>"]/g, (found) => SPECIAL[found]);
export const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
export const plain = (html) => html.replace(/<[^>]*>/g, "");
export const each = (items, made) => items.map(made).join("\n");
const two = (number) => String(number).padStart(2, "0");

function ordinal(day) {
  const ending = day > 10 && day < 14 ? "th" : { 1: "st", 2: "nd", 3: "rd" }[day % 10] ?? "th";
  return `${day}${ending}`;
}

/** The forms of a moment that the pages show. */
export function moment(date) {
  const local = new Date(date.getTime() + AHEAD);
  const [year, month, day] = [String(local.getUTCFullYear()), local.getUTCMonth(), local.getUTCDate()];
  const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  const date10 = `${year}-${two(month + 1)}-${two(day)}`;
  const named = `${MONTHS[month]} ${year}`;
  return {
    year,
    month: two(month + 1),
    day: two(day),
    named,
    date: date10,
    iso: `${date10}T${clock}+05:30`,
    long: `${day} ${named}`,
    ordinal: `${ordinal(day)} ${named}`,
    mail: `${DAYS[local.getUTCDay()]}, ${two(day)} ${MONTHS[month].slice(0, 3)} ${year} ${clock} +0530`,
  };
}
