// Live coverage: looks for new updates once a minute while the page is in sight, and shows them when the reader asks,
// so that nothing moves under the reader's eyes. Rests once the newest update is half a day old.

const live = document.querySelector(".live");
const button = live.querySelector("button");

const moment = (update) => Date.parse(update.querySelector("time").dateTime);

function insert(update) {
  const older = [...live.querySelectorAll(".update")].find((other) => moment(other) < moment(update));
  if (older) older.before(update);
  else live.append(update);
}

async function look() {
  if (document.hidden || Date.now() - moment(live) > 432e5) return;
  const answer = await fetch(location.pathname, { cache: "no-cache" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...page.querySelectorAll(".update")].filter((update) => {
    const known = document.getElementById(update.id);
    const text = update.querySelector(".story").innerHTML;
    if (known && (known.text ??= text) !== text) known.querySelector(".story").innerHTML = known.text = text;
    return !known;
  });
  button.hidden = !fresh.length;
  button.onclick = () => {
    fresh.forEach(insert);
    fresh[0].querySelector("a").focus();
    button.hidden = true;
  };
}

setInterval(() => look().catch(() => {}), 6e4);
