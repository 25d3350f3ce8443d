"use strict";

// Numbers as the report writes them; each function has a twin of the same name in Readable.cs, and a test compares them.
const readable = (() => {
  const magnitudes = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];

  // Fifteen digits, then half upwards: how .NET rounds in a custom format.
  function rounded(value, decimals) {
    const [digits, exponent] = Math.abs(value).toExponential(14).split("e");
    const plain = digits.replace(".", "");
    const kept = Number(exponent) + decimals + 1;
    if (kept < 0) return 0;
    if (kept >= plain.length) return value;
    const whole = BigInt(plain.slice(0, kept) || "0") + (plain[kept] >= "5" ? 1n : 0n);
    return Math.sign(value) * Number((Number(whole) / 10 ** decimals).toFixed(decimals));
  }

  const minus = text => /^-\d/.test(text) ? "−" + text.slice(1) : text;
  const exponential = (value, decimals) => value.toExponential(decimals).replace("e+", "e").replace(/(\.\d*?)0+e/, "$1e").replace(".e", "e");
  const whole = value => value.toLocaleString("en-US");
  const even = value => Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value);

  function significant(value, digits) {
    if (value === 0 || !Number.isFinite(value)) return String(value);
    const size = Math.abs(value);
    if (size < 1e-4 || size >= 1e15) return minus(exponential(value, digits - 1));
    return minus(String(rounded(value, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)))))));
  }

  function count(value) {
    if (Math.abs(value) >= 1e15) return minus(exponential(value, 2));
    for (const [scale, suffix] of magnitudes) {
      if (Math.abs(value) >= scale * 0.9995) return significant(value / scale, 3) + suffix;
    }
    return significant(value, 3);
  }

  // An exact tie goes to the even digit, as .NET has it; toFixed would take the larger one.
  function fixed(value, decimals) {
    let text = value.toFixed(decimals);
    const tie = Math.abs(value).toFixed(decimals + 30);
    if (/^50*$/.test(tie.slice(tie.length - 30))) {
      const down = tie.slice(0, tie.length - 30).replace(/\.$/, "");
      if (Number(down.at(-1)) % 2 === 0) text = (value < 0 ? "-" : "") + down;
    }
    if (!text.startsWith("-")) return text;
    return /[1-9]/.test(text) ? "−" + text.slice(1) : text.slice(1);
  }

  function probability(value) {
    if (value < 0.01) return "< 1%";
    if (value > 0.99) return "> 99%";
    return rounded(100 * value, 0) + "%";
  }

  function factor(value) {
    return significant(value, value >= 100 ? 3 : 2) + "×";
  }

  function duration(seconds) {
    if (seconds < 90) return (seconds < 1 ? "< 1" : whole(even(seconds))) + " s";
    const minutes = even(seconds / 60);
    const hours = even(seconds / 3600);
    if (minutes < 90) return `${whole(minutes)} min`;
    if (minutes < 48 * 60) return `${whole(Math.floor(minutes / 60))} h ${String(minutes % 60).padStart(2, "0")} min`;
    return `${whole(Math.floor(hours / 24))} d ${hours % 24} h`;
  }

  return { significant, count, fixed, probability, factor, duration };
})();
