// Today's date in the top bar: it is the reader's, so no page can hold it.

function showToday() {
  const place = find(".today");
  if (!place) return;
  const now = new Date();
  const write = (options) => new Intl.DateTimeFormat(language, options).format(now);
  const time = document.createElement("time");
  time.dateTime = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  time.textContent = language.startsWith("en")
    ? `${write({ weekday: "long" })}, ${write({ day: "numeric", month: "long", year: "numeric" })}`
    : write({ weekday: "long", day: "numeric", month: "long", year: "numeric", calendar: "gregory" });
  place.append(time);
  place.hidden = false;
}

showToday();
