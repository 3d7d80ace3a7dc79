// Sets the theme before the first paint; the one classic script, and blocking, so that nothing flashes.
// The choice is kept in this browser only: "light", "dark", or nothing for the system's.
(() => {
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  root.classList.add("js");
  apply(read());

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector('[data-js="theme"]');
    if (!button) return;
    const show = () => { button.textContent = button.dataset[root.dataset.theme ?? "auto"]; };
    button.addEventListener("click", () => {
      const next = { undefined: "light", light: "dark" }[root.dataset.theme];
      apply(next);
      try {
        if (next) localStorage.setItem("theme", next);
        else localStorage.removeItem("theme");
      } catch { /* the choice holds for this page */ }
      show();
    });
    show();
  });
})();
