// Makes a page easier to use where scripts run: links at its headings, the part in view marked in its
// contents, buttons that copy, previews of what links lead to. Without it nothing is lost.
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

/** Puts a link to itself at every heading of a part that has an address. */
function linkHeadings() {
  for (const heading of main.querySelectorAll("h2, h3")) {
    const part = heading.closest("section[id], article[id], [id].case-party");
    const first = part?.querySelector("h2, h3") === heading;
    const id = heading.id && !heading.id.startsWith("h-") ? heading.id : first ? part?.id : "";
    if (!id || heading.querySelector(".heading-anchor") || heading.closest("a, summary")) continue;
    const link = document.createElement("a");
    link.className = "heading-anchor";
    link.href = `#${id}`;
    link.setAttribute("aria-label", main.dataset.anchor ?? "#");
    heading.append(" ", link);
  }
}

/** Marks in the contents the last part that has begun above the upper third of the window. */
function followContents() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (main.querySelectorAll(".contents a[href^='#']"));
  const parts = [...links].map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let waiting = false;
  const mark = () => {
    waiting = false;
    const line = innerHeight / 3;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    let current = -1;
    parts.forEach((part, i) => { if (part && (atEnd || part.getBoundingClientRect().top <= line)) current = i; });
    links.forEach((link, i) => {
      if (i === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  };
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } };
  if (links.length > 0) { addEventListener("scroll", soon, { passive: true }); addEventListener("resize", soon); mark(); }
}

/** The text of a block without the numbers of its lines. @param {Element} block */
function plain(block) {
  const lines = [...block.querySelectorAll(".code-line")];
  if (lines.length === 0) return block.textContent?.trim() ?? "";
  return lines.map((line) => {
    const number = line.querySelector(".code-line-number");
    return (line.textContent ?? "").slice(number?.textContent?.length ?? 0).replace(/\n$/, "");
  }).join("\n");
}

/** Gives code and citations a button that copies them; where the browser keeps no clipboard, none. */
function offerCopies() {
  if (!navigator.clipboard) return;
  for (const block of main.querySelectorAll(".yaml, .prose pre, .case-cite")) {
    const box = document.createElement("div");
    box.className = "copy-box";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    const say = (/** @type {string | undefined} */ text) => { button.textContent = text ?? ""; };
    say(main.dataset.copy);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(plain(block));
        say(main.dataset.copied);
      } catch {
        getSelection()?.selectAllChildren(block);
      }
      setTimeout(say, 2000, main.dataset.copy);
    });
    block.replaceWith(box);
    box.append(block, button);
  }
}

/** Shows what a page of the site is about when the pointer or the focus rests on a link to it. */
function offerPreviews() {
  const rest = async (/** @type {Event} */ event) => {
    const link = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("a[href]")) : null;
    if (!link || !previewed(link) || (event.type === "focusin" && !link.matches(":focus-visible"))) return;
    (await import("./preview.js")).rest(link);
  };
  main.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") rest(event); });
  main.addEventListener("focusin", rest);
}

/** Whether a link leads to another page of this site. @param {HTMLAnchorElement} link */
function previewed(link) {
  return link.protocol.startsWith("http") && link.origin === location.origin && link.pathname.endsWith("/")
    && link.pathname !== location.pathname && !link.closest("nav") && !link.search;
}

linkHeadings();
followContents();
offerCopies();
offerPreviews();
