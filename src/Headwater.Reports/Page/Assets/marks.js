"use strict";

// Pictures of very many marks: one element holds the marks of a series, their words stand in one attribute. The mark nearest to the pointer says its
// words; with the keyboard, left and right go along a series, up and down to the next one.
(() => {
  const reach = 24;
  const said = document.createElement("div");
  said.className = "hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  // Read when somebody first looks: most pictures of a long page are never touched.
  function read(plot) {
    return [...plot.querySelectorAll(".marks")].map(line => {
      const [start, ...ends] = line.dataset.w.split("\n");
      const points = line.getAttribute("points").split(" ");
      return { line, marks: ends.map((end, i) => ({ x: Number(points[i].split(",")[0]), y: Number(points[i].split(",")[1]), words: start + end })) };
    });
  }

  function follow(plot) {
    let all;
    const series = () => (all ??= read(plot)).filter(({ line }) => !line.closest("[data-hidden]"));
    const distance = (mark, x, y) => Math.hypot(mark.x - x, mark.y - y);
    const nearest = (marks, x, y) => marks.reduce((best, mark) => best === null || distance(mark, x, y) < distance(best, x, y) ? mark : best, null);
    const ring = document.createElementNS(plot.namespaceURI, "circle");
    for (const [name, value] of Object.entries({ r: 7, class: "mark ring", role: "img", tabindex: "0", "aria-label": `${plot.getAttribute("aria-label")}: arrow keys go from mark to mark` })) ring.setAttribute(name, value);
    plot.append(ring);
    let at = null;

    function go(mark) {
      at = mark;
      ring.setAttribute("cx", mark.x);
      ring.setAttribute("cy", mark.y);
      ring.classList.add("on");
      tip.show(ring.getBoundingClientRect(), mark.words);
    }

    function leave() {
      ring.classList.remove("on");
      tip.hide();
    }

    function neighbour(key) {
      const shown = series();
      const row = shown.findIndex(({ marks }) => marks.includes(at));
      if (row < 0) return shown[0]?.marks[0];
      const { marks } = shown[row];
      const place = marks.indexOf(at);
      const beside = next => next && nearest(next.marks, at.x, at.y);
      return { ArrowRight: () => marks[place + 1], ArrowLeft: () => marks[place - 1], ArrowDown: () => beside(shown[row + 1]), ArrowUp: () => beside(shown[row - 1]), Home: () => marks[0], End: () => marks.at(-1) }[key]?.();
    }

    plot.addEventListener("pointermove", e => {
      const box = plot.getBoundingClientRect();
      const scale = plot.viewBox.baseVal.width / box.width;
      const [x, y] = [(e.clientX - box.left) * scale, (e.clientY - box.top) * scale];
      const mark = nearest(series().map(({ marks }) => nearest(marks, x, y)).filter(Boolean), x, y);
      if (mark && distance(mark, x, y) < reach) go(mark);
      else leave();
    });
    plot.addEventListener("pointerleave", leave);
    ring.addEventListener("focus", () => {
      const first = at ?? neighbour("");
      if (!first) return;
      go(first);
      said.textContent = first.words;
    });
    ring.addEventListener("blur", leave);
    ring.addEventListener("keydown", e => {
      if (e.key === "Escape") leave();
      if (!/^(Arrow|Home|End)/.test(e.key)) return;
      const to = neighbour(e.key);
      e.preventDefault();
      if (!to) return;
      go(to);
      said.textContent = to.words;
    });
  }

  document.querySelectorAll("svg.stamped").forEach(follow);
})();
