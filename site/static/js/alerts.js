/* Alerts a visitor has closed stay closed in this browser. Runs before the page is drawn, so that nothing moves. */

const CLOSED = "closed-alerts";

const closed = () => {
  try {
    return JSON.parse(localStorage.getItem(CLOSED)) || [];
  } catch {
    return [];
  }
};

customElements.define(
  "closable-alert",
  class extends HTMLElement {
    connectedCallback() {
      const { key } = this.dataset;
      if (!key) return;
      this.hidden = closed().includes(key);
      this.addEventListener("click", (event) => {
        if (!event.target.closest(".banner-close")) return;
        this.hidden = true;
        try {
          localStorage.setItem(CLOSED, JSON.stringify([...closed(), key].slice(-20)));
        } catch {
          // The browser keeps nothing: the alert comes back with the next page.
        }
        document.querySelector("main")?.focus({ preventScroll: true });
      });
    }
  },
);
