"use strict";

// The sliders: they choose a group of mixtures and a scale, and the table below shows what the library computed there from the fitted laws and their draws.
(() => {
  const source = document.getElementById("stops");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const groups = data.groups;
  const columns = groups[data.start];
  const byId = id => document.getElementById(id);
  const controls = { setting: byId("explore-setting"), size: byId("explore-size"), tokens: byId("explore-tokens"), budget: byId("explore-budget") };
  const rows = byId("explore-rows");
  const more = byId("explore-all");
  const first = 12;
  let group = groups[data.start];
  let index = data.index;
  let all = false;

  // What has no end is written as a word.
  const stop = (values, i) => Number(values[i]);
  const forecast = (member, i) => member.values && { value: stop(member.values, i), low: stop(member.lows, i), high: stop(member.highs, i) };

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  function say(name, text) {
    if (!controls[name]) return;
    controls[name].setAttribute("aria-valuetext", text);
    byId(controls[name].id + "-value").textContent = text;
  }

  // Values and forecasts of all scales share one axis, so that a row moves as the scale does. Intervals beyond it are cut with a point.
  function axisOf(shown) {
    if (shown.axis) return shown.axis;
    const firm = shown.members.flatMap(member => [member.y, member.baseline ?? member.y, ...(member.values ? [stop(member.values, 0), stop(member.values, shown.scales.length - 1)] : [])]).filter(Number.isFinite);
    const low = Math.min(...firm);
    const high = Math.max(...firm);
    const room = 0.35 * (high - low) || Math.abs(high) || 1;
    return shown.axis = { low: low - room >= 0 || low < 0 ? low - room : 0, high: high + room };
  }

  const line = (x1, y1, x2, y2, kind) => `<line x1="${x1.toFixed(1)}" y1="${y1}" x2="${x2.toFixed(1)}" y2="${y2}" class="${kind}"/>`;

  function picture(member, found, axis, name) {
    const { width, height } = data.cell;
    const place = value => 7 + (width - 14) * Math.min(1, Math.max(0, (value - axis.low) / (axis.high - axis.low)));
    const y = height / 2;
    let drawn = "";
    if (member.baseline !== undefined) drawn += line(place(member.baseline), 0, place(member.baseline), height, "s-baseline dashed");
    drawn += line(place(member.y), 4, place(member.y), height - 4, "s-foreground");
    if (found) {
      const [low, high] = [place(found.low), place(found.high)];
      drawn += line(low, y, high, y, `s-${member.ink} bar`);
      if (found.low < axis.low) drawn += `<path d="M${low + 5} ${y - 4}L${low} ${y}l5 4" class="s-${member.ink} open"/>`;
      if (found.high > axis.high) drawn += `<path d="M${high - 5} ${y - 4}L${high} ${y}l-5 4" class="s-${member.ink} open"/>`;
      drawn += `<g transform="translate(${place(found.value).toFixed(1)} ${y})">${member.mark}</g>`;
    }
    const svg = element("span", undefined, { class: "cell", role: "img", "aria-label": name });
    svg.innerHTML = `<svg class="cell" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${drawn}</svg>`;
    return svg;
  }

  function row(member, axis) {
    const format = value => readable.fixed(value, group.decimals);
    const found = forecast(member, index);
    const made = element("tr");
    const head = element("th", undefined, member.name.length > 32 ? { scope: "row", class: "w" } : { scope: "row" });
    head.innerHTML = `<svg class="sample" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">${member.mark}</svg>`;
    head.append(member.name);
    made.append(head);
    const drawn = element("td", undefined, { class: "p" });
    drawn.append(picture(member, found, axis, found ? `${member.name}: ${format(found.value)}, interval [${format(found.low)}, ${format(found.high)}]` : `${member.name}: no law`));
    made.append(drawn);
    made.append(element("td", found ? format(found.value) : "no law", { class: "n value" }));
    made.append(element("td", found ? `[${format(found.low)}, ${format(found.high)}]` : "", { class: "n" }));
    const odds = member.odds?.[index];
    const probability = element("td", odds === undefined ? "" : readable.probability(odds), { class: "n odds" });
    if (odds !== undefined) probability.style.setProperty("--odds", odds.toFixed(3));
    made.append(probability);
    const gain = member.gains?.length ? stop(member.gains, index) : null;
    if (columns.scratch) made.append(element("td", gain === null ? "" : (gain > 0 && /[1-9]/.test(format(gain)) ? "+" : "") + format(gain), { class: "n" }));
    for (const other of columns.others) made.append(element("td", otherMetric(member, other), { class: "n" }));
    made.append(element("td", found ? readable.factor(group.scales[index] / member.x) : "", { class: "n" }));
    return made;
  }

  // A group may lack a metric that the headings name.
  function otherMetric(member, { metric, decimals }) {
    const found = forecast(member.others[group.others.findIndex(candidate => candidate.metric === metric)] ?? {}, index);
    return found ? `${readable.fixed(found.value, decimals)} [${readable.fixed(found.low, decimals)}, ${readable.fixed(found.high, decimals)}]` : "";
  }

  function budgetAt(i) {
    const cost = group.budget;
    return !cost ? null : cost.unit === "seconds" ? readable.duration(cost.fixed + cost.rate * (group.scales[i] - cost.from)) : readable.count(cost.rate * (group.scales[i] - cost.from)) + " FLOPs";
  }

  function show() {
    const x = group.scales[index];
    const advice = group.advice[group.advised[index]];
    const ranked = group.members.slice().sort((a, b) => (b.odds?.[index] ?? 0) - (a.odds?.[index] ?? 0));
    const shown = all ? ranked : ranked.slice(0, first);
    rows.replaceChildren(...shown.map(member => row(member, axisOf(group))));
    more.hidden = ranked.length <= first;
    more.textContent = all ? `Show the ${first} most likely the best` : `Show all ${ranked.length} mixtures, not only the ${first} most likely the best`;
    byId("explore-headline").textContent = advice.headline;
    byId("explore-reason").textContent = advice.reason;
    for (const output of document.querySelectorAll("[data-explore=at]")) output.textContent = readable.count(x);
    byId("explore-command").textContent = `headwater forecast ${group.command} --at ${x}`;
    say("tokens", readable.count(x));
    say("size", group.size || "");
    if (controls.budget) say("budget", budgetAt(index) ?? "not known");
    document.getElementById("explore").dataset.advice = advice.action;
  }

  // The scale stays where it is, as far as the stops of another group allow.
  function choose(next) {
    const x = group.scales[index];
    group = next;
    index = group.scales.reduce((best, scale, i) => Math.abs(Math.log(scale / x)) < Math.abs(Math.log(group.scales[best] / x)) ? i : best, 0);
    for (const control of [controls.tokens, controls.budget]) {
      if (!control) continue;
      control.max = String(group.scales.length - 1);
      control.value = String(index);
    }
    show();
  }

  more.addEventListener("click", () => {
    all = !all;
    show();
  });
  const siblings = () => groups.filter(candidate => candidate.setting === group.setting);
  controls.setting?.addEventListener("change", () => {
    choose(groups.find(candidate => candidate.setting === controls.setting.value));
    if (!controls.size) return;
    controls.size.max = String(siblings().length - 1);
    controls.size.value = "0";
    controls.size.disabled = siblings().length < 2;
  });
  controls.size?.addEventListener("input", () => choose(siblings()[Number(controls.size.value)]));
  for (const control of [controls.tokens, controls.budget]) {
    control?.addEventListener("input", () => {
      index = Number(control.value);
      for (const other of [controls.tokens, controls.budget]) if (other) other.value = String(index);
      show();
    });
  }
  document.getElementById("explore").hidden = false;
  show();
})();
