// "3 hours ago" for what is younger than a day: only the reader's clock knows. Bylines keep their date,
// and so does whatever a story itself tells the time of, which may be no moment at all.

function showAges() {
  const write = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  for (const time of findAll("time[datetime*=T]")) {
    const minutes = Math.round((Date.now() - Date.parse(time.dateTime)) / 60000);
    if (!(minutes >= 0 && minutes < 1440) || time.closest(".byline, .story")) continue;
    time.title ||= time.textContent;
    time.textContent = minutes < 60 ? write.format(-minutes, "minute") : write.format(-Math.floor(minutes / 60), "hour");
  }
}

showAges();
taken.then(showAges);
