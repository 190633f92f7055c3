/* Comforts of the header's menus, for browsers that run scripts: Escape or a click elsewhere folds them. */

const menus = document.querySelectorAll(".menu details");

const fold = (menu) => {
  if (!menu.open) return;
  const inside = menu.contains(document.activeElement);
  menu.open = false;
  if (inside) menu.querySelector("summary").focus();
};

addEventListener("keydown", (event) => {
  if (event.key === "Escape") menus.forEach(fold);
});

addEventListener("click", (event) => {
  for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
});
