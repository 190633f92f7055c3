// In an editor's preview: marks the links whose words say nothing, for the checker to show.
(() => {
  const phrases = new Set(JSON.parse(document.currentScript.dataset.phrases));
  const told = (link) =>
    (link.getAttribute("aria-label") || link.textContent)
      .replaceAll("'", "’")
      .replace(/\s+/g, " ")
      .replace(/^[ .…:!?>»«→[\]()]+|[ .…:!?>»«→[\]()]+$/g, "")
      .toLowerCase();
  for (const link of document.querySelectorAll("a[href]")) {
    if (phrases.has(told(link))) link.setAttribute("data-says-nothing", "");
  }
})();
