"use strict";

// Marks say what they are on hover and on focus; arrow keys go from mark to mark; entries of a legend hide what they stand for. Without this script
// marks show their words as native tooltips.
(() => {
  const show = mark => tip.show(mark.getBoundingClientRect(), mark.getAttribute("aria-label"));

  function walk(plot) {
    const marks = [...plot.querySelectorAll(".mark")];
    const shown = mark => !mark.closest("[data-hidden]");
    const step = (from, by) => {
      for (let i = from + by; i >= 0 && i < marks.length; i += by) if (shown(marks[i])) return marks[i];
      return null;
    };
    const go = (from, to) => {
      from.setAttribute("tabindex", "-1");
      to.setAttribute("tabindex", "0");
      to.focus();
    };
    marks.forEach((mark, i) => {
      const title = mark.querySelector("title");
      mark.setAttribute("aria-label", title.textContent);
      title.remove();
      mark.addEventListener("pointerenter", () => show(mark));
      mark.addEventListener("pointerleave", tip.hide);
      mark.addEventListener("focus", () => show(mark));
      mark.addEventListener("blur", tip.hide);
      mark.addEventListener("keydown", e => {
        if (e.key === "Escape") tip.hide();
        const to = { ArrowRight: () => step(i, 1), ArrowDown: () => step(i, 1), ArrowLeft: () => step(i, -1), ArrowUp: () => step(i, -1), Home: () => step(-1, 1), End: () => step(marks.length, -1) }[e.key]?.();
        if (!to) return;
        e.preventDefault();
        go(mark, to);
      });
    });
    // The tab key stops at the first mark that is shown.
    return () => {
      const stop = marks.find(mark => mark.getAttribute("tabindex") === "0");
      const first = marks.find(shown);
      if (stop && first && !shown(stop)) {
        stop.setAttribute("tabindex", "-1");
        first.setAttribute("tabindex", "0");
      }
    };
  }

  for (const figure of document.querySelectorAll("figure")) {
    const settle = [...figure.querySelectorAll("svg.plot:not(.stamped)")].map(walk);
    const keys = [...figure.querySelectorAll("button.key")];
    for (const key of keys) {
      key.addEventListener("click", () => {
        key.setAttribute("aria-pressed", String(key.getAttribute("aria-pressed") !== "true"));
        const off = new Set(keys.filter(k => k.getAttribute("aria-pressed") !== "true").map(k => k.dataset.k));
        for (const part of figure.querySelectorAll("svg.plot [data-k]")) part.toggleAttribute("data-hidden", part.dataset.k.split(" ").some(k => off.has(k)));
        settle.forEach(update => update());
      });
    }
  }
})();
