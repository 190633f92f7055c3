/* A long list of boxes to tick gets a field that narrows it, and says how many are ticked. */

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function prepare(list) {
  if (list.dataset.ready) return;
  list.dataset.ready = "true";
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const rows = boxes.map((box) => box.closest("label").parentElement);
  const groups = [...list.children];
  const said = boxes.map((box, at) => {
    const group = groups.find((each) => each.contains(box));
    const heading = group.querySelector(":scope > label:not(:has(input))");
    return plain(`${heading ? heading.textContent : ""} ${rows[at].textContent}`);
  });
  const label = document.createElement("label");
  const field = document.createElement("input");
  label.className = "filtered-checkboxes-field";
  field.type = "search";
  field.autocomplete = "off";
  label.append(boxes.length ? boxes[0].dataset.filterLabel : "", field);
  list.before(label);

  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/);
    rows.forEach((row, at) => {
      row.hidden = !boxes[at].checked && !words.every((word) => said[at].includes(word));
    });
    groups.forEach((group) => {
      const inside = rows.filter((row) => group !== row && group.contains(row));
      if (inside.length) group.hidden = inside.every((row) => row.hidden);
    });
  });
  // Enter narrows the list; it must not send the form.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("div.filtered-checkboxes").forEach(prepare);
});
