"use strict";

// Forecasts, ranks and advises at any scale beyond the data, from the fitted laws and their draws in the page, as Headwater.Laws does: the same draws
// through the same formulas, so the same numbers. Nothing here touches the document.
const outlook = (() => {
  const oneDeviation = 0.6827;
  const mostShare = 0.9;

  /** Base64 of 32-bit floats as numbers. */
  function floats(text) {
    const bytes = Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    return Float64Array.from(new Float32Array(bytes.buffer));
  }

  /** A formula of nested lists as a function of coordinates and scale. */
  function compile(node) {
    if (typeof node === "number") return () => node;
    if (node === "x") return (c, x) => x;
    const [name, ...rest] = node;
    if (name === "c") return c => c[rest[0]];
    const parts = rest.map(part => compile(part));
    switch (name) {
      case "sum": return (c, x) => {
        let total = rest[0];
        for (let i = 1; i < parts.length; i += 2) total += rest[i] * parts[i + 1](c, x);
        return total;
      };
      case "product": return (c, x) => {
        let total = 1;
        for (let i = 0; i < parts.length; i += 2) total *= Math.pow(parts[i](c, x), parts[i + 1](c, x));
        return total;
      };
      case "log_sum_exp": return (c, x) => {
        const terms = parts.map(part => part(c, x));
        const most = Math.max(...terms);
        return most === -Infinity ? most : most + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - most), 0));
      };
      case "min": case "max": return (c, x) => Math[name](parts[0](c, x), parts[1](c, x));
      case "at_most": return (c, x) => parts[0](c, x) <= parts[1](c, x) ? 1 : 0;
      case "logistic": return (c, x) => 1 / (1 + Math.exp(-parts[0](c, x)));
      case "softplus": return (c, x) => {
        const value = parts[0](c, x);
        return Math.max(value, 0) + Math.log(1 + Math.exp(-Math.abs(value)));
      };
      default: return (c, x) => Math[name](parts[0](c, x));
    }
  }

  /** Unpacks what the page ships: draws become arrays, the law a function. */
  function open(group) {
    group.shared = floats(group.shared);
    for (const member of group.members) {
      member.sign = member.higher ? 1 : -1;
      for (const name of ["normals", "again", "scratch"]) {
        if (member[name]) member[name] = floats(member[name]);
      }
      if (member.walk) {
        member.walk.still = floats(member.walk.still);
        member.walk.moving = floats(member.walk.moving);
      }
      const law = member.law;
      if (!law) continue;
      law.logValue = compile(law.log);
      law.draws = law.draws.map((text, i) => floats(text).map(distance => law.estimate[i] + distance));
      law.errors = floats(law.errors);
      if (law.shares_laws) {
        for (const name of ["intercepts", "slopes", "lasts"]) law[name] = floats(law[name]);
      }
    }
    return group;
  }

  /** The quantile of sorted numbers, linear between order statistics. */
  function quantile(sorted, share) {
    if (sorted.length === 0) return NaN;
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  function middle(draws, level) {
    const sorted = draws.filter(Number.isFinite).sort();
    return [quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)];
  }

  /** One measurement in each draw at a scale, in the metric's own direction. */
  function measurements(member, x) {
    const logX = Math.log(x);
    const law = member.law;
    if (!law) return walk(member, x);
    const result = new Float64Array(law.errors.length);
    const at = new Array(law.draws.length);
    for (let n = 0; n < result.length; n++) {
      let logValue;
      if (law.shares_laws && n % 4 === 2) {
        logValue = law.intercepts[n >> 2] + law.slopes[n >> 2] * logX;
      } else if (law.shares_laws && n % 4 === 3) {
        logValue = law.lasts[n >> 2];
      } else {
        for (let i = 0; i < at.length; i++) at[i] = law.draws[i][n];
        logValue = law.logValue(at, x);
      }
      result[n] = law.offset + law.span * Math.exp(law.errors[n] + logValue);
    }
    return result;
  }

  // Without a law the last value goes on as it has wandered so far.
  function walk(member, x) {
    const wandering = member.x > 0 ? member.walk.wandering * Math.sqrt(Math.max(0, Math.log(x / member.x))) : 0;
    return member.walk.still.map((normal, n) => member.sign * (member.sign * member.y + member.walk.noise * normal + wandering * member.walk.moving[n]));
  }

  /** The forecast of a member with a law at one of the group's scales: value and interval. */
  function forecast(group, member, index) {
    const law = member.law;
    if (!law) return null;
    const x = group.scales[index];
    const clip = value => Math.min(Math.max(value, law.minimum ?? -Infinity), law.maximum ?? Infinity);
    const value = clip(law.offset + law.span * Math.exp(law.logValue(law.estimate, x)));
    const [low, high] = law.lows ? [law.lows[index], law.highs[index]] : middle(measurements(member, x), group.level);
    return { value, low: Math.min(clip(low), value), high: Math.max(clip(high), value), factor: x / member.x };
  }

  // The noise of the test set is the same in all that are scored on it: it moves them together.
  function mix(group, independent, error) {
    const [low, high] = middle(independent, oneDeviation);
    const variance = (high - low) * (high - low) / 4;
    if (!(variance > 0)) return independent;
    const centre = middle(independent, 0)[0];
    const shared = Math.min(group.share * error * error, mostShare * variance);
    const own = Math.sqrt(1 - shared / variance);
    return independent.map((draw, n) => centre + own * (draw - centre) + Math.sqrt(shared) * group.shared[n]);
  }

  function errorAround(member, draws) {
    const ratio = !member.law || member.y === 0 ? 1 : middle(draws, 0)[0] * member.sign / member.y;
    return member.error * (ratio > 0 && Number.isFinite(ratio) ? ratio : 1);
  }

  /** How the members stand at a scale: draws that are better when larger, and the probability of each to be the best. */
  function compare(group, x) {
    const own = group.members.map(member => {
      const draws = measurements(member, x).map(value => member.sign * value);
      return mix(group, draws, errorAround(member, draws));
    });
    const compared = group.distances ? withDistances(group, own, Math.log(x)) : own;
    const probability = group.members.length < 2 ? [null] : wins(compared);
    let best = 0;
    for (let i = 1; i < probability.length; i++) if (probability[i] > probability[best]) best = i;
    return { own, compared, probability, best };
  }

  // Every other draw ranks the members by how their distances go on, without a law.
  function withDistances(group, own, logX) {
    const lines = group.members.map(({ distance }) => {
      const ahead = logX - distance.middle;
      return { centre: distance.level + distance.slope * ahead, spread: Math.sqrt(distance.error * distance.error + distance.slope_variance * ahead * ahead) };
    });
    const mixed = own.map(draws => draws.slice());
    for (let n = 1; n < own[0].length; n += 2) {
      const finite = own.map(draws => draws[n]).filter(Number.isFinite);
      const mean = finite.length === 0 ? 0 : finite.reduce((sum, draw) => sum + draw, 0) / finite.length;
      lines.forEach((line, i) => { mixed[i][n] = mean + (line.centre + line.spread * group.members[i].normals[n]); });
    }
    return mixed;
  }

  function wins(draws) {
    const count = Math.min(...draws.map(own => own.length));
    const won = draws.map(() => 0);
    for (let n = 0; n < count; n++) {
      const worth = draws.map(own => Number.isNaN(own[n]) ? -Infinity : own[n]);
      const most = Math.max(...worth);
      const tied = worth.flatMap((value, i) => value === most ? [i] : []);
      for (const i of tied) won[i] += 1 / tied.length;
    }
    return won.map(win => win / count);
  }

  function shareAbove(first, second) {
    let above = 0;
    const count = Math.min(first.length, second.length);
    for (let n = 0; n < count; n++) if (first[n] > second[n]) above++;
    return above / count;
  }

  // The probability that a measurement there beats the last one. Draws that stand still would answer this before it is asked.
  function shareThatPays(member, own) {
    if (!member.law) return member.trend === "improving" ? 1 : 0;
    const moving = own.map((_, n) => n).filter(n => !(member.law.shares_laws && n % 4 === 3));
    return shareAbove(moving.map(n => own[n]), moving.map(n => member.again[n]));
  }

  /** Continue, stop, choose another mixture, or undecided; with the mixture and the numbers behind it. */
  function advise(group, standing) {
    const trends = group.members.map(member => member.trend);
    const best = group.members[standing.best];
    const sure = group.members.length < 2 || standing.probability[standing.best] >= group.level;
    const all = (...kinds) => trends.every(trend => trend === null || kinds.includes(trend));
    if (trends.every(trend => trend === null)) return { action: "undecided", mixture: null, why: "trends" };
    if (all("fluctuating", "worsening")) return { action: "choose", mixture: null, why: "misaligned" };
    if (all("fluctuating", "worsening", "flat")) return { action: "stop", mixture: sure ? best.mixture : null, why: "flat" };
    if (!sure) return { action: "undecided", mixture: null, why: "tie" };
    if (best.trend === null || best.trend === "fluctuating" || best.trend === "worsening") return { action: "undecided", mixture: null, why: "no law" };
    const own = standing.own[standing.best];
    const beats = best.scratch ? shareAbove(own, best.scratch) : 1;
    if (beats < group.level) return { action: beats <= 1 - group.level ? "stop" : "undecided", mixture: best.mixture, why: "scratch", beats };
    const pays = shareThatPays(best, own);
    if (pays < group.level) return { action: best.trend === "improving" ? "undecided" : "stop", mixture: best.mixture, why: "noise", pays };
    return { action: group.leader === standing.best ? "continue" : "choose", mixture: best.mixture, why: "ahead", beats, pays };
  }

  return { open, compile, forecast, compare, advise };
})();
