// Plain links that hand an article's address and title to each network.
import { icon } from "./frame.js";
import { SITE } from "./newsroom.js";

/** The two lists of an article: icons above it, words below it. */
export function share({ url, title }) {
  const [link, text] = [encodeURIComponent(SITE.url + url), encodeURIComponent(title)];
  const facebook = `https://www.facebook.com/sharer/sharer.php?u=${link}`;
  const x = `https://x.com/intent/post?url=${link}&amp;text=${text}`;
  const whatsapp = `https://wa.me/?text=${text}%20${link}`;
  const icons = `<ul class="share icons" aria-label="Share">
<li><a href="${facebook}" aria-label="Facebook">${icon("facebook")}</a></li>
<li><a href="${x}" aria-label="X">${icon("x")}</a></li>
<li><a href="${whatsapp}" aria-label="WhatsApp">${icon("whatsapp")}</a></li>
</ul>`;
  const words = `<ul class="share" aria-label="Share this story">
<li><a href="${facebook}">Facebook</a></li>
<li><a href="${x}">X</a></li>
<li><a href="https://www.linkedin.com/sharing/share-offsite/?url=${link}">LinkedIn</a></li>
<li><a href="${whatsapp}">WhatsApp</a></li>
<li><a href="https://t.me/share/url?url=${link}&amp;text=${text}">Telegram</a></li>
<li><a href="mailto:?subject=${text}&amp;body=${link}">Share via Email</a></li>
</ul>`;
  return { icons, words };
}
