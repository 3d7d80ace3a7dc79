// What casebook serve, and nothing else, puts into every page: it loads the page again when an edit has
// changed it, and shows the faults of the content over it.
(() => {
  const shown = `"${document.currentScript.dataset.page}"`;
  const lang = document.documentElement.lang;
  const words = lang === "fr" ? { close: "Fermer", show: "Voir" } : { close: "Close", show: "Show" };
  const closed = "casebook-faults-closed"; // what was closed by hand is not opened again by itself
  let dialog, list, badge, events, news, busy = false;

  /** Loads the page again if it is not what the server has. */
  const compare = async () => {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    const now = answer?.headers.get("ETag");
    if (now && now !== shown) location.reload();
  };

  const button = (name, text, click) => {
    const b = document.createElement("button");
    b.type = "button";
    b.className = name;
    b.textContent = text;
    b.addEventListener("click", click);
    return b;
  };

  /** Makes the dialog and the button that opens it again. */
  const build = () => {
    dialog = document.createElement("dialog");
    dialog.className = "faults";
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "faults-title");
    list = document.createElement("div");
    dialog.append(button("faults-close", words.close, () => dialog.close()), list);
    dialog.addEventListener("close", () => {
      sessionStorage.setItem(closed, list.innerHTML);
      badge.hidden = false;
    });
    badge = button("faults-badge", "", open);
    document.body.append(dialog, badge);
  };

  const open = () => {
    badge.hidden = true;
    if (!dialog.open) dialog.showModal();
    list.querySelector("h2").focus();
    for (const caret of list.querySelectorAll(".fault-caret")) {
      const line = caret.closest("pre"), mark = line.querySelector("mark") ?? caret;
      line.scrollLeft = Math.max(0, mark.offsetLeft - line.clientWidth / 3);
    }
  };

  const hide = () => {
    if (!dialog) return;
    dialog.remove();
    badge.remove();
    dialog = undefined;
    sessionStorage.removeItem(closed);
  };

  /** Shows the faults: errors at once, warnings behind a button. */
  const show = async (errors) => {
    const answer = await fetch(`/-/faults?lang=${lang}`, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) return;
    if (!dialog) build();
    const before = list.innerHTML;
    list.innerHTML = await answer.text();
    badge.textContent = list.querySelector("h2").textContent.split(" – ")[0];
    badge.setAttribute("aria-label", `${words.show}: ${badge.textContent}`);
    badge.classList.toggle("faults-badge-errors", errors > 0);
    if (errors > 0 && sessionStorage.getItem(closed) !== list.innerHTML) {
      if (!dialog.open || before !== list.innerHTML) open();
    } else if (errors === 0 && dialog.open) dialog.close();
    else badge.hidden = dialog.open;
  };

  /** Takes on what the server says. Of several messages the last counts, and none overtakes another. */
  const hear = async (event) => {
    news = JSON.parse(event.data);
    if (busy) return;
    busy = true;
    while (news) {
      const { errors, others } = news;
      news = undefined;
      await compare();
      if (document.body.classList.contains("faults-page")) continue;
      if (errors + others > 0) await show(errors);
      else hide();
    }
    busy = false;
  };

  // A browser has few connections to one server: only a page that is seen holds one.
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = undefined;
    } else if (!events) {
      events = new EventSource("/-/events");
      events.addEventListener("message", hear);
    }
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) { events = undefined; listen(); }
  });
  listen();
})();
