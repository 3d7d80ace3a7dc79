// The search in a dialog: a combobox with its list, after the pattern of the WAI-ARIA practices. The
// focus stays in the field; arrows move through the list, Enter opens, Escape closes.
import { kindOf, open } from "./search-load.js";
import { search } from "./search-query.js";
import { element, hit, remarks, sayer, summary } from "./search-view.js";

const SHOWN = 10, WAIT = 80;

/** @type {Dialog | null} */
let dialog = null;

// What answers without the dialog.
export { hit, open, search };

/**
 * Opens the dialog.
 * @param {HTMLAnchorElement} link the link at the top of the page
 * @param {Promise<Response>} [head] the index's first file, where it is on its way already
 */
export function show(link, head) {
  if (!dialog) {
    dialog = new Dialog(link);
    open(dialog.folder, head).catch(() => {}); // asking says it
  }
  dialog.show();
}

class Dialog {
  /** @param {HTMLAnchorElement} link */
  constructor(link) {
    const template = /** @type {HTMLTemplateElement} */ (document.querySelector('[data-js="search-dialog"]'));
    this.root = /** @type {HTMLDialogElement} */ (template.content.firstElementChild?.cloneNode(true));
    const find = (/** @type {string} */ name) => /** @type {any} */ (this.root.querySelector(`[data-js="search-${name}"]`));
    /** @type {HTMLInputElement} */ this.field = find("input");
    /** @type {HTMLElement} */ this.list = find("list");
    /** @type {HTMLElement} */ this.status = find("status");
    /** @type {HTMLElement} */ this.notes = find("notes");
    /** @type {HTMLElement} */ this.tips = find("tips");
    /** @type {HTMLAnchorElement} */ this.all = find("all");
    this.folder = new URL(/** @type {string} */ (link.dataset.index), location.href).href;
    this.page = link.href;
    this.asked = 0;
    this.timer = 0;
    this.active = -1;
    document.body.append(this.root);
    this.field.addEventListener("input", () => { this.wait(); clearTimeout(this.timer); this.timer = window.setTimeout(() => this.ask(), WAIT); });
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("click", (event) => { if (event.target === this.root) this.root.close(); });
    this.root.querySelector("form")?.addEventListener("submit", (event) => { event.preventDefault(); this.choose(); });
    find("close").addEventListener("click", () => this.root.close());
    this.list.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a") && !event.ctrlKey && !event.metaKey) this.root.close();
    });
  }

  /** The page of the search with what stands in the field. */
  address() {
    const typed = this.field.value.trim();
    return typed ? `${this.page}?q=${encodeURIComponent(typed.slice(0, 400))}` : this.page;
  }

  show() {
    if (!this.root.open) this.root.showModal();
    this.field.select();
    this.field.focus();
    this.ask();
  }

  /** From now on the list is no answer: none of it can be chosen, and answers to earlier questions are dropped. */
  wait() {
    this.list.setAttribute("aria-busy", "true");
    this.activate(-1);
    return ++this.asked;
  }

  /** Asks what stands in the field. */
  async ask(exact = false) {
    const turn = this.wait();
    const typed = this.field.value;
    this.all.href = this.address();
    try {
      const index = await open(this.folder);
      const answer = await search(index, typed, { exact });
      const hits = await Promise.all(answer.docs.slice(0, SHOWN).map((n) => hit(index, n, answer, this.folder)));
      if (turn !== this.asked) return;
      this.notes.replaceChildren(...remarks(index, typed, answer, () => { this.field.focus(); this.ask(true); }));
      this.status.textContent = summary(index, answer);
      this.tips.hidden = !answer.empty;
      this.all.textContent = answer.docs.length > 0 ? sayer(index)("all-found", answer.docs.length) : sayer(index)("all");
      this.draw(hits, sayer(index));
    } catch (error) {
      if (turn === this.asked) this.fail(kindOf(error));
    }
  }

  /** @param {string} kind */
  fail(kind) {
    const data = this.root.dataset;
    const again = element("button", { type: "button", class: "search-plain" }, (kind === "stale" ? data.reload : data.retry) ?? "");
    again.addEventListener("click", () => { if (kind === "stale") location.reload(); else { this.field.focus(); this.ask(); } });
    this.status.textContent = data[kind] ?? "";
    this.notes.replaceChildren(element("p", {}, again));
    this.tips.hidden = true;
    this.draw([], String);
  }

  /** @param {import("./search-view.js").Hit[]} hits @param {(key: string) => string} say */
  draw(hits, say) {
    let n = 0;
    const option = (/** @type {string} */ url, /** @type {string} */ kind, /** @type {(Node | string)[]} */ ...content) =>
      element("a", { role: "option", id: `search-option-${n++}`, class: `search-option ${kind}`, href: url, tabindex: "-1", "aria-selected": "false" }, ...content);
    const groups = hits.map((h, i) => {
      const title = element("span", { class: "search-title", id: `search-page-${i}` }, ...h.title);
      const about = element("span", { class: "search-kind" }, [say(`kind.${h.kind}`), h.note].filter(Boolean).join(" · "));
      const lead = h.lead.length > 0 ? [element("span", { class: "search-text" }, ...h.lead)] : [];
      return element("div", { role: "group", "aria-labelledby": `search-page-${i}`, class: "search-group" },
        option(h.url, "page", title, " ", about, ...lead),
        ...h.sections.map((s) => option(s.url, "section", element("span", { class: "search-heading" }, s.heading), " ", element("span", { class: "search-text" }, ...s.text))));
    });
    this.list.replaceChildren(...groups);
    /** @type {HTMLElement} */ (this.list.parentElement).scrollTop = 0;
    this.list.setAttribute("aria-busy", "false");
    this.field.setAttribute("aria-expanded", String(hits.length > 0));
    this.activate(-1);
  }

  options() { return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll('[role="option"]')]); }

  /** @param {number} n */
  activate(n) {
    const options = this.options();
    options.forEach((o, i) => o.setAttribute("aria-selected", String(i === n)));
    this.active = n;
    if (n < 0) { this.field.removeAttribute("aria-activedescendant"); return; }
    this.field.setAttribute("aria-activedescendant", options[n].id);
    options[n].scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.target !== this.field || event.isComposing) return;
    const count = this.list.ariaBusy === "true" ? 0 : this.options().length;
    const move = /** @type {Record<string, number>} */ ({ ArrowDown: this.active + 1, ArrowUp: this.active - 1 })[event.key];
    if (move === undefined || count === 0) return;
    event.preventDefault();
    // Before the first one and after the last one stands the field itself.
    this.activate(move >= count ? -1 : move < -1 ? count - 1 : move);
  }

  /** Opens what is chosen, else all results. */
  choose() {
    const chosen = this.active >= 0 ? /** @type {HTMLAnchorElement} */ (this.options()[this.active]).href : this.address();
    this.root.close();
    location.href = chosen;
  }
}
