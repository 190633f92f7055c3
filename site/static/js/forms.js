/* Comforts of forms, for browsers that run scripts; nothing depends on them. */

for (const button of document.querySelectorAll("[data-show-secret]")) {
  const input = document.getElementById(button.getAttribute("aria-controls"));
  if (!input) continue;
  const { show, hide } = button.dataset;
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = shown ? hide : show;
  });
  // A secret left visible would be kept in clear by the browser's own form memory.
  input.form?.addEventListener("submit", () => {
    input.type = "password";
  });
}

document.querySelector("[data-faults]")?.focus();
