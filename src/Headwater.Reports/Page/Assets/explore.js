"use strict";

// The sliders: they choose a group and a scale, and the table below shows what outlook.js makes of it.
(() => {
  const source = document.getElementById("outlooks");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const groups = data.groups.map((group, i) => {
    const opened = outlook.open(data.outlooks[i]);
    opened.members.forEach((member, k) => Object.assign(member, group.looks[k]));
    return { ...group, ...opened };
  });
  const byId = id => document.getElementById(id);
  const controls = { setting: byId("explore-setting"), size: byId("explore-size"), tokens: byId("explore-tokens"), budget: byId("explore-budget") };
  const rows = byId("explore-rows");
  let group = groups[data.start];
  let index = data.index;

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
    const firm = shown.members.flatMap(member => [member.y, ...(member.scratch_value === null ? [] : [member.scratch_value]),
      ...(member.law ? [0, shown.scales.length - 1].map(i => outlook.forecast(shown, member, i).value) : [])]).filter(Number.isFinite);
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
    if (member.scratch_value !== null) drawn += line(place(member.scratch_value), 0, place(member.scratch_value), height, "s-baseline dashed");
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

  function row(member, number, standing, axis) {
    const format = value => readable.fixed(value, group.decimals);
    const found = outlook.forecast(group, member, index);
    const made = element("tr");
    const head = element("th", undefined, member.name.length > 32 ? { scope: "row", class: "w" } : { scope: "row" });
    head.innerHTML = `<svg class="sample" width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">${member.mark}</svg>`;
    head.append(member.name);
    made.append(head);
    const drawn = element("td", undefined, { class: "p" });
    drawn.append(picture(member, found, axis, found ? `${member.name}: ${format(found.value)}, interval ${format(found.low)} to ${format(found.high)}` : `${member.name}: no law`));
    made.append(drawn);
    made.append(element("td", found ? format(found.value) : "no law", { class: "n value" }));
    made.append(element("td", found ? `${format(found.low)} to ${format(found.high)}` : "", { class: "n" }));
    const odds = standing.probability[number];
    const probability = element("td", odds === null ? "" : readable.probability(odds), { class: "n odds" });
    if (odds !== null) probability.style.setProperty("--odds", odds.toFixed(3));
    made.append(probability);
    const gain = found && member.scratch_value !== null ? member.sign * (found.value - member.scratch_value) : null;
    if (group.scratch) made.append(element("td", gain === null ? "" : (gain > 0 && /[1-9]/.test(format(gain)) ? "+" : "") + format(gain), { class: "n" }));
    for (const other of group.others) {
      const values = member.others.find(candidate => candidate.metric === other.metric);
      made.append(element("td", values ? `${readable.fixed(values.values[index], other.decimals)} (${readable.fixed(values.lows[index], other.decimals)} to ${readable.fixed(values.highs[index], other.decimals)})` : "", { class: "n" }));
    }
    made.append(element("td", found ? readable.factor(found.factor) : "", { class: "n" }));
    return made;
  }

  function headline(advice) {
    const action = advice.action;
    const mixture = advice.mixture === null ? null : group.members.find(member => member.mixture === advice.mixture).name;
    if (action === "continue") return `Continue pretraining on ${mixture}.`;
    if (action === "stop") return "Stop: more pretraining on these mixtures does not pay for this task.";
    if (action === "choose") return mixture ? `Choose ${mixture}.` : "Choose another mixture than those tried.";
    return "Undecided: these measurements cannot tell yet.";
  }

  function reason(advice, standing) {
    const best = group.members[standing.best];
    const odds = standing.probability[standing.best];
    const second = standing.probability.map((_, i) => i).filter(i => i !== standing.best).sort((a, b) => standing.probability[b] - standing.probability[a])[0];
    const ahead = odds === null ? best.name : `${best.name} is the best of ${group.members.length} with probability ${readable.probability(odds)}`;
    switch (advice.why) {
      case "trends": return "No mixture has three pretraining scales, so no trend can be seen.";
      case "misaligned": return "No mixture rises with pretraining.";
      case "flat": return "No mixture moves the result.";
      case "tie": return `${ahead}, ${group.members[second].name} with ${readable.probability(standing.probability[second])}.`;
      case "no law": return `${ahead}, but its own trend is ${best.trend ?? "too short to judge"}.`;
      case "scratch": return `${ahead}; it beats no pretraining with probability ${readable.probability(advice.beats)}.`;
      case "noise": return `${ahead}; it is ${best.trend}, and more pretraining gains beyond noise with probability ${readable.probability(advice.pays)}.`;
      default: return `${ahead}; it is ${best.trend}, and more pretraining gains with probability ${readable.probability(advice.pays)}.`;
    }
  }

  function budgetAt(i) {
    const cost = group.budget;
    return !cost ? null : cost.unit === "seconds" ? readable.duration(cost.fixed + cost.rate * (group.scales[i] - cost.from)) : readable.count(cost.rate * (group.scales[i] - cost.from)) + " FLOPs";
  }

  function show() {
    const x = group.scales[index];
    const standing = outlook.compare(group, x);
    const advice = outlook.advise(group, standing);
    const order = group.members.map((_, i) => i).sort((a, b) => (standing.probability[b] ?? 0) - (standing.probability[a] ?? 0));
    rows.replaceChildren(...order.map(i => row(group.members[i], i, standing, axisOf(group))));
    byId("explore-headline").textContent = headline(advice);
    byId("explore-reason").textContent = reason(advice, standing);
    for (const output of document.querySelectorAll("[data-explore=at]")) output.textContent = readable.count(x);
    byId("explore-command").textContent = `headwater forecast ${group.command} --at ${x}`;
    say("tokens", readable.count(x));
    say("size", group.size || "");
    if (controls.budget) say("budget", budgetAt(index) ?? "not known");
    document.getElementById("explore").dataset.advice = advice.action;
  }

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

  const siblings = () => groups.filter(candidate => candidate.setting === group.setting);
  controls.setting?.addEventListener("change", () => {
    group = groups.find(candidate => candidate.setting === controls.setting.value);
    if (controls.size) {
      controls.size.max = String(siblings().length - 1);
      controls.size.value = "0";
      controls.size.disabled = siblings().length < 2;
    }
    choose(group);
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
