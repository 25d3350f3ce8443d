"use strict";

// The one label of the page: what the mark under the pointer or the focus is, in words.
const tip = (() => {
  const label = document.createElement("div");
  label.id = "tip";
  label.hidden = true;
  label.setAttribute("aria-hidden", "true");
  document.body.append(label);

  /** Shows words beside a rectangle of the window. */
  function show(box, words) {
    label.textContent = words;
    label.hidden = false;
    const left = Math.min(box.left + box.width / 2 - label.offsetWidth / 2, document.documentElement.clientWidth - label.offsetWidth - 8);
    const above = box.top - label.offsetHeight - 8;
    label.style.left = Math.max(8, left) + scrollX + "px";
    label.style.top = (above < 8 ? box.bottom + 8 : above) + scrollY + "px";
  }

  return { show, hide: () => { label.hidden = true; } };
})();
