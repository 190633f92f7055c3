/* A button that prints the page, for browsers that run scripts; all the others have a menu for it. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
