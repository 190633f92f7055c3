/* A button that prints the page: the style sheet shows it where scripts run; all browsers have a menu for it. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
