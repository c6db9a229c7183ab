/* What only the browser knows of a chart, how wide it is: where its words have room, and what stays
in sight where it is wider than its frame, what is meant by a click on a number, and how its picture is made. */
"use strict";
(() => {
  const named = (chart, text) => {
    const own = text.classList.contains("annotation") && chart._fullLayout.annotations[text.dataset.index];
    return own ? own.name || "" : "";
  };
  const measured = (text) => (text.querySelector(".annotation-text") || text).getBoundingClientRect();
  const band = (chart, text) => {
    const { x, xref } = chart._fullLayout.annotations[text.dataset.index];
    const axis = chart._fullLayout[xref.replace("x", "xaxis")];
    const own = chart._fullLayout.shapes.find((each) => each.xref === xref && each.x0 < x && x < each.x1);
    return own ? axis.l2p(own.x1) - axis.l2p(own.x0) : Infinity;
  };
  const lines = (text) => [...text.querySelectorAll("tspan.line")];
  const said = (text) => lines(text).map((line) => line.textContent).join(" ") || text.textContent.trim();
  /* A number without its unit, which the head of the chart says; and whole again. */
  const first = (text) => {
    const line = text.querySelector("tspan.line") || text.querySelector("text");
    return line && (line.querySelector("tspan") || line);
  };
  const shorten = (text, short) => {
    const part = first(text);
    text.dataset.whole = part.textContent;
    part.textContent = short;
  };
  const whole = (text) => {
    for (const line of lines(text)) line.style.display = "";
    if (!text.dataset.whole) return;
    first(text).textContent = text.dataset.whole;
    delete text.dataset.whole;
  };
  /* What a bar says first when it is pointed at: its number and its period. */
  const pointed = (text) => {
    const drawn = text.closest(".point"), told = drawn && drawn.__data__ && drawn.__data__.htx;
    const says = new DOMParser().parseFromString(String(told || "").split("<br>")[0], "text/html");
    return says.body.textContent;
  };
  /* What a number must not lie over: bars, brackets, official lines, ends of intervals, points, scales.
  Derived bands lie behind everything, and of what is pointed at only, nothing is seen. */
  const marks = (chart) => {
    const bars = [...chart.querySelectorAll(".barlayer .point path")]
      .filter((bar) => { const own = bar.parentNode.__data__; return !(own && own.data && own.data[0] === ""); });
    const points = [...chart.querySelectorAll(".scatterlayer .points path")].filter((point) => point.style.opacity !== "0");
    const strokes = [...chart.querySelectorAll(".scatterlayer .js-line, .errorbars path, .layer-above .shapelayer path, [class^=y][class$=tick] text")];
    return [...bars.map((bar) => ({ ...grown(bar, 0), bar: [(bar.parentNode.__data__ || {}).data].flat()[0] || "" })), ...points.map((point) => grown(point, 0)),
      ...strokes.map((stroke) => grown(stroke, (parseFloat(getComputedStyle(stroke).strokeWidth) || 0) / 2))];
  };
  const grown = (mark, by) => {
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    return { left: left - by, right: right + by, top: top - by, bottom: bottom + by };
  };
  const moved = ({ left, right, top, bottom }, [x, y]) => ({ left: left + x, right: right + x, top: top + y, bottom: bottom + y });
  /* Pixels between two words of one line: closer, they would be read as one. */
  const APART = -3;
  /* Pixels of a line of digits in which nothing is drawn, above them. */
  const LEAD = 4;
  /* near: pixels that two may come into one another at their sides. */
  const meets = (box, others, near = 1) => others.some((other) => box.left < other.right - near && other.left < box.right - near
    && box.top < other.bottom - 1 && other.top < box.bottom - 1);
  /* So far a number may stray from its mark, in parts of its own width: it still stands over it. */
  const ASIDE = [0, -0.125, 0.125, -0.25, 0.25, -0.375, 0.375, -0.5, 0.5];
  /* And so far where it covers a mark; of its width, no more may lie over bars of others. */
  const UPON = 0.15;
  /* Places of a text about where it was drawn, the nearest first, none of them outside the chart. */
  const places = (box, edge, down, start = 0) => ASIDE.map((part) => {
    const x = start + part * (box.right - box.left), { left, right } = moved(box, [x, 0]);
    return [x + Math.max(0, edge.left - left) - Math.max(0, right - edge.right), down];
  });
  /* Over its line or below it: as far on the other side as on the one that it was drawn on. */
  const sides = (box, line) => [0, 2 * line - box.top - box.bottom];
  /* Where on the screen an official number belongs: the end or the middle of its line. */
  const belongs = (chart, text) => {
    const { x, y, xref, yref } = chart._fullLayout.annotations[text.dataset.index], edge = chart.getBoundingClientRect();
    const [across, down] = [chart._fullLayout[xref.replace("x", "xaxis")], chart._fullLayout[yref.replace("y", "yaxis")]];
    return [edge.left + across._offset + across.l2p(x), edge.top + down._offset + down.l2p(y)];
  };
  const placed = (text, [x, y]) => { text.style.transform = x || y ? `translate(${x}px, ${y}px)` : ""; };
  const shift = (text) => (text.style.transform.match(/-?[0-9.]+(?=px)/g) || [0, 0]).map(Number);
  /* What must lie over a mark stays above its own: further aside, or over the bar of another, it would
  be read as the other's. */
  const upon = (box, seen, own) => (place) => {
    const there = moved(box, place), most = UPON * (box.right - box.left);
    const over = seen.filter(({ bar }) => bar !== undefined && bar !== own).filter((bar) => meets(there, [bar], 0));
    const covered = over.reduce((sum, bar) => sum + Math.min(there.right, bar.right) - Math.max(there.left, bar.left), 0);
    return Math.abs(place[0]) <= most && covered <= most;
  };
  /* A number of the statements: beside what it would cover where there is room, over it else. Words
  below it cover nothing: where they have no room, it stands without them, as near to its mark. */
  const numbered = (chart, text, edge, kept, fixed, seen, terse) => {
    const both = measured(text), words = lines(text).slice(1), own = figureOf(chart, text);
    const free = (box, down) => places(box, edge, down).filter((place) => !meets(moved(box, place), [...kept, ...fixed], APART));
    const clear = (box) => (place) => !meets(moved(box, place), seen);
    let place = free(both, 0).find(clear(both));
    if (!place && words.length) for (const line of words) line.style.display = "none";
    if (!place) {
      const box = measured(text), above = chart._fullLayout.annotations[text.dataset.index].yanchor === "bottom";
      const down = above ? both.bottom - box.bottom : 0, there = free(box, down);
      place = there.find(clear(box)) || there.find(upon(box, seen, own)) || (terse && beside(moved(box, [0, down]), edge, kept, fixed, seen, down, own));
    }
    if (place) placed(text, place);
    return Boolean(place);
  };
  /* Where a number has room once another, that stands in its way, is further aside of its own mark. */
  const beside = (box, edge, kept, fixed, seen, down, own) => {
    for (const other of kept.filter((each) => each.text && meets(box, [each], APART))) {
      const others = [...kept.filter((each) => each !== other), ...fixed];
      for (const [aside] of places(other.drawn, edge, 0)) {
        const there = moved(other.drawn, [aside, 0]);
        if (meets(there, others, APART) || meets(there, seen)) continue;
        const near = places(box, edge, down).filter(([x]) => !meets(moved(box, [x, 0]), [...others, there], APART));
        const place = near.find(([x]) => !meets(moved(box, [x, 0]), seen)) || near.find(upon(box, seen, own));
        if (!place) continue;
        placed(other.text, [aside, other.down]);
        Object.assign(other, there);
        return place;
      }
    }
    return null;
  };
  const unsaid = (text) => lines(text).filter((line) => line.style.display === "none").map((line) => line.textContent);
  /* A number of an official line: with its name or without it, and never over anything. */
  const ended = (chart, text, edge, kept, seen) => {
    const both = measured(text), [name, ...rest] = lines(text);
    const { xanchor, yanchor } = chart._fullLayout.annotations[text.dataset.index], [at, line] = belongs(chart, text);
    for (const short of name && rest.length ? [false, true] : [false]) {
      if (short) name.style.display = "none";
      const box = measured(text);
      const fits = (place) => {
        const there = moved(box, place);
        return there.left <= at + 1 && at - 1 <= there.right && !meets(there, seen) && !meets(there, kept, APART);
      };
      // Without its name it is as near to its line as it was with it.
      const nearer = yanchor === "top" ? both.top - box.top : both.bottom - box.bottom;
      const start = xanchor === "right" ? both.right - box.right : 0;
      const own = moved(box, [0, nearer]);
      for (const down of sides(own, line)) {
        const place = places(box, edge, nearer + down, start).find(fits);
        if (place) { placed(text, place); return true; }
      }
    }
    if (name) name.style.display = "";
    return false;
  };
  const inside = (text, edge) => { placed(text, places(measured(text), edge, 0)[0]); return true; };
  const scale = (chart) => [...chart.querySelectorAll("[class^=y][class$=tick] text")].map((text) => grown(text, 0));
  const middle = (part) => { const { left, right } = part.getBoundingClientRect(); return (left + right) / 2; };
  /* What stands below a chart, first what keeps its place: under its upright bars, then the newest. */
  const below = (chart) => {
    const ticks = [...chart.querySelectorAll("[class^=x][class$=tick]")].reverse(), at = ticks.map(middle);
    const bars = chart.data.some(({ orientation }) => orientation === "h") ? [] : [...chart.querySelectorAll(".barlayer .point path")];
    const nearest = (bar) => at.reduce((near, place) => (Math.abs(place - bar) < Math.abs(near - bar) ? place : near), Infinity);
    const under = [...new Set(bars.map(middle).map(nearest))];
    const barred = ticks.filter((tick, number) => under.some((place) => Math.abs(place - at[number]) < 1));
    return [...barred, ...ticks.filter((tick) => !barred.includes(tick))];
  };
  /* Where years have no room in full, all but the first and the newest are written as ’24. */
  const dated = (chart, ticks) => {
    for (const kind of new Set(ticks.map((tick) => tick.classList[0]))) {
      const years = ticks.filter((tick) => tick.classList[0] === kind).sort((one, other) => middle(one) - middle(other));
      years.forEach(whole);
      if (chart._fullLayout[kind.replace("x", "xaxis").replace("tick", "")].uirevision !== "years") continue;
      const boxes = years.map(measured);
      if (!boxes.some((box, number) => number && box.left < boxes[number - 1].right - APART)) continue;
      for (const year of years.slice(1, -1)) shorten(year, `\u2019${year.textContent.trim().slice(-2)}`);
    }
  };
  /* Numbers of so many marks that none has room at any width. */
  const unwritten = (chart) => (chart.layout.meta || {}).unwritten || [];
  /* Texts of a chart that would lie over one another: the first of each two stays, and what is left
  out is counted beside the chart. */
  const laid = (chart, terse) => {
    const edge = chart.getBoundingClientRect(), kept = [], left = [...unwritten(chart)], folded = new Set(), seen = marks(chart);
    const fixed = scale(chart), ticks = below(chart), bare = [];
    let tight = false;
    dated(chart, ticks);
    for (const text of [...chart.querySelectorAll(".annotation, .bartext"), ...ticks]) {
      text.style.visibility = text.style.transform = "";
      if (!ticks.includes(text)) whole(text);
      const [kind, period = "", short = ""] = named(chart, text).split("\t");
      if (short && terse) shorten(text, short);
      if (!measured(text).width) {
        // Plotly itself leaves out what is wider than its bar.
        if (text.textContent.trim() && text.classList.contains("bartext")) left.push(pointed(text) || said(text));
        continue;
      }
      let fits = true;
      if (kind === "official") fits = ended(chart, text, edge, kept, seen);
      else if (kind === "number") fits = numbered(chart, text, edge, kept, fixed, seen, terse);
      else if (kind === "within" || kind === "words") fits = inside(text, edge);
      const box = measured(text);
      if (ticks.includes(text)) box.y += LEAD, box.height -= LEAD;  // letters stand close above, in any font
      const narrow = kind === "folded" && box.width > band(chart, text) + 4;
      if (fits && !narrow && !meets(box, kept, APART)) {
        const { left: start, right: end, top, bottom } = box, [x, down] = shift(text);
        // A number may still be moved for another.
        kept.push({ left: start, right: end, top, bottom, ...(kind === "number" && { text, down, drawn: moved(box, [-x, 0]) }) });
        tight = tight || (Boolean(short) && meets(box, seen));
        if (kind === "number") bare.push(...unsaid(text).map((words) => `${words}, ${period}`));
        continue;
      }
      tight = tight || Boolean(short);
      text.style.visibility = "hidden";
      if (kind === "folded") folded.add([period, ...(lines(text).length ? lines(text) : [text]).map((line) => line.textContent.trim())].filter(Boolean).join(": "));
      else if (period) left.push(`${text.dataset.whole || said(text)}, ${period}`);
    }
    tell(chart, left, bare, [...folded]);
    return tight;
  };
  const apart = (chart) => {
    // Where one number has no room for its unit beside all else, all of the chart go without.
    if (laid(chart, false)) laid(chart, true);
    watching.takeRecords();  // what was just done here is no news
  };
  const chartOf = (part) => {
    const section = part.closest("[class*='st-key-chart-']"), chart = section && section.querySelector(".js-plotly-plot");
    return chart && chart.querySelector(".modebar-btn") ? chart : null;  // drawn whole
  };
  const fill = (words, count) => words.replace("{count}", count);
  /* left: numbers that are not written; bare: words of numbers that are; folded: what a fold says. */
  const tell = (chart, left, bare, folded) => {
    const beside = chart.closest("[class*='st-key-chart-']");
    const place = beside && beside.querySelector(".left-out");
    if (!place) return;
    const { one, other, words: without, moves, across } = place.dataset;
    const parts = [moving(chart) ? listed(chart) ? across : moves : "",
      left.length ? fill(left.length === 1 ? one : other, left.length) : "",
      bare.length ? fill(without, bare.length) : "", ...folded.map((each) => `${each}.`)];
    const words = parts.filter(Boolean).join(" ");
    place.dataset.told = "true";
    place.dataset.paper = [...left, ...bare].join("; ");
    if (place.textContent !== words) place.textContent = words;
  };
  const listed = (chart) => chart._fullLayout.xaxis.type === "category";  // columns, which begin with the first
  const moving = (chart) => {
    const frame = chart.closest("[class*='st-key-wide-']");
    return frame && frame.scrollWidth > frame.clientWidth + 1 ? frame : null;
  };
  /* A chart of years wider than its frame begins with the newest, a keyboard moves it, and its scale and the
  names of its panels stay in sight. */
  const framed = (chart) => {
    const frame = moving(chart);
    const scale = chart.parentNode.querySelector(":scope > .scale");
    if (!frame) { if (scale) scale.remove(); return; }
    stay(chart, scale || chart.parentNode.insertBefore(document.createElement("div"), chart));
    if (frame.dataset.moves) return;
    const section = frame.closest("[class*='st-key-chart-']"), heading = section && section.querySelector("h2");
    frame.dataset.moves = "true";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", heading ? heading.textContent : chart.parentNode.getAttribute("aria-label") || "");
    if (!listed(chart)) frame.scrollLeft = frame.scrollWidth;
    frame.addEventListener("scroll", () => {
      const shown = frame.querySelector(".js-plotly-plot");
      if (shown && shown._fullLayout) cut(shown);
    }, { passive: true });
  };
  const stay = (chart, scale) => {
    const drawn = chart.querySelector(".main-svg"), width = chart._fullLayout.margin.l;
    const parts = [...chart.querySelectorAll("[class^=y][class$=tick]"), ...[...chart.querySelectorAll(".annotation")].filter((each) => named(chart, each) === "title")];
    const copy = parts.map((part) => part.outerHTML.replaceAll(' data-cut=""', "")).join("");
    if (scale.dataset.copy === copy) return;
    scale.dataset.copy = copy;
    scale.className = "scale";
    scale.setAttribute("aria-hidden", "true");
    scale.innerHTML = `<svg width="${width}" height="${drawn.getAttribute("height")}" style="overflow:visible">`
      + `<rect width="${width}" height="100%"></rect>${copy}</svg>`;
  };
  /* Of a number that the scale or the edge of the frame cuts, the rest would be read as another one. The
  name of a panel is read in the copy that stays in sight, and would lie beneath it once more. */
  const cut = (chart) => {
    const frame = moving(chart), edge = frame && frame.getBoundingClientRect(), from = frame && edge.left + chart._fullLayout.margin.l;
    const texts = [...chart.querySelectorAll(".annotation, .bartext, [class^=x][class$=tick]")], boxes = texts.map(measured);
    const crossed = ({ left, right }) => [from, edge.right].some((side) => left < side - 1 && side + 1 < right);
    texts.forEach((text, number) => text.toggleAttribute("data-cut", Boolean(frame) && (crossed(boxes[number]) || named(chart, text) === "title")));
  };
  const drawn = new Set();
  const arrange = () => {
    const charts = [...drawn].filter((chart) => chart.isConnected && chart._fullLayout);
    drawn.clear();  // first: a chart that cannot be arranged must not end the watch
    for (const chart of charts) { framed(chart); apart(chart); cut(chart); }
  };
  const watching = new MutationObserver((changes) => {
    // A chart that changed, and one that was drawn before there was a place to tell what it left out.
    const places = [...document.querySelectorAll(".left-out:not([data-told])")];
    const charts = [...changes.map(({ target }) => target.closest && target.closest(".js-plotly-plot")),
      ...places.map(chartOf)];
    for (const chart of charts) {
      if (!chart) continue;
      if (!drawn.size) requestAnimationFrame(arrange);
      drawn.add(chart);
    }
  });
  watching.observe(document.documentElement, { childList: true, subtree: true });

  /* A picture for a slide: another size, light, with title, unit and source, which the chart on
  the page has beside it. Plotly copies data and layout when it is asked, so they are put back. */
  const recoloured = (value, colours) => {
    let text = JSON.stringify(value);
    for (const [from, to] of Object.entries(colours)) text = text.split(from).join("\u0000" + to.slice(1));
    return JSON.parse(text.split("\u0000").join("#"));
  };
  const save = (chart, format) => {
    const { picture, light = {} } = chart.layout.meta;
    const button = chart.querySelector(".modebar-btn[data-title^='Download plot']");
    const before = [chart.data, chart.layout, chart._context.toImageButtonOptions];
    const layout = recoloured({ ...chart.layout, meta: null }, light);
    chart.data = recoloured(chart.data, light);
    chart.layout = { ...layout, ...picture.layout,
      margin: { ...layout.margin, ...picture.layout.margin },
      annotations: [...(layout.annotations || []), ...picture.layout.annotations] };
    chart._context.toImageButtonOptions = { ...before[2], ...picture.size, format };
    try { button.click(); } finally {
      [chart.data, chart.layout, chart._context.toImageButtonOptions] = before;
    }
  };
  /* The number that is pointed at, and where its own mark is: plotly knows marks only, and would take
  the nearest one, which may be another's. */
  const numberAt = (chart, x, y) => {
    const holds = ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom;
    return [...chart.querySelectorAll(".annotation, .bartext")].reverse()
      .filter((text) => text.style.visibility !== "hidden" && holds(measured(text)))
      .map((text) => ownMark(chart, figureOf(chart, text))).find(Boolean);
  };
  const figureOf = (chart, text) => {
    if (text.classList.contains("annotation")) return named(chart, text).split("\t")[3];
    const drawn = text.closest(".point"), told = drawn && drawn.__data__ && drawn.__data__.data;
    return [told].flat()[0];
  };
  const ownMark = (chart, figure) => {
    for (const trace of figure ? chart._fullData : []) {
      const at = (trace.customdata || []).findIndex((custom) => [custom].flat()[0] === figure);
      if (at < 0) continue;
      const [across, down] = [trace.xaxis.replace("x", "xaxis"), trace.yaxis.replace("y", "yaxis")].map((axis) => chart._fullLayout[axis]);
      const foot = (trace.base && trace.base.length ? trace.base[at] : trace.base) || 0, edge = chart.getBoundingClientRect();
      const high = trace.type === "bar" ? foot + trace.y[at] / 2 : trace.y[at];
      return { trace, at, clientX: edge.left + across._offset + across.d2p(trace.x[at]), clientY: edge.top + down._offset + down.d2p(high) };
    }
    return null;
  };
  const number = (event) => {
    const chart = event.isTrusted && event.target.closest && event.target.closest(".js-plotly-plot");
    const { clientX, clientY } = event.touches ? event.touches[0] : event;
    const own = chart && chart._fullData && numberAt(chart, clientX, clientY);
    if (own) event.stopImmediatePropagation();
    return own && { chart, ...own };
  };
  for (const begins of ["mousedown", "touchstart"]) document.addEventListener(begins, number, { capture: true, passive: true });
  document.addEventListener("mousemove", (event) => {
    const own = number(event);
    if (!own) return;
    const { clientX, clientY } = own, layer = event.target.closest(".nsewdrag") || own.chart.querySelector(".nsewdrag");
    layer.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY, view: window }));
  }, true);
  document.addEventListener("click", (event) => {
    const own = number(event);
    if (!own) return;
    const { chart, trace, at } = own, [x, y, customdata] = [trace.x[at], trace.y[at], trace.customdata[at]];
    const point = { curveNumber: trace.index, pointNumber: at, pointIndex: at, x, y, customdata, data: chart.data[trace.index] };
    chart.emit("plotly_selected", { points: [point] });
  }, true);

  /* A button stands before its chart does: who presses it early has the picture once it is drawn. */
  const whenDrawn = (section, act) => {
    if (!section.isConnected) return;
    const chart = chartOf(section);
    if (chart) act(chart);
    else setTimeout(whenDrawn, 100, section, act);
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest && event.target.closest("[data-save]");
    if (pressed) whenDrawn(pressed.closest("[class*='st-key-chart-']"), (chart) => save(chart, pressed.dataset.save));
  }, true);
})();
