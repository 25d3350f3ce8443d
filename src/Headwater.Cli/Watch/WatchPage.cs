namespace Headwater.Cli;

/// <summary>The page of <c>headwater watch</c>: it asks for the state every two seconds, and loads nothing from elsewhere.</summary>
internal static class WatchPage
{
    public const string Text = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Headwater</title>
        <link rel="icon" href="data:,">
        <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0 auto; max-width: 72rem; padding: 1rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8886; }
        td.n, th.n { text-align: right; }
        svg { width: 100%; height: auto; max-height: 24rem; }
        iframe { width: 100%; height: 80vh; border: 1px solid #8886; }
        polyline { fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
        .failed { color: #b00020; }
        @media (prefers-color-scheme: dark) { .failed { color: #ff8a80; } }
        </style>
        </head>
        <body>
        <main>
        <h1 id="study">Headwater</h1>
        <p id="note" role="status">Reading the study.</p>
        <h2>Stages</h2>
        <div class="wide" tabindex="0" role="region" aria-label="Stages"><table id="stages"></table></div>
        <h2>Learning curves</h2>
        <p>Training loss against pretraining tokens, both on logarithmic scales.</p>
        <svg id="curves" viewBox="0 0 800 320" role="img" aria-label="Learning curves"></svg>
        <h2>Runs</h2>
        <div class="wide" tabindex="0" role="region" aria-label="Runs"><table id="runs"></table></div>
        <h2>Report</h2>
        <p id="waiting"></p>
        <iframe id="report" title="Report of the results so far" hidden></iframe>
        </main>
        <script>
        const at = id => document.getElementById(id);
        let version = 0;
        function rows(table, header, lines) {
          const make = (tag, cells, classes) => {
            const row = document.createElement("tr");
            cells.forEach((text, i) => {
              const cell = document.createElement(tag);
              cell.textContent = text;
              cell.className = classes(i);
              row.append(cell);
            });
            return row;
          };
          const isNumber = i => lines.length && typeof lines[0].cells[i] === "number" ? "n" : "";
          table.replaceChildren(make("th", header, isNumber), ...lines.map(line => make("td", line.cells, i => isNumber(i) + (line.failed ? " failed" : ""))));
        }
        function draw(runs) {
          const all = runs.flatMap(run => run.curve), space = "http://www.w3.org/2000/svg", parts = [];
          if (all.length < 2) { at("curves").replaceChildren(); return; }
          const bounds = i => [Math.min(...all.map(p => Math.log(p[i]))), Math.max(...all.map(p => Math.log(p[i])))];
          const [x0, x1] = bounds(0), [y0, y1] = bounds(1);
          const x = v => 60 + 720 * (Math.log(v) - x0) / (x1 - x0 || 1), y = v => 290 - 270 * (Math.log(v) - y0) / (y1 - y0 || 1);
          const text = (words, left, top, anchor) => {
            const label = document.createElementNS(space, "text");
            Object.entries({ x: left, y: top, "text-anchor": anchor, "font-size": 12, fill: "currentColor" }).forEach(([key, value]) => label.setAttribute(key, value));
            label.textContent = words;
            parts.push(label);
          };
          runs.filter(run => run.curve.length > 1).forEach((run, i) => {
            const line = document.createElementNS(space, "polyline"), title = document.createElementNS(space, "title");
            line.setAttribute("points", run.curve.map(p => x(p[0]).toFixed(1) + "," + y(p[1]).toFixed(1)).join(" "));
            line.setAttribute("stroke", "hsl(" + (i * 137) % 360 + " 60% 45%)");
            title.textContent = run.label;
            line.append(title);
            parts.push(line);
          });
          text(Math.exp(y1).toPrecision(3), 52, 24, "end");
          text(Math.exp(y0).toPrecision(3), 52, 294, "end");
          text(Math.exp(x0).toExponential(1), 60, 312, "start");
          text(Math.exp(x1).toExponential(1), 780, 312, "end");
          at("curves").replaceChildren(...parts);
        }
        function show(state) {
          document.title = state.study + " · Headwater";
          at("study").textContent = state.study;
          at("note").textContent = state.problem || (state.ended ? "The study has ended." : "Read from the study's folder every two seconds.");
          if (state.problem) return;
          rows(at("stages"), ["stage", "done", "running", "queued", "failed", "to do"], state.stages.map(s => ({ cells: [s.stage, s.done, s.running, s.queued, s.failed, s.to_do], failed: s.failed > 0 })));
          rows(at("runs"), ["run", "state", "done", "loss", "final loss, forecast", "reason"], state.runs.map(r => ({ cells: [r.label, r.state, Math.round(100 * r.share) + "%", r.loss === undefined ? "" : r.loss.toFixed(3), r.forecast ? r.forecast.loss.toFixed(3) + " [" + r.forecast.low.toFixed(3) + ", " + r.forecast.high.toFixed(3) + "]" : "", r.reason || ""], failed: r.state === "failed" })));
          draw(state.runs);
          at("waiting").textContent = state.waiting || "";
          if (state.report > 0 && state.report !== version) {
            version = state.report;
            at("report").hidden = false;
            at("report").src = "/report/index.html?" + version;
          }
        }
        async function ask() {
          try {
            show(await (await fetch("/state.json")).json());
          } catch {
            at("note").textContent = "headwater watch does not answer. The page continues when it is started again.";
            version = 0;
          }
          setTimeout(ask, 2000);
        }
        ask();
        </script>
        </body>
        </html>

        """;
}
